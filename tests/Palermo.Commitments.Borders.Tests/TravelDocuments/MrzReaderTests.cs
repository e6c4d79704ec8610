using NodaTime;

namespace Palermo.Commitments.Borders.Tests;

public class MrzReaderTests
{
    private static string Digits(MrzReading reading) => string.Join(' ', reading.Checks.Select(c => $"{c.Name}:{c.Expected}{(c.Ok ? "" : "!")}"));

    [Fact]
    public void The_passport_specimen_of_ICAO_verifies_in_full()
    {
        var reading = Specimens.Read(Specimens.Td3);
        Assert.Equal(MrzFormat.Td3, reading.Format);
        Assert.Equal("number:6 birth:2 expiry:9 personal:1 composite:0", Digits(reading));
        Assert.True(reading.Valid);
        Assert.Equal(new MrzFields("P", "UTO", "L898902C3", "UTO", "1974-08-12", "F", "2012-04-15", "ERIKSSON", "ANNA MARIA", false, "ZE184226B"), reading.Fields);
    }

    [Fact]
    public void The_card_specimens_of_ICAO_verify_in_full()
    {
        Assert.Equal("number:7 birth:2 expiry:9 composite:6", Digits(Specimens.Read(Specimens.Td1)));
        Assert.Equal("number:7 birth:2 expiry:9 composite:6", Digits(Specimens.Read(Specimens.Td2)));
        Assert.Equal("D23145890", Specimens.Read(Specimens.Td1).Fields.Number);
        Assert.Equal("D23145890", Specimens.Read(Specimens.Td2).Fields.Number);
    }

    [Fact]
    public void A_long_number_runs_on_in_the_optional_field()
    {
        // ICAO Doc 9303-11, appendix D.
        var reading = Specimens.Read(Specimens.LongNumber);
        Assert.Equal("number:9 birth:7 expiry:2 composite:2", Digits(reading));
        Assert.Equal("D23145890734", reading.Fields.Number);
        Assert.Null(reading.Fields.Optional);
        Assert.True(reading.Valid);
    }

    [Fact]
    public void A_passport_without_personal_number_may_leave_its_digit_out()
    {
        var reading = Specimens.Read(Specimens.Invented);
        Assert.True(reading.Valid);
        Assert.Equal("number:7 birth:9 expiry:9 personal:0 composite:8", Digits(reading));
        Assert.True(Specimens.Read(Specimens.Invented[0], Specimens.Invented[1][..42] + "08").Valid);
        Assert.False(Specimens.Read(Specimens.Td3[0], Specimens.Td3[1][..42] + "<0").Checks[3].Ok);
    }

    [Fact]
    public void Visas_have_three_check_digits_and_no_composite()
    {
        foreach (var (lines, format) in new[] { (Specimens.VisaA, MrzFormat.MrvA), (Specimens.VisaB, MrzFormat.MrvB) })
        {
            var reading = Specimens.Read(lines);
            Assert.Equal(format, reading.Format);
            Assert.Equal(["number", "birth", "expiry"], reading.Checks.Select(c => c.Name));
            Assert.True(reading.Valid);
            Assert.Equal("L8988901C", reading.Fields.Number);
            Assert.Equal("1940-09-07", reading.Fields.Birth);
        }
    }

    [Fact]
    public void A_French_card_is_read_by_its_own_layout_and_named_so()
    {
        var reading = Specimens.Read(Specimens.French);
        Assert.Equal("FRA-ID", MrzFormats.Name(reading.Format));
        Assert.Equal("number:4 birth:8 composite:4", Digits(reading));
        Assert.True(reading.Valid);
        Assert.Equal(("BERTHIER", "CORINNE", "1965-12-06", "940992310285", "1994-09"), (reading.Fields.Surname, reading.Fields.GivenNames, reading.Fields.Birth, reading.Fields.Number, reading.Fields.Issued));
        Assert.Null(reading.Fields.Expiry);
    }

    [Fact]
    public void Every_collected_specimen_verifies_as_its_publisher_says()
    {
        var all = Specimens.Collected();
        Assert.Equal(34, all.Count);
        foreach (var (format, lines, digits, note) in all)
        {
            var reading = Specimens.Read(lines);
            Assert.Equal(format, MrzFormats.Name(reading.Format));
            foreach (var (name, ok) in digits) Assert.True(ok == reading.Checks.Single(c => c.Name == name).Ok, $"{note}: {name} should be {(ok ? "right" : "wrong")}");
            if (digits.Count > 0) Assert.Equal(digits.Keys.Order(), reading.Checks.Select(c => c.Name).Order());
            else Assert.True(reading.Checks.All(c => c.Ok), note); // French cards, which the publisher calls valid
            Assert.Equal(reading.Checks.All(c => c.Ok), reading.Valid);
        }
    }

    [Fact]
    public void A_failed_digit_names_line_columns_and_what_was_expected()
    {
        var reading = Specimens.Read(Specimens.Td3[0], Specimens.Td3[1][..13] + "7408132" + Specimens.Td3[1][20..]);
        var problem = Assert.Single(reading.Problems, p => p.Code == "check.birth");
        Assert.Equal((2, 20, 20, "2", "3"), (problem.Line, problem.From, problem.To, problem.Found, problem.Expected));
        Assert.Contains("line 2, columns 14-19", problem.Message.English, StringComparison.Ordinal);
        Assert.Contains(reading.Problems, p => p.Code == "check.composite");
        Assert.False(reading.Valid);
    }

    [Fact]
    public void A_Belgian_number_fails_by_the_rule_and_the_reader_says_why()
    {
        var reading = Specimens.Read("IDBEL000590240<6013<<<<<<<<<<<", "8512017F1311048BEL851201002007", "REINARTZ<<ULRIKE<KATIA<E<<<<<<");
        Assert.False(reading.Checks.Single(c => c.Name == "number").Ok);
        Assert.Contains(reading.Problems, p => p.Code == "number.filler-counted");
        Assert.Equal("000590240601", reading.Fields.Number);
    }

    [Theory]
    [InlineData("740812", "1974-08-12")]
    [InlineData("261124", "2026-11-24")]
    [InlineData("261125", "1926-11-25")]
    [InlineData("74<<<<", "1974-XX-XX")]
    [InlineData("7408<<", "1974-08-XX")]
    [InlineData("26<<<<", "2026-XX-XX")]
    [InlineData("<<<<<<", "XXXX-XX-XX")]
    [InlineData("000229", "2000-02-29")]
    [InlineData("740229", null)]
    [InlineData("741332", null)]
    [InlineData("740<12", null)]
    [InlineData("74<<12", null)]
    [InlineData("<<0812", null)]
    [InlineData("7A0812", null)]
    public void Birth_dates_take_the_century_that_does_not_lie_ahead(string six, string? text) => Assert.Equal(text, MrzDate.Birth(six, Specimens.Today).Text);

    [Fact]
    public void Expiry_is_of_this_century_unless_a_window_says_otherwise()
    {
        Assert.Equal("2095-07-12", MrzDate.Expiry("950712", Specimens.Today, null).Text);
        Assert.Equal("1995-07-12", MrzDate.Expiry("950712", Specimens.Today, 20).Text);
        Assert.Equal("2046-07-12", MrzDate.Expiry("460712", Specimens.Today, 20).Text);
        Assert.Contains(Specimens.Read(Specimens.LongNumber).Problems, p => p.Code == "date.far" && p.Weight == MrzWeight.Notice);
        Assert.Contains(MrzReader.Read(Specimens.LongNumber, Specimens.Today, new(20)).Problems, p => p.Code == "date.expired");
    }

    [Fact]
    public void A_month_that_does_not_exist_is_found_though_its_check_digit_holds()
    {
        // 741312: 7*7+4*3+1*1+3*7+1*3+2*1 = 88, digit 8.
        var reading = Specimens.Read("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX7413128F9612109<<<<<<<<");
        Assert.True(reading.Checks.All(c => c.Ok));
        Assert.False(reading.Valid);
        Assert.Contains(reading.Problems, p => p.Code == "date.birth-month" && p is { Line: 2, From: 14, To: 19 });
    }

    [Fact]
    public void Names_have_their_parts_and_their_oddities()
    {
        Assert.Equal(("VAN DER MULLER", "JUAN CARLOS", false), Names("VAN<DER<MULLER<<JUAN<CARLOS<<<<<"));
        Assert.Equal(("ARKFREITH", "", false), Names("ARKFREITH<<<<<<<<<<<<<<<<<<<<<<"));
        Assert.Equal(("CACADOR DE ARAUJO", "ANDRE ESTEV", true), Names("CACADOR<DE<ARAUJO<<ANDRE<ESTEV"));
        Assert.Equal(("", "ANNA MARIA", false), Names("<<ANNA<MARIA<<<<<<<<<<<<<<<<<<"));
        Assert.Equal(("", "", false), Names("<<<<<<<<<<"));
        Assert.Equal(4, MrzNames.Read("JOHN5ON<<A<<").DigitAt);
        Assert.Equal(-1, MrzNames.Read("AB<<CD<<").SeparatorsAt); // a pair at the end is only filling
        Assert.Equal(6, MrzNames.Read("AB<<CD<<EF<<").SeparatorsAt);
        Assert.Equal(("", "JEAN PIERRE"), (MrzNames.Read("JEAN<<PIERRE<<", pairsSeparate: true) is var n ? (n.Primary, n.Secondary) : default));

        static (string, string, bool) Names(string field) => MrzNames.Read(field) is var names ? (names.Primary, names.Secondary, names.Cut) : default;
    }

    [Fact]
    public void Codes_of_issuers_are_known_by_sort()
    {
        Assert.Equal(IssuerSort.State, IssuerCodes.SortOf("NER"));
        Assert.Equal(IssuerSort.State, IssuerCodes.SortOf("D"));
        Assert.Equal(IssuerSort.Unknown, IssuerCodes.SortOf("DEU")); // Germany writes D
        Assert.Equal(IssuerSort.Specimen, IssuerCodes.SortOf("UTO"));
        Assert.Equal(IssuerSort.Protected, IssuerCodes.SortOf("XXA"));
        Assert.Equal(IssuerSort.Protected, IssuerCodes.SortOf("XXB"));
        Assert.Equal(IssuerSort.Protected, IssuerCodes.SortOf("XXC"));
        Assert.Equal(IssuerSort.Unspecified, IssuerCodes.SortOf("XXX"));
        Assert.Equal(IssuerSort.Organisation, IssuerCodes.SortOf("XPO"));
        Assert.Equal(IssuerSort.Unknown, IssuerCodes.SortOf("ASU"));
        // 249 codes of ISO 3166-1 but for DEU, and 27 that ISO does not have.
        Assert.Equal(275, IssuerCodes.Count);
    }

    [Fact]
    public void A_refugee_s_document_reminds_of_protection_and_says_nothing_against_the_holder()
    {
        var line = "L8988901C4XXB4009078F9612109<<<<<<<<";
        var reading = Specimens.Read("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", line);
        var notice = Assert.Single(reading.Problems, p => p.Code == "nationality.protected");
        Assert.Equal(MrzWeight.Notice, notice.Weight);
        Assert.True(reading.Valid);
    }

    [Fact]
    public void Damaged_lines_are_explained_and_not_guessed()
    {
        Assert.Equal(MrzFormat.Unknown, Specimens.Read("HELLO", "WORLD").Format);
        Assert.Equal(MrzFormat.Unknown, Specimens.Read().Format);
        var shorter = Specimens.Read(Specimens.Td3[0][..42], Specimens.Td3[1]);
        Assert.Equal(MrzFormat.Td3, shorter.Format);
        Assert.Contains(shorter.Problems, p => p is { Code: "width", Line: 1, Found: "42", Expected: "44" });
        Assert.False(shorter.Valid);
        var odd = Specimens.Read(Specimens.Td3[0], "L898902C36UTO74*8122F1204159ZE184226B<<<<<10");
        Assert.Contains(odd.Problems, p => p is { Code: "sign", Line: 2, From: 16 });
        Assert.Equal("?", odd.Checks.Single(c => c.Name == "birth").Expected);
        Assert.True(Specimens.Read([.. Specimens.Td3.Select(l => l.ToLowerInvariant())]).Valid);
        Assert.Contains(Specimens.Read("X" + Specimens.Td3[0][1..], Specimens.Td3[1]).Problems, p => p.Code == "code");
        Assert.Contains(Specimens.Read(Specimens.Td3[0], Specimens.Td3[1][..20] + "X" + Specimens.Td3[1][21..]).Problems, p => p.Code == "sex");
    }

    [Fact]
    public void An_expiry_before_birth_is_found()
    {
        // Born 2020-01-01: 2*7 + 1*7 + 1 = 22, digit 2; expires 2012-04-15.
        var reading = Specimens.Read("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX2001012F1204159<<<<<<<<");
        Assert.True(reading.Checks.All(c => c.Ok), Digits(reading));
        Assert.Contains(reading.Problems, p => p.Code == "date.order");
    }
}
