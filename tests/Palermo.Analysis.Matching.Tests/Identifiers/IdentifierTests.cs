using CsCheck;

namespace Palermo.Analysis.Matching.Tests;

public class IdentifierTests
{
    [Fact]
    public void The_worked_identifiers_of_the_domain_page_are_right()
    {
        Assert.Equal(new NormalisedIdentifier("9074729", CheckDigit.Right, null), VesselNumbers.Imo("IMO 9074729"));
        Assert.Equal(CheckDigit.Right, VehicleNumbers.Vin("1M8GDM9AXKP042788").Check);
        Assert.Equal(new NormalisedIdentifier("GB82WEST12345698765432", CheckDigit.Right, null), AccountNumbers.Iban("GB82 WEST 1234 5698 7654 32"));
    }

    [Theory]
    [InlineData("490154203237518")]   // the example of 3GPP TS 23.003 users: 49015420323751 with check digit 8
    [InlineData("49-015420-323751-8")]
    [InlineData("49015420323751")]
    [InlineData("4901542032375112")]
    public void An_IMEI_is_one_number_in_all_its_forms(string text) => Assert.Equal("490154203237518", DeviceNumbers.Imei(text).Value);

    [Fact]
    public void One_wrong_digit_never_passes_a_check() => Gen.Select(Gen.Int[0, 14], Gen.Int[1, 9]).Sample((at, by) =>
    {
        static string Turn(string text, int at, int by) => text[..at] + (char)('0' + (text[at] - '0' + by) % 10) + text[(at + 1)..];
        Assert.Equal(CheckDigit.Wrong, DeviceNumbers.Imei(Turn("490154203237518", at, by)).Check);
        Assert.Equal(CheckDigit.Wrong, AccountNumbers.Iban(Turn("DE89370400440532013000", 2 + at, by)).Check);
    });

    [Theory]   // ICAO 9303-3 examples and the specimen of 9303-4
    [InlineData("520727", 3), InlineData("AB2134<<<", 5), InlineData("L898902C3", 6), InlineData("740812", 2), InlineData("120415", 9), InlineData("ZE184226B<<<<<", 1)]
    public void MRZ_check_digits_are_those_of_ICAO(string field, int digit) => Assert.Equal(digit, DocumentNumbers.MrzCheckDigit(field));

    [Fact]
    public void An_MRZ_number_is_read_with_its_check_digit_and_a_wrong_one_is_named()
    {
        Assert.Equal(new NormalisedIdentifier("L898902C3", CheckDigit.Right, null), DocumentNumbers.MrzNumber("L898902C36"));
        Assert.Equal("the check digit should be 6", DocumentNumbers.MrzNumber("L898902C37").Problem);
        Assert.Throws<ArgumentException>(() => DocumentNumbers.MrzCheckDigit("A-1"));
    }

    [Theory]
    [InlineData("+39 333 123 4567", null, "+393331234567", CheckDigit.Right)]
    [InlineData("0039-333-1234567", null, "+393331234567", CheckDigit.Right)]
    [InlineData("333 1234567", "IT", "+393331234567", CheckDigit.Right)]
    [InlineData("٠٠٢١٨ ٩١ ٢٣٤ ٥٦٧٨", null, "+218912345678", CheckDigit.Right)]
    [InlineData("3331234567", null, "3331234567", CheckDigit.None)]
    [InlineData("+999 12345678", null, "", CheckDigit.Wrong)]
    [InlineData("call me", "IT", "", CheckDigit.Wrong)]
    public void Telephone_numbers_take_their_E164_form(string text, string? region, string value, CheckDigit check)
    {
        var number = TelephoneNumbers.Normalise(text, region);
        Assert.Equal((value, check), (number.Value, number.Check));
    }

    [Fact]
    public void Plates_and_documents_meet_over_misread_signs()
    {
        Assert.Equal(VehicleNumbers.Plate("TR-٢٣٤ O1I").Value, VehicleNumbers.Plate("tr 234 011").Value);
        Assert.NotEqual(VehicleNumbers.Plate("AB123", "IT").Value, VehicleNumbers.Plate("AB123", "FR").Value);
        Assert.Equal(DocumentNumbers.Folded("KO123456B"), DocumentNumbers.Folded("K0 I23-456 8"));
        Assert.NotEqual(DocumentNumbers.Number("1234567", "ERI", "P").Value, DocumentNumbers.Number("1234567", "ETH", "P").Value);
        Assert.False(DocumentNumbers.Number("00000000").Usable);
    }

    [Fact]
    public void Vessel_and_vehicle_numbers_of_wrong_form_say_why()
    {
        Assert.Equal("the check digit should be 9", VesselNumbers.Imo("9074728").Problem);
        Assert.Contains("7 digits", VesselNumbers.Imo("90747").Problem);
        Assert.Equal("247", VesselNumbers.FlagOf("247320162"));
        Assert.Equal("247", VesselNumbers.FlagOf("002470001"));
        Assert.False(VesselNumbers.Mmsi("000000000").Usable);
        Assert.Contains("position 9", VehicleNumbers.Vin("1M8GDM9A1KP042788").Problem);
        Assert.Equal(CheckDigit.None, VehicleNumbers.Vin("WVWZZZ1JZXW000001").Check);   // Europe asks for no check digit
    }

    [Theory]
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", CheckDigit.Right)]            // the first Bitcoin address
    [InlineData("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", CheckDigit.Wrong)]
    [InlineData("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", CheckDigit.Right)]    // BIP 173
    [InlineData("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", CheckDigit.Right)]   // BIP 350
    [InlineData("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", CheckDigit.Wrong)]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", CheckDigit.None)]
    public void Crypto_addresses_are_checked_where_their_chain_allows(string text, CheckDigit check) => Assert.Equal(check, AccountNumbers.CryptoAddress(text).Check);

    [Fact]
    public void A_handle_is_one_whatever_link_it_came_in()
    {
        Assert.Equal("telegram:ali_95", Handles.UserName("Telegram", "https://t.me/Ali_95?start=1").Value);
        Assert.Equal("telegram:ali_95", Handles.UserName("tg", "@Ali_95").Value);
        Assert.Equal("facebook#100004455", Handles.Number("fb", "100004455").Value);
    }

    [Fact]
    public void Whatever_text_comes_in_no_normaliser_throws() => Gen.String[Gen.Char, 0, 60].Sample(text =>
    {
        Assert.NotNull(DeviceNumbers.Imei(text).Value);
        Assert.NotNull(DeviceNumbers.Imsi(text).Value);
        Assert.NotNull(TelephoneNumbers.Normalise(text, "NE").Value);
        Assert.NotNull(VesselNumbers.Imo(text).Value);
        Assert.NotNull(VesselNumbers.Mmsi(text).Value);
        Assert.NotNull(VesselNumbers.CallSign(text).Value);
        Assert.NotNull(VesselNumbers.Hull(text).Value);
        Assert.NotNull(VehicleNumbers.Vin(text).Value);
        Assert.NotNull(VehicleNumbers.Plate(text).Value);
        Assert.NotNull(AccountNumbers.Iban(text).Value);
        Assert.NotNull(AccountNumbers.CryptoAddress(text).Value);
        Assert.NotNull(DocumentNumbers.Number(text).Value);
        Assert.NotNull(DocumentNumbers.MrzNumber(text).Value);
        Assert.NotNull(Handles.UserName("x", text).Value);
    });

    [Fact]
    public void MRZ_samples_that_verify_in_the_data_verify_here()
    {
        var seen = 0;
        foreach (var line in File.ReadLines(RealData.File("mrz/mrz_samples.csv")).Skip(1))
        {
            var at = line.IndexOf("P<UTOERIKSSON<<ANNA<MARIA", StringComparison.Ordinal);
            if (at < 0 || !line.Contains("L898902C36UTO", StringComparison.Ordinal)) continue;
            seen++;
            Assert.Equal(CheckDigit.Right, DocumentNumbers.MrzNumber(line[line.IndexOf("L898902C36", StringComparison.Ordinal)..][..10]).Check);
        }
        Assert.True(seen > 0);
    }
}
