using System.CommandLine;
using Palermo.Analysis.Charts;
using Palermo.Analysis.Graphs;

namespace Palermo.Node.Cli.Graphs;

/// <summary><c>palermo graph resilience</c>: how the network might mend itself, and who would fill the gap.</summary>
internal static class ResilienceVerb
{
    public static Command Create()
    {
        var command = new Command("resilience",
            "After a removal: how the network may mend itself month by month, and who would fill the gap. All of it rests on stated assumptions. "
            + "Example: palermo graph resilience ties.txt --remove hub1,hub2 --json");
        var input = new GraphInput(command);
        var usual = new RecoveryOptions();
        var remove = new Option<string>("--remove") { Description = "names with commas between, or @FILE with one a line", Required = true };
        var months = new Option<int>("--months") { Description = "steps", DefaultValueFactory = _ => usual.Months };
        var runs = new Option<int>("--runs") { Description = "how often it is run", DefaultValueFactory = _ => usual.Runs };
        var steps = new Option<int>("--steps") { Description = "how far a new contact is sought", DefaultValueFactory = _ => usual.Steps };
        var chance = new Option<double>("--chance") { Description = "chance in a month that a lost contact is replaced", DefaultValueFactory = _ => usual.Chance };
        var stage = new Option<string?>("--stage") { Description = "CSV node,stage (stages in the order of their names, as 1-origin, 2-transit): replacements are of one stage, and the flow from first to last is given" };
        var role = new Option<string?>("--role") { Description = "CSV node,role: replacements are of one role" };
        var plot = Plots.Option();
        foreach (var option in (Option[])[remove, months, runs, steps, chance, stage, role, plot]) command.Options.Add(option);
        command.SetAction(words =>
        {
            var loaded = input.Load(words);
            var graph = loaded.Undirected();
            if (words.GetValue(months) is < 0 or > 1200) throw new CliProblem("--months: between 0 and 1200");
            if (words.GetValue(runs) is < 1 or > 100_000) throw new CliProblem("--runs: between 1 and 100000");
            if (words.GetValue(steps) < 2) throw new CliProblem("--steps: 2 or more");
            if (words.GetValue(chance) is not (>= 0 and <= 1)) throw new CliProblem("--chance: between 0 and 1");
            var removed = NodeLists.Named(words.GetValue(remove)!, loaded, "--remove");
            var options = new RecoveryOptions(words.GetValue(months), words.GetValue(runs), words.GetValue(steps), words.GetValue(chance),
                NodeLists.Classes(words.GetValue(stage), loaded), NodeLists.Classes(words.GetValue(role), loaded), null, loaded.Seed, loaded.Threads);
            var run = RecoverySimulation.Run(graph, removed, options);
            var document = new
            {
                removed = removed.Select(v => loaded.Names[v]),
                assumptions = new { options.Months, options.Runs, options.Steps, options.Chance, byStage = options.Stage is not null, byRole = options.Role is not null },
                efficiencyBefore = run.EfficiencyBefore,
                flowBefore = run.FlowBefore,
                months = run.Months,
                fillTheGap = NodeTable.Top(run.NewTies, 20).Where(v => run.NewTies[v] > 0).Select(v => new { node = loaded.Names[v], newTies = run.NewTies[v] }),
                provenance = loaded.Provenance(graph),
                caution = NodeTable.Caution,
            };
            NodeTable.WriteOut(loaded, graph, document, ("newTies", run.NewTies));
            double[] at = [.. run.Months.Select(month => (double)month.Month)];
            Plots.Write(words.GetValue(plot), new Chart("How the network mends itself after the removal")
                {
                    X = Axis.Linear("months after the removal"), Y = Axis.Linear("efficiency: mean of 1 / distance", 0),
                    Description = $"{removed.Length} nodes removed; mean of {options.Runs} runs, and the band that holds 90 % of them.",
                }
                .Band("90 % of runs", at, [.. run.Months.Select(month => month.Low)], [.. run.Months.Select(month => month.High)])
                .Line("mean", at, [.. run.Months.Select(month => month.Efficiency)])
                .RuleY(run.EfficiencyBefore, "before the removal"));
            if (loaded.Json) Answer.WriteJson(document);
            else
            {
                Console.WriteLine($"efficiency before {run.EfficiencyBefore:F4}, right after {run.Months[0].Efficiency:F4}, after {options.Months} months {run.Months[^1].Efficiency:F4} ({run.Months[^1].Low:F4} to {run.Months[^1].High:F4})");
                foreach (var v in NodeTable.Top(run.NewTies, 10).Where(v => run.NewTies[v] > 0)) Console.WriteLine($"  {loaded.Names[v],-24} {run.NewTies[v]:F2} new ties");
                Console.WriteLine($"Assumed: a lost contact is replaced with chance {options.Chance} a month, within {options.Steps} steps.");
            }
            return 0;
        });
        return command;
    }
}
