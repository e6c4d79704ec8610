using System.CommandLine;
using Microsoft.Extensions.Primitives;
using Palermo.Kernel;
using Palermo.Web.Exports;

namespace Palermo.Node.Cli;

/// <summary><c>palermo export KIND --out FILE</c>: records as CSV, XLSX, JSON Lines or GeoJSON, with their marking.</summary>
internal static class ExportVerb
{
    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = "The kind of records, such as death-or-missing." };
        var output = new Option<FileInfo>("--out") { Description = "The file to write; its ending says the format: .csv, .xlsx, .jsonl, .geojson.", Required = true };
        var words = new Option<string[]>("--where") { Description = "A word of the query, given once for each: q=TEXT, state=, from=2020-01-01, to=, box=west,south,east,north, facet.route=central-mediterranean, identifier=type:value." };
        var language = new Option<string>("--language") { Description = "Language of headings: en, fr or ar.", DefaultValueFactory = _ => "en" };
        language.AcceptOnlyFromAmong("en", "fr", "ar");
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        var verb = new Command("export", "Take records out, each with its marking; the whole bears the strictest. Example: palermo export death-or-missing --where from=2016-01-01 --out deaths.csv --data niger") { kind, output, words, language, force };
        return NodeOptions.On(verb, Purpose.Statistics, async (given, node, session, json, cancel) =>
        {
            var file = given.GetValue(output)!;
            var format = file.Extension.TrimStart('.').ToLowerInvariant();
            if (!RecordExport.Formats.ContainsKey(format)) throw new CliProblem($"--out: the ending '{file.Extension}' is none of {string.Join(", ", RecordExport.Formats.Keys.Select(f => "." + f))}.");
            if (file.Exists && !given.GetValue(force)) throw new CliProblem($"{file} is there already: --force writes over it.");
            var pairs = new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["kind"] = given.GetValue(kind)! };
            foreach (var word in given.GetValue(words) ?? [])
            {
                var equals = word.IndexOf('=', StringComparison.Ordinal);
                if (equals < 1) throw new CliProblem($"--where '{word}': write it as word=value.");
                pairs[word[..equals]] = StringValues.Concat(pairs.GetValueOrDefault(word[..equals]), word[(equals + 1)..]);
            }
            var query = QueryText.Read(new QueryCollection(pairs), node.Rooms);
            if (!query.TryGet(out var which)) return NodeOptions.Refuse(query.Refusals);
            // A file that breaks off in the middle must not look whole: it gets its name when it is.
            var part = file.FullName + ".part";
            try
            {
                ExportSummary summary;
                await using (var content = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
                {
                    var written = await ExportRun.WriteAsync(node, session, node.Rooms.FindKind(which.Kind!)!, which, format, given.GetValue(language)!, content, cancel);
                    if (!written.TryGet(out summary!)) return NodeOptions.Refuse(written.Refusals);
                }
                File.Move(part, file.FullName, overwrite: true);
                if (json) Answer.WriteJson(new { summary.Rows, marking = summary.Marking.ToString(), file = file.FullName });
                else Console.WriteLine($"{summary.Rows:N0} records in {file.FullName}, marked {summary.Marking}");
                return 0;
            }
            finally { File.Delete(part); }
        });
    }
}
