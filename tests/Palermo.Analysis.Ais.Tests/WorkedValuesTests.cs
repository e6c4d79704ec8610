using System.Text;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais.Tests;

/// <summary>The vectors of the sea-rescue rules, section 7.</summary>
public class WorkedValuesTests
{
    [Fact]
    public void A_class_A_position()
    {
        var (batch, counts) = AisReader.ReadColumns("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\r\n"u8);
        Assert.Equal(1, counts.Messages);
        var p = batch.Positions;
        Assert.Equal(1, p.Type[0]);
        Assert.Equal(477553000, p.Mmsi[0]);
        Assert.Equal(5, p.Status[0]);
        Assert.Equal(0.0, p.SpeedKnots(0));
        Assert.Equal(-122.345833, p.LongitudeDegrees(0), 5e-7);
        Assert.Equal(47.582833, p.LatitudeDegrees(0), 5e-7);
        Assert.Equal(51.0, p.CourseDegrees(0));
        Assert.Equal(181, p.Heading[0]);
        Assert.Equal(15, p.Second[0]);
        Assert.Equal((byte)'B', p.Channel[0]);
    }

    [Fact]
    public void A_class_B_position()
    {
        var (batch, _) = AisReader.ReadColumns("!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C\n"u8);
        var p = batch.Positions;
        Assert.Equal(18, p.Type[0]);
        Assert.Equal(338087471, p.Mmsi[0]);
        Assert.Equal(0.1, p.SpeedKnots(0), 1e-9);
        Assert.Equal(-74.072132, p.LongitudeDegrees(0), 5e-7);
        Assert.Equal(40.684540, p.LatitudeDegrees(0), 5e-7);
        Assert.Equal(79.6, p.CourseDegrees(0), 1e-9);
        Assert.Equal(511, p.Heading[0]);
        Assert.Equal(49, p.Second[0]);
    }

    [Fact]
    public void Static_and_voyage_data_in_two_sentences()
    {
        var (batch, counts) = AisReader.ReadColumns(Encoding.ASCII.GetBytes(
            "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C\n!AIVDM,2,2,1,A,88888888880,2*25\n"));
        Assert.Equal((1, 2), (counts.Messages, counts.Sentences));
        var s = batch.Statics;
        Assert.Equal(351759000, s.Mmsi[0]);
        Assert.Equal(9134270, s.Imo[0]);
        Assert.Equal("3FOF8", s.CallSign(0));
        Assert.Equal("EVER DIADEM", s.Name(0));
        Assert.Equal(70, s.ShipType[0]);
        Assert.Equal((225, 70, 1, 31), (s.ToBow[0], s.ToStern[0], s.ToPort[0], s.ToStarboard[0]));
        Assert.Equal(122, s.Draught[0]);
        Assert.Equal((5, 15, 14, 0), s.Arrival(0));
        Assert.Equal("NEW YORK", s.Destination(0));
    }

    [Fact]
    public void Fields_are_found_by_name_in_their_units()
    {
        List<(double? Speed, long? Raw, double? Nothing)> found = [];
        var decoder = new AisDecoder((in AisMessage m) =>
            found.Add((MessageLayout.Value(m, "course"), MessageLayout.Number(m, "course"), MessageLayout.Value(m, "draught"))));
        decoder.Add("!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n"u8);
        Assert.Equal((51.0, 510L, null), Assert.Single(found));
    }

    // ITU-R M.1371-5, table 48: 708 degrees a minute is the most that is given as a number.
    [Theory]
    [InlineData(126, 708.7)]
    [InlineData(-126, -708.7)]
    [InlineData(20, 17.9)]
    [InlineData(0, 0)]
    public void A_rate_of_turn_in_degrees_a_minute(int transmitted, double rate)
    {
        var message = new MessageWriter(1, 1, 168).Put(42, 8, transmitted);
        Assert.Equal(rate, MessageLayout.Value(new AisMessage(message.Bits, 168), "turn")!.Value, 0.05);
    }
}
