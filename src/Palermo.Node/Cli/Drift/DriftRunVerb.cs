using System.CommandLine;
using System.Globalization;
using Palermo.Analysis.Drift;
using Palermo.Analysis.Geo;

namespace Palermo.Node.Cli.Drift;

/// <summary><c>palermo drift run</c>: where the object may be.</summary>
internal static class DriftRunVerb
{
    public static Command Create()
    {
        var scenario = new Argument<string>("SCENARIO.json") { Description = "What is adrift, from where, in which wind and current (docs/schemas/drift-scenario.schema.json)." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document." };
        var output = new Option<string?>("--out") { Description = "Write areas, mean track and hull as GeoJSON." };
        var particles = new Option<string?>("--particles") { Description = "Write every member as CSV: where it is, what became of it." };
        var picture = new Option<string?>("--picture") { Description = "Draw the map as .png or .svg." };
        var command = new Command("run",
            "Forecasts where a drifting object may be.\n\n"
            + "Example:  palermo drift run docs/guides/examples/rubber-boat.json --json --picture map.png\n\n"
            + "Decision support only: the mission coordinator decides. Not for navigation.")
        {
            scenario, json, output, particles, picture,
        };
        command.SetAction(words => Run(words.GetValue(scenario)!, words.GetValue(json), words.GetValue(output), words.GetValue(particles), words.GetValue(picture)));
        return command;
    }

    private static int Run(string path, bool json, string? output, string? particles, string? picture)
    {
        using var reader = ScenarioReader.Open(path);
        var words = reader.Scenario.Areas ?? new AreaWords();
        DriftResult run;
        ProbabilityGrid map;
        IReadOnlyList<DensityArea> areas;
        try
        {
            run = DriftRun.Run(reader.Setup);
            if (run.Last.Cloud is null) throw new CliProblem($"{path}: nothing started to drift within the run; check the times of the seeding and durationHours");
            map = ProbabilityGrid.Of(run, words.CellNm * Geodesy.MetresPerNauticalMile, words.Smoothing);
            areas = HighestDensity.Areas(map, [.. words.Levels]);
        }
        catch (DriftProblem problem)
        {
            throw new CliProblem($"{path}: {problem.Message}");
        }
        catch (ArgumentOutOfRangeException problem)
        {
            throw new CliProblem($"{path}: areas: {problem.Message}");
        }

        if (output is not null)
        {
            using var file = Create(output, "--out");
            DriftGeoJson.Write(file, run, areas);
        }

        if (particles is not null) WriteParticles(particles, run);
        if (picture is not null) DriftPicture.Save(DriftPicture.Draw(run, map, areas, Title(reader.Scenario, run)), picture);
        var answer = DriftAnswer.Of(run, areas, reader.Scenario.Title);
        if (json) Answer.WriteJson(answer);
        else Say(answer);
        return 0;
    }

    private static string Title(DriftScenario scenario, DriftResult run) =>
        $"{scenario.Title ?? "Drift"}: {(run.Setup.Backward ? "where it may have come from, " : "")}{run.Last.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    private static void Say(DriftAnswer a)
    {
        void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
        if (a.Title is not null) Line($"{a.Title}");
        Line($"{a.Particles} members from {a.Start:yyyy-MM-dd HH:mm} to {a.End:yyyy-MM-dd HH:mm} UTC{(a.Backward ? ", backward" : "")} in {a.Seconds:0.00} s");
        Line($"mean       {a.Mean.Lat:0.0000} N {a.Mean.Lon:0.0000} E");
        Line($"deviation  {a.StandardDeviation.NorthKm:0.0} km north, {a.StandardDeviation.EastKm:0.0} km east; ellipse {a.Ellipse.MajorKm:0.0} by {a.Ellipse.MinorKm:0.0} km, longer toward {a.Ellipse.Direction:0}");
        foreach (var area in a.Areas) Line($"{area.Level * 100:0.#} % within  {area.Nm2:0} NM2 ({area.Km2:0} km2)");
        Line($"adrift {a.Adrift}, stranded {a.Stranded} ({a.StrandedShare * 100:0.0} %), left the forcing {a.LeftForcing}");
        if (a.Hypotheses.Count > 1)
            foreach (var h in a.Hypotheses)
                Line($"  {h.Name} ({h.Weight * 100:0} %): {h.Mean.Lat:0.000} N {h.Mean.Lon:0.000} E, spread {h.StandardDeviation.SpreadKm:0.0} km, stranded {h.Stranded}");
        foreach (var line in a.Assumptions) Line($"- {line}");
    }

    private static void WriteParticles(string path, DriftResult run)
    {
        using var file = new StreamWriter(Create(path, "--particles"));
        file.WriteLine("particle,hypothesis,object,lat,lon,weight,state,endedAfterSeconds");
        for (var i = 0; i < run.Count; i++)
        {
            var h = run.Setup.Hypotheses[run.Hypothesis[i]];
            file.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{i},\"{h.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{h.Object.Key},{run.Latitude[i]:0.000000},{Geodesy.WrapLongitude(run.Longitude[i]):0.000000},{run.Weight[i]:R},{State(run.State[i])},{run.EndedAt[i]:0}"));
        }
    }

    private static string State(MemberState state) => state switch { MemberState.Stranded => "stranded", MemberState.LeftForcing => "leftForcing", _ => "adrift" };

    internal static FileStream Create(string path, string option)
    {
        try
        {
            return File.Create(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{option} {path}: cannot be written: {e.Message}");
        }
    }
}
