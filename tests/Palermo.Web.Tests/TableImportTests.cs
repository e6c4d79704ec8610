using System.Text;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Exports;
using Palermo.Web.Imports;
using Palermo.Web.Tables;
using Palermo.Web.Tests.Sample;

namespace Palermo.Web.Tests;

public class TableImportTests
{
    private const string Csv =
        "Réf;Ce qui a été vu;Date;Lat;Long;Personnes;Moyen;Nom du bateau\r\n" +
        "1;Bateau A;25/03/2016;35,5;12,6;40;Canot pneumatique;Étoile\r\n" +
        "2;Bateau B;26/03/2016;35,5;12,6;beaucoup;Canot pneumatique;\r\n" +
        "3;;27/03/2016;95,5;12,6;3;À pied;\r\n" +
        "4;\"Bateau \"\"D\"\"\nsuite\";mars 2016;;;7;Camion;=cmd\r\n" +
        "5;Bateau E;27/03/2016;35,5;12,6;3;Radeau;\r\n";

    private static TablePlan Plan(Stream file, out TableLook look)
    {
        look = TableFile.Look(file);
        var columns = new Dictionary<string, string>(ColumnMapping.Guess(look.Headings, Sighting.Kind));
        return new("sighting", "Patrouilles", look.Form, columns);
    }

    private static MemoryStream Bytes(string text, string encoding = "windows-1252")
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new(Encoding.GetEncoding(encoding).GetBytes(text));
    }

    [Fact]
    public void Form_and_columns_are_guessed_from_the_file()
    {
        Plan(Bytes(Csv), out var look);
        Assert.Equal("windows-1252", look.Form.Encoding);
        Assert.Equal(';', look.Form.Separator);
        Assert.Equal(DateOrder.DayFirst, look.Form.Dates);
        Assert.True(look.Form.DecimalComma);
        Assert.True(look.DatesDecided);
        Assert.Equal(new Dictionary<string, string>
        {
            ["Réf"] = ColumnMapping.Reference, ["Ce qui a été vu"] = "title", ["Date"] = "when.from", ["Lat"] = "where.latitude", ["Long"] = "where.longitude",
            ["Personnes"] = "persons", ["Moyen"] = "means", ["Nom du bateau"] = "name",
        }, ColumnMapping.Guess(look.Headings, Sighting.Kind).OrderBy(c => look.Headings.ToList().IndexOf(c.Key)).ToDictionary());
    }

    [Fact]
    public void A_trial_stores_nothing_and_names_line_field_and_mend()
    {
        var file = Bytes(Csv);
        var plan = Plan(file, out _);
        file.Position = 0;
        var report = TableImport.Try(file, Sighting.Kind, plan, [], "en");
        Assert.Equal((5, 1, 4), (report.Read, report.Stored, report.Rejected));
        Assert.Contains(report.Problems, p => p.Line == 3 && p.Field == "Personnes" && p.Message.Contains("whole number", StringComparison.Ordinal));
        Assert.Contains(report.Problems, p => p.Line == 4 && p.Field == "Ce qui a été vu" && p.Message.Contains("missing", StringComparison.Ordinal));
        Assert.Contains(report.Problems, p => p.Line == 5 && p.Field == "Lat"); // a row that begins in line 5 and ends in 6
        Assert.Contains(report.Problems, p => p.Line == 7 && p.Field == "Moyen" && p.Message.Contains("rubber-boat", StringComparison.Ordinal));
        file.Position = 0;
        Assert.Contains(TableImport.Try(file, Sighting.Kind, plan, [], "fr").Problems, p => p.Line == 7 && p.Message.Contains("choisissez", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_imported_twice_is_stored_once_and_taken_back_whole()
    {
        await using var host = await SampleHost.StartAsync();
        var import = await ImportAsync(host, Csv, 1);
        Assert.Equal((5, 1, 4), (import.Report.Read, import.Report.Stored, import.Report.Rejected));
        var again = await ImportAsync(host, Csv, 2);
        Assert.Equal((0, 1), (again.Report.Stored, again.Report.Unchanged));
        var page = await host.Records.ListAsync(SampleHost.Session, new("sighting"));
        var view = (await host.Records.ReadAsync(SampleHost.Session, page.Rows.Single().Id)).Value;
        Assert.Equal(("Patrouilles", "1", 2), (view.Header.Provenance.Source, view.Header.Provenance.Reference, view.Header.Provenance.Line));
        Assert.Equal("Patrouilles", view.As<Sighting>().Name!.Statements.Single().Source);
        Assert.Equal((35.5, 12.6), (view.As<Sighting>().Where.Latitude, view.As<Sighting>().Where.Longitude));
        Assert.Equal(1, (await host.Records.RollBackAsync(SampleHost.Session, import.Id, "wrong file")).Value.Withdrawn);
        Assert.Empty((await host.Records.ListAsync(SampleHost.Session, new("sighting"))).Rows);
    }

    private static async Task<(RecordId Id, ImportReport Report)> ImportAsync(SampleHost host, string csv, int n)
    {
        var file = Bytes(csv);
        var plan = Plan(file, out _);
        file.Position = 0;
        var id = RecordId.Parse($"01890a5d-ac96-774b-bcce-b302099a800{n}");
        var ran = await TableImport.RunAsync(host.Records, SampleHost.Session, id, file, "a.csv", "00", Sighting.Kind, plan, [], new(2026, 11, 24), "en");
        Assert.True(ran.Done, string.Join("; ", ran.Refusals.Select(r => r.Message)));
        return (id, ran.Value);
    }

    [Theory]
    [InlineData("csv"), InlineData("xlsx")]
    public async Task An_export_comes_back_as_the_records_it_was_made_of(string format)
    {
        await using var host = await SampleHost.StartAsync();
        await SampleRecords.FillAsync(host, 40);
        using var file = new MemoryStream();
        var summary = await RecordExport.WriteAsync(format, host.Records.ScanAsync(SampleHost.Session, new("sighting"), AccessAction.Export), Sighting.Kind, file, About("en"));
        Assert.Equal(40, summary.Rows);
        Assert.Equal(Tlp.Amber, summary.Marking.Tlp);
        Assert.True(summary.Marking.Codes.HasFlag(SienaCodes.H2));
        file.Position = 0;
        var look = TableFile.Look(file);
        var columns = ColumnMapping.Guess(look.Headings, Sighting.Kind);
        foreach (var path in (string[])["title", "when.from", "when.precision", "where.latitude", "where.radiusKm", "nationalities", "name", "account", "follows", "flags"]) Assert.Contains(path, columns.Values);
        file.Position = 0;
        var rows = TableRows.Read(file, Sighting.Kind, new("sighting", "x", look.Form, columns), "en").ToArray();
        Assert.Equal(40, rows.Length);
        Assert.All(rows, r => Assert.True(r.Body is not null, string.Join("; ", r.Problems.Select(p => $"{p.Line} {p.Field} {p.Message}"))));
        await foreach (var view in host.Records.ScanAsync(SampleHost.Session, new("sighting")))
        {
            var before = view.As<Sighting>() with { Name = null };
            var after = (Sighting)rows.Single(r => r.Reference == view.Header.Provenance.Reference).Body! with { };
            Assert.Equal(view.As<Sighting>().Name?.Best!.Value, after.Name?.Best!.Value);
            Assert.Equal(Sighting.Kind.Write(before), Sighting.Kind.Write(after with { Name = null }));
        }
    }

    [Fact]
    public async Task Json_lines_and_geojson_bear_the_marking_of_the_whole_and_of_each()
    {
        await using var host = await SampleHost.StartAsync();
        await SampleRecords.FillAsync(host, 10);
        foreach (var format in (string[])["jsonl", "geojson"])
        {
            using var file = new MemoryStream();
            await RecordExport.WriteAsync(format, host.Records.ScanAsync(SampleHost.Session, new("sighting"), AccessAction.Export), Sighting.Kind, file, About("en"));
            var text = Encoding.UTF8.GetString(file.ToArray());
            if (format == "jsonl")
            {
                var lines = text.TrimEnd('\n').Split('\n').Select(l => System.Text.Json.JsonDocument.Parse(l).RootElement).ToArray();
                Assert.Equal(11, lines.Length);
                Assert.StartsWith("TLP:AMBER", lines[^1].GetProperty("export").GetProperty("marking").GetString(), StringComparison.Ordinal);
                Assert.StartsWith("TLP:", lines[0].GetProperty("marking").GetString(), StringComparison.Ordinal);
            }
            else
            {
                var whole = System.Text.Json.JsonDocument.Parse(text).RootElement;
                Assert.StartsWith("TLP:AMBER", whole.GetProperty("marking").GetString(), StringComparison.Ordinal);
                Assert.Equal(10, whole.GetProperty("features").GetArrayLength());
                Assert.Equal("Point", whole.GetProperty("features")[0].GetProperty("geometry").GetProperty("type").GetString());
            }
        }
    }

    private static ExportAbout About(string language) => new("niger", "Amina Diallo", Purpose.BorderManagement, SampleHost.Now, language);

    [Theory]
    [InlineData("35.5, 12.6", 35.5, 12.6), InlineData("35,5; 12,6", 35.5, 12.6), InlineData("POINT (12.6 35.5)", 35.5, 12.6), InlineData("35.5,12.6", 35.5, 12.6), InlineData("(35.5 12.6)", 35.5, 12.6)]
    public void Coordinates_in_one_cell_are_taken_apart(string cell, double latitude, double longitude)
    {
        var file = Bytes($"what|date|coordinates\nBoat|2016-03-12|{cell}\n", "utf-8");
        var form = new TableForm(false, "utf-8", '|', DateOrder.DayFirst, false);
        var plan = new TablePlan("sighting", "x", form, new Dictionary<string, string> { ["what"] = "title", ["date"] = "when.from", ["coordinates"] = "where.coordinates" });
        var row = TableRows.Read(file, Sighting.Kind, plan, "en").Single();
        Assert.True(row.Body is not null, string.Join("; ", row.Problems.Select(p => p.Message)));
        Assert.Equal((latitude, longitude), (((Sighting)row.Body).Where.Latitude, ((Sighting)row.Body).Where.Longitude));
    }

    [Fact]
    public void No_bytes_bring_an_import_down()
    {
        var random = new Random(42);
        var seed = Encoding.UTF8.GetBytes(Csv);
        for (var round = 0; round < LongForm.Rounds(1_500, 100_000); round++)
        {
            var bytes = seed.ToArray();
            for (var n = random.Next(1, 30); n > 0; n--) bytes[random.Next(bytes.Length)] = round % 2 == 0 ? (byte)random.Next(256) : (byte)";,\"\n\r\t 0-/=\0"[random.Next(12)];
            if (round % 5 == 0) bytes = bytes[..random.Next(bytes.Length)];
            using var file = new MemoryStream(bytes);
            try
            {
                var plan = Plan(file, out _);
                file.Position = 0;
                var report = TableImport.Try(file, Sighting.Kind, plan, [], "en");
                Assert.Equal(report.Read, report.Stored + report.Rejected);
            }
            catch (TableFault) { /* told in words, before anything was stored */ }
        }
    }

    [Fact]
    public void A_plan_is_kept_as_text_and_read_again()
    {
        var plan = Plan(Bytes(Csv), out _);
        var read = TablePlan.Parse(plan.ToJson());
        Assert.Equal(plan with { Columns = read.Columns }, read);
        Assert.Equal(plan.Columns, read.Columns);
    }
}
