using System.IO.Compression;
using CsCheck;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class PublishedCountsTests
{
    private static TextReader Text(string file) =>
        new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(RealData.File(file)), CompressionMode.Decompress) : File.OpenRead(RealData.File(file)));

    [Fact]
    public void Arrivals_of_UNHCR_add_up_to_the_published_totals()
    {
        using var text = Text("flows/unhcr_mediterranean_arrivals_by_province_2014_2022.csv");
        ImportRow[] rows = [.. UnhcrArrivals.Read(text)];
        Assert.Equal(211, rows.Length);
        Assert.All(rows, r => Assert.NotNull(r.Body));
        var bodies = rows.Select(r => (ArrivalCount)r.Body!).ToArray();
        int Of(string country, int year) => bodies.Where(b => b.Where.Country == country && b.When.From.Year == year).Sum(b => b.Arrivals);
        Assert.Equal((856_723, 173_450), (Of("Greece", 2015), Of("Greece", 2016)));
        Assert.Equal((159_135, 153_842, 181_436, 119_369), (Of("Italy", 2014), Of("Italy", 2015), Of("Italy", 2016), Of("Italy", 2017)));
        // Counted to November is said to be: the span ends there.
        Assert.Contains(rows, r => ((ArrivalCount)r.Body!).When.To.Month == 11 && r.Problems.Any(p => !p.Rejected && p.Field == "month"));
    }

    [Fact]
    public void Transits_through_Darien_add_up_and_years_before_2020_are_years()
    {
        using var text = Text("flows/darien_irregular_entries_by_nationality.csv.gz");
        ImportRow[] rows = [.. DarienTransits.Read(text)];
        Assert.All(rows, r => Assert.NotNull(r.Body));
        Assert.Equal(2_387, rows.Sum(r => r.Rows));
        var bodies = rows.Select(r => (FlowCount)r.Body!).ToArray();
        int Of(int year) => bodies.Where(b => b.When.From.Year == year).Sum(b => b.Counted);
        Assert.Equal((133_726, 248_284, 520_085), (Of(2021), Of(2022), Of(2023)));
        Assert.All(bodies, b => Assert.Equal(b.When.From.Year <= 2019 ? TimePrecision.Year : TimePrecision.Month, b.When.Precision));
    }

    [Fact]
    public void A_flow_count_needs_its_method_and_keeps_where_people_go()
    {
        const string heading = "Reporting_Date,FMP_Name,Individuals,Methodology,lat,lon,observation_hours,destination\n";
        ImportRow One(string line) => Assert.Single(FlowCounts.Read(new StringReader(heading + line)));
        var body = (FlowCount)One("2024-03-02,Agadez,140,DTM FMR,16.97,7.99,10,Sebha").Body!;
        Assert.Equal((140, "DTM FMR", 10.0, "Sebha", "Agadez"), (body.Counted, body.Methodology, body.ObservationHours, body.Towards, body.Where.Text));
        Assert.Equal(TimePrecision.Month, ((FlowCount)One("2024-03,Agadez,140,DTM FMR,,,,").Body!).When.Precision);
        var none = One("2024-03-02,Agadez,140,,,,,");
        Assert.Null(none.Body);
        Assert.Contains(none.Problems, p => p.Field == "method" && p.Message.Contains("not compared", StringComparison.Ordinal));
        Assert.Null(One("2024-03-02,Agadez,140,DTM FMR,169,7.99,,").Body);
        Assert.Contains("date, point, counted, method", FlowCounts.Read(new StringReader("a,b\n")).Single().Problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_count_twice_is_refused_with_the_line_of_the_first()
    {
        ImportRow[] rows = [.. FlowCounts.Read(new StringReader("date,point,counted,method\n2024-03-02,Agadez,140,A\n2024-03-02,Agadez,141,A\n2024-03-02,Agadez,141,B\n"))];
        Assert.Equal([true, false, true], rows.Select(r => r.Body is not null));
        Assert.Contains(rows[1].Problems, p => p.Line == 3 && p.Message.Contains("Line 2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_patrol_without_detections_is_kept_for_its_hours_and_forces_are_known_by_name()
    {
        const string heading = "date,area,hours,detections,interceptions,forces\n";
        ImportRow One(string line) => Assert.Single(PatrolLogs.Read(new StringReader(heading + line)));
        var quiet = (PatrolLog)One("2024-03-02,Dirkou to Madama,9.5,0,,Army; Gendarmerie").Body!;
        Assert.Equal((9.5, 0, true), (quiet.Hours, quiet.Detections, quiet.IsJoint));
        Assert.False(((PatrolLog)One("2024-03-02,Dirkou,4,1,1,Police;customs").Body!).IsJoint);
        Assert.Contains(One("2024-03-02,Dirkou,4,1,,Legion").Problems, p => p.Field == "forces" && p.Rejected);
        Assert.Contains(One("2024-03-02,Dirkou,4,1,3,Police").Problems, p => p.Field == "interceptions" && p.Rejected);
        Assert.Null(One("2024-03-02,Dirkou,,1,,").Body);
    }

    [Fact]
    public void Whatever_stands_in_a_file_no_reader_throws_and_every_row_is_a_body_or_a_problem()
    {
        (string Heading, Func<TextReader, IEnumerable<ImportRow>> Read)[] readers =
        [
            ("date,point,counted,method,lat,lon\n", FlowCounts.Read), ("date,area,hours,detections,forces\n", PatrolLogs.Read),
            ("month,nationality_iso3,entries\n", DarienTransits.Read), ("geomaster_name,country_name,year,month,individuals,centroid_lat,centroid_lon\n", UnhcrArrivals.Read),
            ("month,route,border_type,nationality_iso3,detections\n", FrontexDetections.Read),
        ];
        foreach (var (heading, read) in readers)
            Gen.String[Gen.Char["0123456789.,-\"\n\r; SeaNER\u0000é"], 0, 200].Sample(
                garbage =>
                {
                    foreach (var row in read(new StringReader(heading + garbage))) Assert.True(row.Body is not null || row.Problems.Any(p => p.Rejected));
                }, iter: LongForm.Rounds(300, 100_000), seed: "0N0XIzNsQ0O2");
    }
}
