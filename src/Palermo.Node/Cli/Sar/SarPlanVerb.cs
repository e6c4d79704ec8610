using System.CommandLine;
using Palermo.Analysis.Drift.Search;
using Palermo.Node.Cli.Drift;

namespace Palermo.Node.Cli.Sar;

/// <summary><c>palermo sar plan</c>: where to look first.</summary>
internal static class SarPlanVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE.json") { Description = "What to search, with what (docs/schemas/search-plan.schema.json)." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document." };
        var output = new Option<string?>("--out") { Description = "Write the routes of all assets as .gpx or .geojson." };
        var picture = new Option<string?>("--picture") { Description = "Draw the plan as .png or .svg." };
        var command = new Command("plan",
            "Spends the search effort where it finds most.\n\n"
            + "With cells:     palermo sar plan docs/guides/examples/cells.json --json\n"
            + "With a drift:   palermo sar plan docs/guides/examples/search.json --json --out routes.gpx --picture plan.png\n\n"
            + "Decision support only: the mission coordinator decides. Not for navigation.")
        {
            file, json, output, picture,
        };
        command.SetAction(words =>
        {
            var path = words.GetValue(file)!;
            var plan = Words.Read<SarPlanFile>(path);
            return plan.Cells is not null
                ? Cells(path, plan, words.GetValue(json))
                : AssetPlan.Run(path, plan, words.GetValue(json), words.GetValue(output), words.GetValue(picture));
        });
        return command;
    }

    private static int Cells(string path, SarPlanFile file, bool json)
    {
        var cells = file.Cells!;
        var searchers = file.Searchers ?? [new SearcherWords
        {
            Name = "search", TrackMiles = file.TrackMiles ?? throw new CliProblem($"{path}: trackMiles is missing; give the track-miles to spend, or searchers"),
            SweepNm = file.SweepNm ?? 0,
        }];
        double Width(CellWords cell, SearcherWords s, int i) => s.SweepNm > 0 ? s.SweepNm : cell.SweepNm ?? file.SweepNm
            ?? throw new CliProblem($"{path}: cells[{i}].sweepNm is missing; give a sweep width for the cell, for a searcher or for all");
        double[] p = [.. cells.Select(c => c.P)], area = [.. cells.Select(c => c.AreaNm2)];
        var widths = searchers.Select(s => cells.Select((c, i) => file.Searchers is null && c.SweepNm is { } own ? own : Width(c, s, i)).ToArray()).ToArray();
        EffortPlan plan, uniform;
        double[] posterior;
        try
        {
            plan = searchers.Count == 1
                ? EffortAllocation.Optimal(p, area, widths[0], searchers[0].TrackMiles)
                : EffortAllocation.Optimal(p, area, [.. searchers.Select((s, k) => (widths[k], s.TrackMiles))]);
            uniform = EffortAllocation.Uniform(p, area, widths[0], searchers.Sum(s => s.TrackMiles * (s.SweepNm > 0 && searchers[0].SweepNm > 0 ? s.SweepNm / searchers[0].SweepNm : 1)));
            (posterior, _) = EmptySearch.Update(p, plan.Pod);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            throw new CliProblem($"{path}: {problem.Message.Split(" (Parameter")[0]}");
        }

        var answer = new
        {
            file.Title,
            plan.Pos,
            uniformPos = uniform.Pos,
            lambda = plan.Lambda,
            cells = cells.Select((c, i) => new
            {
                name = c.Name ?? $"cell {i + 1}", c.P, c.AreaNm2,
                trackMiles = plan.TrackMiles.Sum(z => z[i]), trackMilesBySearcher = plan.TrackMiles.Select(z => z[i]).ToArray(),
                coverage = plan.Coverage[i], pod = plan.Pod[i], pos = c.P * plan.Pod[i], posterior = posterior[i],
            }).ToArray(),
        };
        if (json)
        {
            Answer.WriteJson(answer);
            return 0;
        }

        void Line(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
        Line($"probability of success {plan.Pos * 100:0.0} % (the same effort spread evenly: {uniform.Pos * 100:0.0} %)");
        foreach (var c in answer.cells)
            Line($"{c.name,-16} p {c.P:0.000}  miles {c.trackMiles,8:0.0}  coverage {c.coverage:0.00}  detection {c.pod:0.00}  if nothing is found {c.posterior:0.000}");
        return 0;
    }
}
