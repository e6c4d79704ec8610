using System.CommandLine;
using Palermo.Analysis.Matching;

namespace Palermo.Node.Cli.Match;

/// <summary>Options that <c>dedupe</c> and <c>link</c> share.</summary>
internal sealed class MatchOptions
{
    private readonly Option<string> id = new("--id") { Description = "column that names each record", Required = true };
    private readonly Option<string?> truth = new("--truth") { Description = "column that names the true entity: precision, recall and F1 are reported (Febrl's rec-N-org, rec-N-dup-K are understood)" };
    private readonly Option<string> kind = new("--kind") { Description = $"what the records are: {string.Join(", ", DefaultModels.All)}", DefaultValueFactory = _ => "person" };
    private readonly Option<double?> threshold = new("--threshold") { Description = "probability from which a pair is a link, above 0, at most 1 (the model's: 0.5)" };
    private readonly Option<string?> model = new("--model") { Description = "model to use (JSON); one that is trained is used as it is" };
    private readonly Option<string?> saveModel = new("--save-model") { Description = "writes the trained model to a file, for --model and for match explain" };
    private readonly Option<string[]> map = new("--map") { Description = "field=column, where a column's name is not understood; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
    private readonly Option<string?> output = new("--out") { Description = "writes the cluster of every record to a CSV file" };
    private readonly Option<string?> links = new("--links") { Description = "writes the links, strongest first, to a CSV file" };
    private readonly Option<int> threads = new("--threads") { Description = "threads to use (all cores); the result does not depend on it", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<bool> json = new("--json") { Description = "prints one JSON document" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[id, truth, kind, threshold, model, saveModel, map, output, links, threads, json]) command.Options.Add(option);
    }

    public MatchRun.Request Request(ParseResult words, string[] files)
    {
        var limit = words.GetValue(threshold);
        if (limit is { } t && !(t is > 0 and <= 1)) throw new CliProblem($"--threshold {t}: a probability above 0, at most 1");
        var cores = words.GetValue(threads);
        if (cores is < 1 or > 256) throw new CliProblem($"--threads {cores}: from 1 to 256");
        return new MatchRun.Request(files, words.GetValue(id)!, words.GetValue(truth), words.GetValue(map) ?? [], words.GetValue(kind)!, limit, words.GetValue(model),
            words.GetValue(saveModel), words.GetValue(output), words.GetValue(links), cores, words.GetValue(json));
    }
}
