using System.CommandLine;
using Palermo.Analysis.Ais;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais decode</c>: AIVDM sentences to JSON lines or a table.</summary>
internal static class DecodeVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "File of AIVDM/AIVDO sentences, plain or gzip; - reads standard input." };
        var form = new Option<string>("--out")
        {
            Description = "json: one object a line; csv: one table.", DefaultValueFactory = _ => "json",
        };
        form.AcceptOnlyFromAmong("json", "csv");
        var raw = new Option<bool>("--raw") { Description = "JSON with the numbers as transmitted (speed in tenths of a knot, and so on)." };
        var count = new Option<bool>("--count") { Description = "Write only what was read and what was not, as one JSON document." };
        var threads = new Option<int>("--threads") { Description = "Threads to use; 0: all processors." };
        var verb = new Command("decode",
            "Decodes all 27 message types; tests every checksum; counts what is wrong and goes on.\n\n"
            + "Example:  palermo ais decode day.nmea.gz --out csv > day.csv\n"
            + "          nc receiver 10110 | palermo ais decode -")
        {
            file, form, raw, count, threads,
        };
        verb.SetAction(result => Run(
            result.GetRequiredValue(file),
            result.GetValue(form) == "csv" ? TextForm.Csv : result.GetValue(raw) ? TextForm.RawJson : TextForm.Json,
            result.GetValue(count), result.GetValue(threads)));
        return verb;
    }

    private static int Run(string path, TextForm form, bool countOnly, int threads)
    {
        using var input = AisInput.Open(path);
        if (countOnly)
        {
            var counted = AisReader.ReadColumns(input, _ => { }, threads);
            Answer.WriteJson(AisInput.Summary(counted));
            return 0;
        }
        using var output = Console.OpenStandardOutput();
        try
        {
            var counts = AisReader.WriteText(input, output, form, threads);
            output.Flush();
            AisInput.Report(counts);
        }
        catch (InvalidDataException damaged)
        {
            throw new CliProblem($"{path}: the compressed file is damaged ({damaged.Message}); what could be read was written");
        }
        return 0;
    }
}
