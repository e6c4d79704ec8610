using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;
using NodaTime.Extensions;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary>The verbs of the rooms, made from their declared analyses: <c>palermo borders totals --by year</c>.</summary>
internal static class RoomVerbs
{
    public static IEnumerable<Command> Create()
    {
        foreach (var room in Rooms.All.Rooms)
        {
            var verb = new Command(room.Path, $"{room.Id}: {room.Summary.English}");
            foreach (var (_, analysis) in Rooms.All.Analyses.Where(a => a.Room == room.Path)) verb.Subcommands.Add(Of(analysis));
            foreach (var (_, analysis) in Rooms.All.FileAnalyses.Where(a => a.Room == room.Path)) verb.Subcommands.Add(Of(analysis));
            yield return verb;
        }
    }

    private static Command Of(RoomAnalysis analysis)
    {
        var verb = new Command(analysis.Name, analysis.Summary.English);
        var parameters = Parameters.On(verb, analysis.Parameters);
        var output = new Option<FileInfo?>("--out") { Description = $"The .{analysis.Produces} file to write; it must not exist.", HelpName = "FILE", Required = true };
        if (analysis.Produces is not null) verb.Options.Add(output);
        return NodeOptions.On(verb, Purpose.Statistics, async (words, node, session, json, cancel) =>
        {
            var target = analysis.Produces is null ? null : words.GetValue(output);
            if (target is { Exists: true }) throw new CliProblem($"{target} is there already: name a new file.");
            var outcome = await analysis.Run(new(node.Store.Records, session, parameters.In(words), node.Today) { Logs = node.Logs }, cancel);
            return target is not null && outcome.TryGet(out var answer) && answer.Document is ProducedFile file ? await WriteAsync(file, answer.Notes, target, json, cancel) : Print(outcome, json);
        });
    }

    private static async Task<int> WriteAsync(ProducedFile file, IReadOnlyList<Words> notes, FileInfo target, bool json, CancellationToken cancel)
    {
        try { await File.WriteAllBytesAsync(target.FullName, file.Content, cancel); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new CliProblem($"--out: {target} cannot be written: {fault.Message}"); }
        if (json) Answer.WriteJson(new { file = target.FullName, bytes = file.Content.Length });
        else Console.WriteLine($"{target}: {file.Content.Length:N0} bytes");
        foreach (var note in notes) Answer.Progress(note.English);
        return 0;
    }

    private static Command Of(FileAnalysis analysis)
    {
        var file = new Argument<FileInfo>("FILE") { Description = analysis.File.English + " A .gz is read as it is." };
        var asJson = new Option<bool>("--json") { Description = "Print one JSON document on standard output." };
        var verb = new Command(analysis.Name, analysis.Summary.English) { file, asJson };
        var parameters = Parameters.On(verb, analysis.Parameters);
        verb.SetAction(async (words, cancel) =>
        {
            var path = words.GetValue(file)!;
            if (!path.Exists) throw new CliProblem($"{path}: there is no such file.");
            await using var raw = path.OpenRead();
            await using Stream content = path.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
            var today = TimeProvider.System.ToClock().GetCurrentInstant().InUtc().Date;
            try { return Print(await analysis.Run(new(content, path.Name, parameters.In(words), today), cancel), words.GetValue(asJson)); }
            catch (InvalidDataException fault) { throw new CliProblem($"{path}: {fault.Message}"); }
        });
        return verb;
    }

    private static int Print(Outcome<AnalysisAnswer> outcome, bool json)
    {
        if (!outcome.TryGet(out var answer)) return NodeOptions.Refuse(outcome.Refusals);
        if (json) Answer.WriteJson(answer.Document);
        else if (answer.Text is { } text) Console.WriteLine(text);
        else PrintTable(answer.Document);
        foreach (var note in answer.Notes) Answer.Progress(note.English);
        return 0;
    }

    /// <summary>The declared parameters as words of a command.</summary>
    private sealed class Parameters(List<(string Name, Func<ParseResult, string?> Value)> all)
    {
        public static Parameters On(Command verb, IReadOnlyList<AnalysisParameter> declared)
        {
            List<(string, Func<ParseResult, string?>)> all = [];
            foreach (var parameter in declared)
            {
                var help = parameter.Title.English + (parameter.Allowed is null ? "" : ": " + string.Join(", ", parameter.Allowed)) + ".";
                switch (parameter.Shape)
                {
                    case ParameterShape.Positional:
                        var argument = new Argument<string?>(parameter.Name.ToUpperInvariant()) { Description = help, Arity = parameter.Required ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne };
                        if (parameter.Allowed is not null) argument.AcceptOnlyFromAmong([.. parameter.Allowed]);
                        verb.Arguments.Add(argument);
                        all.Add((parameter.Name, words => words.GetValue(argument)));
                        break;
                    case ParameterShape.Flag:
                        var flag = new Option<bool>("--" + parameter.Name) { Description = help };
                        verb.Options.Add(flag);
                        all.Add((parameter.Name, words => words.GetValue(flag) ? "true" : null));
                        break;
                    default:
                        var option = new Option<string?>("--" + parameter.Name) { Description = help, Required = parameter.Required, HelpName = parameter.Allowed is { Count: > 6 } ? parameter.Name.ToUpperInvariant() : null };
                        if (parameter.Allowed is not null) option.AcceptOnlyFromAmong([.. parameter.Allowed]);
                        verb.Options.Add(option);
                        all.Add((parameter.Name, words => words.GetValue(option)));
                        break;
                }
            }
            return new(all);
        }

        public Dictionary<string, string> In(ParseResult words) =>
            all.Select(p => (p.Name, Value: p.Value(words))).Where(p => p.Value is not null).ToDictionary(p => p.Name, p => p.Value!);
    }

    /// <summary>A value in a column: lists with commas, an object by its values; of long lists only how many they are, since --json has them.</summary>
    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() > 4 => $"{value.GetArrayLength()} of them",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Cell)),
        JsonValueKind.Object => string.Join(' ', value.EnumerateObject().Select(p => Cell(p.Value))),
        _ => value.ToString(),
    };

    /// <summary>Prints a list of objects as columns; anything else as JSON.</summary>
    private static void PrintTable(object document)
    {
        var json = JsonSerializer.SerializeToElement(document, Answer.Json);
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() == 0 || json[0].ValueKind != JsonValueKind.Object)
        {
            Console.WriteLine(json.ToString());
            return;
        }
        var names = json[0].EnumerateObject().Select(p => p.Name).ToArray();
        string[][] rows = [names, .. json.EnumerateArray().Select(row => names.Select(n => row.TryGetProperty(n, out var v) ? Cell(v) : "").ToArray())];
        var widths = names.Select((_, i) => rows.Max(r => r[i].Length)).ToArray();
        var numeric = names.Select(n => json[0].TryGetProperty(n, out var v) && v.ValueKind == JsonValueKind.Number).ToArray();
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Select((cell, i) => numeric[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
