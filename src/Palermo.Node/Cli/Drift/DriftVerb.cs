using System.CommandLine;
using Palermo.Analysis.Drift;

namespace Palermo.Node.Cli.Drift;

/// <summary><c>palermo drift</c>: where will the boat be.</summary>
internal static class DriftVerb
{
    public static Command Create() => new("drift",
        "Where will the boat be: leeway ensembles for objects adrift at sea.\n\n"
        + "Read docs/guides/drift.md first; it says when not to use this.")
    {
        DriftRunVerb.Create(),
        Objects(),
    };

    private static Command Objects()
    {
        var words = new Argument<string?>("WORD") { Description = "Only classes whose key or name holds this word.", DefaultValueFactory = _ => null };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document." };
        var command = new Command("objects", "Lists the classes of drifting objects and their leeway coefficients.\n\nExample:  palermo drift objects raft") { words, json };
        command.SetAction(parsed =>
        {
            var word = parsed.GetValue(words);
            var found = LeewayTable.Standard.Objects.Where(o => word is null
                || o.Key.Contains(word, StringComparison.OrdinalIgnoreCase) || o.Name.Contains(word, StringComparison.OrdinalIgnoreCase)).ToArray();
            if (parsed.GetValue(json)) Answer.WriteJson(new { objects = found, warnings = LeewayTable.Standard.Warnings });
            else
                foreach (var o in found) Console.WriteLine($"{o.Key,-24}{o.Name}");
            return found.Length > 0 ? 0 : 1;
        });
        return command;
    }
}
