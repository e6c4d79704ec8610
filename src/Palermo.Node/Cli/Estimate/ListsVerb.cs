using System.CommandLine;
using System.Text;
using Palermo.Analysis.Estimation;

namespace Palermo.Node.Cli.Estimate;

/// <summary><c>palermo estimate lists</c>: a population from lists that overlap.</summary>
internal static class ListsVerb
{
    private static readonly string[] Methods = ["stepwise", "chao", "independence", "average"];

    public static Command Create()
    {
        var file = Input.File("FILE.csv", "A column of 0 and 1 for each list, the count last; the first line names them.");
        var method = new Option<string>("--method") { Description = "stepwise (pairs chosen as SparseMSE does), chao (a floor), independence, or average (decomposable graphs, as dga).", DefaultValueFactory = _ => "stepwise" };
        method.AcceptOnlyFromAmong(Methods);
        var bootstrap = new Option<int>("--bootstrap") { Description = "Resamples for a BCa interval that includes the choosing of the model; 0 for none. Stepwise only." };
        var seed = new Option<long>("--seed") { Description = "Seed of the resampling; the same seed gives the same answer.", DefaultValueFactory = _ => 1 };
        var threshold = new Option<double>("--threshold") { Description = "A pair of lists enters the model while its p-value is below this.", DefaultValueFactory = _ => Stepwise.UsualThreshold };
        var delta = new Option<double?>("--delta") { Description = "Prior count of a cell, for average; the default is 2^-lists." };
        var most = new Option<int?>("--most-unseen") { Description = "Largest number of unseen considered, for average; the default grows with the data." };
        var all = new Option<bool>("--all") { Description = "All methods side by side, and how far they disagree." };
        var plot = new Option<string?>("--plot") { Description = "Draw to this SVG or PNG file: with --all the methods side by side, with average the posterior, with --bootstrap the resamples." };
        var level = Input.Level();
        var json = Input.Json();
        var command = new Command("lists",
            "Estimate how many people there are, seen or unseen, from lists that overlap.\n\n"
            + "Example: a file lists.csv with the lines  police,ngo,border,count / 1,0,0,100 / 0,1,0,80 / 0,0,1,60 / 1,1,0,20 / 1,0,1,15 / 0,1,1,12 / 1,1,1,5\n"
            + "  palermo estimate lists lists.csv --bootstrap 1000 --all\n\n"
            + "Exit code 1: these lists allow no estimate, and the answer says why.")
        { file, method, bootstrap, seed, threshold, delta, most, all, plot, level, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            var table = Input.Check(() => CaptureCsv.Read(new UTF8Encoding(false).GetString(Input.Read(path)), path));
            var request = new ListsRequest(path, parsed.GetValue(method)!, parsed.GetValue(bootstrap), parsed.GetValue(seed), parsed.GetValue(threshold),
                new GraphAveragingOptions(parsed.GetValue(delta), parsed.GetValue(most)), parsed.GetValue(all), parsed.GetValue(level));
            if (request.Bootstrap != 0 && request.Method != "stepwise") throw new CliProblem("--bootstrap repeats the stepwise selection: use it with --method stepwise.");
            var answer = Input.Check(() => ListsAnswer.Of(table, request));
            if (parsed.GetValue(plot) is { } picture)
                EstimatePlots.Save(Input.Check(() => EstimatePlots.Lists(table, answer, request)), picture);
            if (parsed.GetValue(json)) Answer.WriteJson(answer);
            else Console.Out.Write(ListsText.Of(answer));
            return answer.Estimate is null ? 1 : 0;
        });
        return command;
    }
}

/// <summary>What the person asked for.</summary>
internal sealed record ListsRequest(string File, string Method, int Bootstrap, long Seed, double Threshold, GraphAveragingOptions Graphs, bool All, double Level);
