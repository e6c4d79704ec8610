using CsCheck;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Tests.Sample;

namespace Palermo.Web.Tests;

public class EntryTests
{
    private static readonly EntryConventions English = new(DateOrder.DayFirst), French = new(DateOrder.DayFirst, DecimalComma: true);

    [Theory]
    [InlineData("1,234.5", 1234.5), InlineData("1 234", 1234.0), InlineData("-3.25", -3.25), InlineData("\u2212 3", null), InlineData("١٢٣", 123.0), InlineData("۴۵٫۵", 45.5)]
    [InlineData("1,23", null), InlineData("1.2.3", null), InlineData("12a", null), InlineData("", null), InlineData("1e3", 1000.0), InlineData("1'000", 1000.0), InlineData("1,5000", null)]
    public void Numbers_are_read_as_written_or_not_at_all(string text, double? expected) => Assert.Equal(expected, NumberText.Number(text, English));

    [Theory]
    [InlineData("1.234,5", 1234.5), InlineData("1,5", 1.5), InlineData("1\u202f234,5", 1234.5), InlineData("1.5", null), InlineData("12.345", 12345.0)]
    public void A_comma_is_a_decimal_mark_where_the_language_has_it_so(string text, double? expected) => Assert.Equal(expected, NumberText.Number(text, French));

    [Theory]
    [InlineData("12/03/2016", "2016-03-12"), InlineData("2016-03-12", "2016-03-12"), InlineData("12.3.2016", "2016-03-12"), InlineData("12 March 2016", "2016-03-12")]
    [InlineData("1er mars 2016", "2016-03-01"), InlineData("March 12, 2016", "2016-03-12"), InlineData("١٢ مارس ٢٠١٦", "2016-03-12"), InlineData("20160312", "2016-03-12")]
    [InlineData("2016-03-12T00:00:00", "2016-03-12"), InlineData("12 août 2016", "2016-08-12"), InlineData("31/02/2016", null), InlineData("12/03/16", null), InlineData("soon", null)]
    public void Days_are_read_in_three_languages(string text, string? expected) =>
        Assert.Equal(expected, DateText.Day(text, DateOrder.DayFirst)?.ToString("uuuu-MM-dd", null));

    [Fact]
    public void The_order_decides_what_a_date_of_numbers_means()
    {
        Assert.Equal(new LocalDate(2016, 4, 3), DateText.Day("03/04/2016", DateOrder.DayFirst));
        Assert.Equal(new LocalDate(2016, 3, 4), DateText.Day("03/04/2016", DateOrder.MonthFirst));
    }

    [Fact]
    public void A_month_or_a_year_stays_one()
    {
        Assert.Equal(EventTime.InMonth(2016, 3), DateText.Span("March 2016", DateOrder.DayFirst));
        Assert.Equal(EventTime.InYear(2016), DateText.Span("2016", DateOrder.DayFirst));
        Assert.Equal(new EventTime(new(2016, 3, 3), new(2016, 3, 9), TimePrecision.Day), DateText.Span("3/3/2016 – 9/3/2016", DateOrder.DayFirst));
        Assert.Equal(new PartialDate(1990, 5, null, true), DateText.Partial("~1990-05", DateOrder.DayFirst));
        Assert.Null(DateText.Partial("1990-13", DateOrder.DayFirst));
    }

    private static Sighting Full { get; } = new("قارب", new(new(2016, 3, 3), new(2016, 3, 9), TimePrecision.Week), new(35.5, 12.6, 1500, "Lampedusa", "ITA", "lampedusa"),
        40, 3.5, true, new(2016, 3, 10), new(1998, 4, null, true), Instant.FromUtc(2016, 3, 3, 4, 30), "rubber-boat", ["distress", "children"], "TN 55",
        RecordId.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), ["help", "eau"], new Dictionary<string, int> { ["NER"] = 4, ["MLI"] = 36 },
        new([new(1, "Étoile", "log", new(Tlp.Green), new(GradingScheme.FourByFour, 'A', '2'), new(2016, 1, 1), new(2016, 2, 1), true), new(4, "نجمة", "witness", new(Tlp.Amber, SienaCodes.H1 | SienaCodes.H2, OriginatorConsent: true))]),
        "line one\nline two");

    [Fact]
    public void A_body_written_as_the_texts_of_a_form_is_read_back_whole()
    {
        var json = FieldReader.Read(Sighting.Kind, FieldWriter.Write(Sighting.Kind, Full), EntryConventions.OfForm("en"));
        var read = Sighting.Kind.Parse(json);
        Assert.True(read.Done, string.Join("; ", read.Refusals.Select(r => r.Message)));
        Assert.Equal(Sighting.Kind.Write(Full), Sighting.Kind.Write(read.Value));
    }

    [Fact]
    public void Every_text_of_every_field_is_read_or_refused_by_name() => Gen.Select(Gen.Int[0, 200], Gen.OneOf(Gen.String, Gen.Char["0123456789-/., ~éم"].Array[0, 12].Select(c => new string(c)))).Array[1, 8].Sample(writes =>
    {
        var paths = FieldPaths.Of(Sighting.Kind).Select(p => p.Path).Concat(["name[0].value", "name[0].source", "name[0].handling.tlp", "name[0].grading.scheme"]).ToArray();
        var texts = FieldWriter.Write(Sighting.Kind, Full);
        foreach (var (at, text) in writes) texts.Set(paths[at % paths.Length], text);
        var parsed = Sighting.Kind.Parse(FieldReader.Read(Sighting.Kind, texts, English));
        Assert.True(parsed.Done || parsed.Refusals.All(r => r.Field is not null), string.Join("; ", parsed.Refusals.Select(r => $"{r.Code} {r.Field}")));
    }, iter: 3_000);

    [Fact]
    public void A_statement_can_be_taken_away_added_and_preferred()
    {
        var texts = FieldWriter.Write(Sighting.Kind, Full);
        texts.Set("name[0].remove", "true");
        texts.Set("name[2].value", "Star");
        texts.Set("name[2].source", "harbour master");
        texts.Set("name.preferred", "new-2");
        var name = ((Sighting)Sighting.Kind.Parse(FieldReader.Read(Sighting.Kind, texts, English)).Value).Name!;
        Assert.Equal(["نجمة", "Star"], name.Statements.Select(s => s.Value));
        Assert.Equal("Star", name.Best!.Value);
        Assert.Equal([4, 5], name.Statements.Select(s => s.Id));
    }

    [Fact]
    public void What_cannot_be_understood_is_refused_in_the_words_of_the_kind()
    {
        var texts = FieldWriter.Write(Sighting.Kind, Full);
        texts.Set("persons", "many");
        texts.Set("where.latitude", "135");
        texts.Set("means", "raft");
        var refused = Sighting.Kind.Parse(FieldReader.Read(Sighting.Kind, texts, English)).Refusals;
        Assert.Contains(refused, r => r.Field == "persons");
        texts.Set("persons", "4");
        refused = Sighting.Kind.Parse(FieldReader.Read(Sighting.Kind, texts, English)).Refusals;
        Assert.Equal(["means", "where"], refused.Select(r => r.Field!).Order());
        foreach (var refusal in refused)
            foreach (var language in (string[])["fr", "ar"])
            {
                var (text, fallback) = Texts.RefusalSay.In(refusal, language, Sighting.Kind);
                Assert.False(fallback);
                Assert.Contains(Sighting.Kind.Field(refusal.Field!)!.Label.In(language), text, StringComparison.Ordinal);
            }
    }

    [Fact]
    public void Codes_are_known_by_their_words_in_any_language()
    {
        var texts = FieldWriter.Write(Sighting.Kind, Full);
        foreach (var word in (string[])["Canot pneumatique", "قارب مطاطي", "RUBBER BOAT", "rubber-boat"])
        {
            texts.Set("means", word);
            Assert.Equal("rubber-boat", (string)FieldReader.Read(Sighting.Kind, texts, English)["means"]!);
        }
    }
}
