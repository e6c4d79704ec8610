using System.CommandLine;
using System.Text.Json;
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
            yield return verb;
        }
    }

    private static Command Of(RoomAnalysis analysis)
    {
        var verb = new Command(analysis.Name, analysis.Summary.English);
        List<(AnalysisParameter Parameter, Option<string?> Option)> options = [];
        foreach (var parameter in analysis.Parameters)
        {
            var option = new Option<string?>("--" + parameter.Name)
            {
                Description = parameter.Title.English + (parameter.Allowed is null ? "" : ": " + string.Join(", ", parameter.Allowed)) + ".",
                Required = parameter.Required,
            };
            if (parameter.Allowed is not null) option.AcceptOnlyFromAmong([.. parameter.Allowed]);
            options.Add((parameter, option));
            verb.Options.Add(option);
        }
        return NodeOptions.On(verb, Purpose.Statistics, async (words, node, session, json, cancel) =>
        {
            var parameters = options.Select(o => (o.Parameter.Name, Value: words.GetValue(o.Option))).Where(p => p.Value is not null).ToDictionary(p => p.Name, p => p.Value!);
            var outcome = await analysis.Run(new(node.Store.Records, session, parameters, node.Today), cancel);
            if (!outcome.TryGet(out var answer)) return NodeOptions.Refuse(outcome.Refusals);
            if (json) Answer.WriteJson(answer.Document);
            else PrintTable(answer.Document);
            foreach (var note in answer.Notes) Answer.Progress(note.English);
            return 0;
        });
    }

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
        string[][] rows = [names, .. json.EnumerateArray().Select(row => names.Select(n => row.TryGetProperty(n, out var v) ? v.ToString() : "").ToArray())];
        var widths = names.Select((_, i) => rows.Max(r => r[i].Length)).ToArray();
        var numeric = names.Select(n => json[0].TryGetProperty(n, out var v) && v.ValueKind == JsonValueKind.Number).ToArray();
        foreach (var row in rows)
            Console.WriteLine(string.Join("  ", row.Select((cell, i) => numeric[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd());
    }
}
