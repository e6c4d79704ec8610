using System.IO.Compression;
using CsCheck;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class FrontexDetectionsTests
{
    private static List<ImportRow> ReadReal()
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(RealData.File("flows/frontex_ibc_2009_2022.csv.gz")), CompressionMode.Decompress));
        return [.. FrontexDetections.Read(text)];
    }

    private static List<ImportRow> Read(string lines) => [.. FrontexDetections.Read(new StringReader("month,route,border_type,nationality_iso3,detections\n" + lines))];

    [Fact]
    public void The_published_file_adds_up_to_the_published_totals()
    {
        var rows = ReadReal();
        Assert.All(rows, r => Assert.NotNull(r.Body));
        Assert.Equal(28_783, rows.Sum(r => r.Rows));
        Assert.Equal(1_533, rows.Count);
        Assert.Equal(rows.Count, rows.Select(r => r.Reference).Distinct().Count());
        // Lines rise, so that an import resumes where it stopped.
        Assert.Equal(rows.Select(r => r.Line).Order(), rows.Select(r => r.Line));
        var months = rows.Select(r => (DetectionCount)r.Body!).ToArray();
        var years = months.GroupBy(m => m.When.From.Year).ToDictionary(g => g.Key, g => g.Sum(m => m.Detections));
        foreach (var (year, total) in new[] { (2014, 282_873), (2015, 1_822_102), (2016, 511_047), (2017, 204_654), (2018, 149_036), (2019, 141_741), (2020, 126_310), (2021, 202_119), (2022, 326_217) })
            Assert.Equal(total, years[year]);
        var central = months.Where(m => m.Route == "central-mediterranean" && m.When.From.Year == 2016).ToArray();
        Assert.Equal(181_376, central.Sum(m => m.Detections));
        int Of(string country) => central.Sum(m => m.Nationalities!.GetValueOrDefault(country));
        Assert.Equal((37_554, 20_721, 13_550), (Of("NGA"), Of("ERI"), Of("GIN")));
        Assert.DoesNotContain(months, m => m.Route == Routes.NotStated);
    }

    [Fact]
    public void Rows_of_a_month_and_route_make_one_record_whatever_their_order()
    {
        var rows = Read("2020-10,Western African Route,Sea,MAR,30\n2020-09,Western African Route,Sea,SEN,5\n2020-10,Western African Route,Sea,SEN,12\n");
        Assert.Equal(2, rows.Count);
        var october = (DetectionCount)rows[0].Body!;
        Assert.Equal((42, 2, BorderType.Sea, "western-african-atlantic"), (october.Detections, rows[0].Rows, october.Border, october.Route));
        Assert.Equal(TimePrecision.Month, october.When.Precision);
    }

    [Fact]
    public void A_month_with_a_row_that_cannot_be_read_is_not_stored_with_too_low_a_total()
    {
        var rows = Read("2020-10,Western African Route,Sea,MAR,30\n2020-10,Western African Route,Sea,SEN,many\n2020-11,Western African Route,Sea,SEN,7\n");
        Assert.Null(rows[0].Body);
        Assert.Equal(2, rows[0].Rows);
        Assert.Contains(rows[0].Problems, p => p is { Line: 3, Field: "detections" });
        Assert.Contains(rows[0].Problems, p => p.Message.Contains("too low", StringComparison.Ordinal));
        Assert.Equal(7, ((DetectionCount)rows[1].Body!).Detections);
    }

    [Theory]
    [InlineData("2020-13,Western African Route,Sea,MAR,30", "month")]
    [InlineData("2020-10-02,Western African Route,Sea,MAR,30", "month")]
    [InlineData("2020-10,,Sea,MAR,30", "route")]
    [InlineData("2020-10,Western African Route,River,MAR,30", "border_type")]
    [InlineData("2020-10,Western African Route,1,MAR,30", "border_type")]
    [InlineData("2020-10,Western African Route,Sea,Morocco,30", "nationality_iso3")]
    [InlineData("2020-10,Western African Route,Sea,MAR,-3", "detections")]
    [InlineData("2020-10,Western African Route,Sea,MAR,", "detections")]
    public void A_faulty_row_names_line_and_field(string line, string field)
    {
        var row = Assert.Single(Read(line + "\n"));
        Assert.Null(row.Body);
        Assert.Contains(row.Problems, p => p.Line == 2 && p.Field == field && p.Rejected);
    }

    [Fact]
    public void A_nationality_that_stands_twice_is_refused_and_an_unknown_route_is_kept_under_its_own_name()
    {
        Assert.Null(Assert.Single(Read("2020-10,Western African Route,Sea,MAR,30\n2020-10,Western African Route,Sea,MAR,31\n")).Body);
        var unknown = Assert.Single(Read("2023-01,Northern Lights Route,Land,MAR,4\n"));
        var body = (DetectionCount)unknown.Body!;
        Assert.Equal((Routes.NotStated, "Northern Lights Route"), (body.Route, body.Where.Text));
        Assert.Contains(unknown.Problems, p => !p.Rejected && p.Field == "route");
    }

    [Fact]
    public void Another_file_and_an_empty_one_are_refused_in_words()
    {
        Assert.Contains("columns month", FrontexDetections.Read(new StringReader("a,b\n1,2\n")).Single().Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("empty", FrontexDetections.Read(new StringReader("")).Single().Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_stands_in_the_file_the_reader_does_not_throw() =>
        Gen.Char[" ,\n\"MARSea2020-11Western African Route\0é"].Array[0, 300].Sample(
            chars =>
            {
                foreach (var row in Read(new string(chars))) Assert.True(row.Body is not null || row.Problems.Count > 0);
            }, iter: LongForm.Rounds(300, 20_000), seed: "0N0XIzNsQ0O2");
}
