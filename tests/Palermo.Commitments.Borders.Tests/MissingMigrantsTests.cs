using System.IO.Compression;
using System.Text;
using CsCheck;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class MissingMigrantsTests
{
    private static List<ImportRow> ReadReal(string name)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(RealData.File("missing-migrants/" + name)), CompressionMode.Decompress));
        return [.. MissingMigrants.Read(text)];
    }

    private static Dictionary<string, int> ByYear(IEnumerable<ImportRow> rows) =>
        DeathTotals.Sum(rows.Where(r => r.Body is not null).Select(r => (DeathOrMissing)r.Body!), "year", null).ToDictionary(t => t.Key, t => t.DeadAndMissing);

    [Fact]
    public void The_full_export_adds_up_to_the_published_totals()
    {
        var rows = ReadReal("mmp_incidents_2014_2022.csv.gz");
        Assert.Equal(13_148, rows.Count);
        Assert.All(rows, r => Assert.NotNull(r.Body));
        Assert.Equal(13_148, rows.Select(r => r.Reference).Distinct().Count());
        var years = ByYear(rows);
        // data README: sums by the year of the id; 2015 has one more in the row with the broken id.
        Assert.Equal(
            new() { ["2014"] = 5548, ["2015"] = 6750, ["2016"] = 8084, ["2017"] = 6290, ["2018"] = 5008, ["2019"] = 5420, ["2020"] = 4302, ["2021"] = 6201, ["2022"] = 7141 },
            years);
    }

    [Fact]
    public void The_cleaned_export_adds_up_to_the_published_totals()
    {
        var rows = ReadReal("mmp_gdi_2014_2022.csv.gz");
        Assert.Equal(13_516, rows.Count);
        Assert.All(rows, r => Assert.NotNull(r.Body));
        Assert.Equal(
            new() { ["2014"] = 5446, ["2015"] = 6961, ["2016"] = 8253, ["2017"] = 6404, ["2018"] = 5017, ["2019"] = 5432, ["2020"] = 4313, ["2021"] = 6279, ["2022"] = 7205 },
            ByYear(rows));
    }

    [Theory]
    [InlineData("mmp_incidents_2014_2022.csv.gz")]
    [InlineData("mmp_gdi_2014_2022.csv.gz")]
    public void The_Central_Mediterranean_of_2016_is_4574_in_both(string file)
    {
        var events = ReadReal(file).Select(r => (DeathOrMissing)r.Body!);
        Assert.Equal(4574, DeathTotals.Sum(events, "route", 2016).Single(t => t.Key == "Central Mediterranean").DeadAndMissing);
    }

    [Fact]
    public void Our_grouping_of_causes_agrees_with_the_publishers_own()
    {
        // The same incident by day and place in both files, where each has one entry only.
        static string Key(DeathOrMissing e) => FormattableString.Invariant($"{e.When.From:uuuu-MM-dd} {e.Where.Latitude:0.0000} {e.Where.Longitude:0.0000}");
        var theirs = ReadReal("mmp_gdi_2014_2022.csv.gz").Select(r => (DeathOrMissing)r.Body!).GroupBy(Key).Where(g => g.Count() == 1).ToDictionary(g => g.Key, g => g.Single().Cause);
        var pairs = ReadReal("mmp_incidents_2014_2022.csv.gz").Select(r => (DeathOrMissing)r.Body!).GroupBy(Key).Where(g => g.Count() == 1)
            .Select(g => g.Single()).Where(e => theirs.ContainsKey(Key(e))).Select(e => (Ours: e.Cause, Theirs: theirs[Key(e)])).ToArray();
        Assert.True(pairs.Length > 5000, $"only {pairs.Length} incidents stand in both files");
        var agreement = pairs.Count(p => p.Ours == p.Theirs) / (double)pairs.Length;
        Assert.True(agreement > 0.85, $"agreement {agreement:P1}; " + string.Join("; ", pairs.Where(p => p.Ours != p.Theirs).GroupBy(p => p).OrderByDescending(g => g.Count()).Take(8).Select(g => $"{g.Key}: {g.Count()}")));
    }

    private const string Heading = "web_id,reported_date,number_dead,number_missing,total_dead_and_missing,number_of_survivors,location_coodinates,migration_route,cause_death\n";

    private static ImportRow One(string line) => Assert.Single(MissingMigrants.Read(new StringReader(Heading + line)));

    [Fact]
    public void A_total_with_a_thousands_separator_is_a_number()
    {
        var row = One("2015.MMP00108,2015-04-18,750,272,\"1,022\",28,\"35.03, 14.6777\",Central Mediterranean,Drowning");
        var body = Assert.IsType<DeathOrMissing>(row.Body);
        Assert.Equal(1022, body.Total);
        Assert.Empty(row.Problems);
    }

    [Fact]
    public void Persons_found_dead_who_were_missing_before_count_once()
    {
        var row = One("2015.MMP00565,2015-11-01,56,-13,43,274,\"36, 15\",Central Mediterranean,Drowning");
        var body = Assert.IsType<DeathOrMissing>(row.Body);
        Assert.Equal((56, 0, 13, 43), (body.Dead, body.Missing, body.CountedBefore, body.Total));
        Assert.Contains(row.Problems, p => p is { Field: "number_missing", Rejected: false, Line: 2 });
    }

    [Fact]
    public void A_blank_date_becomes_the_year_of_the_id()
    {
        var body = Assert.IsType<DeathOrMissing>(One("2020.MMP01074,,1,,1,,\"36, 15\",,").Body);
        Assert.Equal(EventTime.InYear(2020), body.When);
        Assert.Equal(Routes.NotStated, body.Route);
    }

    [Theory]
    [InlineData("2016.MMP00001,31/12/2016,1,,1,,\"36, 15\",,", "reported_date")]
    [InlineData("2016.MMP00001,2016-02-30,1,,1,,\"36, 15\",,", "reported_date")]
    [InlineData("2016.MMP00001,2016-02-03,one,,1,,\"36, 15\",,", "number_dead")]
    [InlineData("2016.MMP00001,2016-02-03,-4,,1,,\"36, 15\",,", "number_dead")]
    [InlineData("2016.MMP00001,2016-02-03,1,,1,,\"360, 15\",,", "location_coodinates")]
    [InlineData("2016.MMP00001,2016-02-03,1,-2,1,,\"36, 15\",,", "number_missing")]
    public void A_fault_names_line_and_field_and_the_row_is_left_out(string line, string field)
    {
        var row = One(line);
        Assert.Null(row.Body);
        Assert.Contains(row.Problems, p => p.Line == 2 && p.Field == field && p.Rejected);
    }

    [Fact]
    public void A_file_that_is_another_is_refused_with_its_reason()
    {
        var row = Assert.Single(MissingMigrants.Read(new StringReader("name,age\nx,3\n")));
        Assert.Contains("web_id", Assert.Single(row.Problems).Message);
        Assert.Contains("empty", Assert.Single(Assert.Single(MissingMigrants.Read(new StringReader(""))).Problems).Message);
    }

    [Fact]
    public void Rows_under_one_id_are_told_apart_and_come_out_alike_each_time()
    {
        const string twice = Heading + "2014.MMP00062,2014-04-14,6,,6,,\"20, 25\",,x\n2014.MMP00062,2014-04-14,1,,1,,\"20, 25\",,x\n";
        Assert.Equal(["2014.MMP00062", "2014.MMP00062#2"], MissingMigrants.Read(new StringReader(twice)).Select(r => r.Reference));
    }

    [Fact]
    public void Whatever_stands_in_the_file_nothing_throws_and_every_row_is_a_body_or_a_problem() =>
        Gen.OneOf(Gen.String[Gen.Char["0123456789.,-\"\n\r; MPaé\u0000\u202e"], 0, 300], Gen.String[0, 200])
            .Sample(garbage =>
            {
                foreach (var row in MissingMigrants.Read(new StringReader(Heading + garbage)))
                    Assert.True(row.Body is not null || row.Problems.Any(p => p.Rejected));
            }, iter: LongForm.Rounds(2_000, 1_000_000));
}
