using System.CommandLine;
using Palermo.Formats;

namespace Palermo.Node.Cli.Conversions;

/// <summary><c>palermo convert</c>: a document of one exchange format in another, with the list of what that one has no place for.</summary>
internal static class ConvertVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "the document" };
        var from = new Option<string>("--from") { Description = $"its format: {string.Join(", ", Conversion.Formats)}", Required = true };
        var to = new Option<string>("--to") { Description = "the other format, or the same to clean it", Required = true };
        var output = new Option<string>("--out") { Description = "file to write", HelpName = "FILE", Required = true };
        var schema = new Option<string?>("--schema") { Description = "folder with the public schema of the format read (and of the one written, beside it): both documents are checked against it", HelpName = "DIR" };
        var megabytes = new Option<int>("--limit") { Description = "largest document read, in MiB", DefaultValueFactory = _ => 256 };
        var json = new Option<bool>("--json") { Description = "prints one JSON document" };
        var convert = new Command("convert",
            "Turn STIX 2.1, FollowTheMoney, MISP, CISE, UMF-like XML or palermo JSON into another of them. What the other format has no place for is listed with path and reason; "
            + "the result is read back and compared, so that nothing else is missing.\n\n"
            + "Example:\n  palermo convert bundle.json --from stix --to ftm --out entities.ijson --json\n"
            + "In palermo JSON nothing is dropped. Exit code 1: a public schema (--schema) does not hold, and nothing was written.");
        convert.Arguments.Add(file);
        foreach (var option in (Option[])[from, to, output, schema, megabytes, json]) convert.Options.Add(option);
        convert.SetAction(words => Run(words.GetValue(file)!, words.GetValue(from)!, words.GetValue(to)!, words.GetValue(output)!, words.GetValue(schema), words.GetValue(megabytes), words.GetValue(json)));
        return convert;
    }

    private static int Run(string file, string from, string to, string output, string? schema, int megabytes, bool json)
    {
        foreach (var format in (ReadOnlySpan<string>)[from, to])
            if (!Conversion.Formats.Contains(format)) throw new CliProblem($"'{format}' is no format: use one of {string.Join(", ", Conversion.Formats)}.");
        if (megabytes is < 1 or > 2000) throw new CliProblem($"--limit {megabytes}: between 1 and 2000 MiB.");
        var limits = new ReadLimits(MaxBytes: (long)megabytes << 20);
        var content = Read(file, limits);
        Converted converted;
        List<SchemaFault> faults = [];
        try
        {
            if (schema is not null && from is not ("umf" or "palermo")) faults.AddRange(Check(from, content, schema));
            if (faults.Count > 0) return Refused(file, faults, json);
            converted = Conversion.Run(content, from, to, TimeProvider.System.GetUtcNow(), limits);
        }
        catch (MalformedDocument wrong)
        {
            throw new CliProblem($"{file}, {wrong.Place}: {wrong.Reason}");
        }
        if (schema is not null && to is not ("umf" or "palermo") && to != from && Directory.Exists(Path.Combine(schema, to))) faults.AddRange(Check(to, converted.Content, Path.Combine(schema, to)));
        if (faults.Count > 0) return Refused(output, faults, json);
        Write(output, converted.Content);
        if (json) Answer.WriteJson(new { from, to, items = converted.Items, output, bytes = converted.Content.Length, dropped = converted.Dropped });
        else
        {
            Console.WriteLine($"{converted.Items} items from {from} to {to}: {output}, {converted.Content.Length:N0} bytes");
            foreach (var dropped in converted.Dropped) Console.WriteLine($"dropped {dropped.Path}{(dropped.Item is null ? "" : $" of {dropped.Item}")}: {dropped.Reason}");
            if (converted.Dropped.Count == 0) Console.WriteLine("nothing was dropped");
        }
        return 0;
    }

    private static byte[] Read(string file, ReadLimits limits)
    {
        if (!File.Exists(file)) throw new CliProblem($"{file}: there is no such file");
        try
        {
            using var stream = File.OpenRead(file);
            return limits.ReadAll(stream);
        }
        catch (MalformedDocument wrong)
        {
            throw new CliProblem($"{file}: {wrong.Reason}");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{file}: it cannot be read ({wrong.Message})");
        }
    }

    /// <summary>Whole or not at all: a half-written document is worse than none.</summary>
    private static void Write(string output, byte[] content)
    {
        var aside = output + ".part";
        try
        {
            File.WriteAllBytes(aside, content);
            File.Move(aside, output, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{output}: it cannot be written ({wrong.Message})");
        }
    }

    private static IReadOnlyList<SchemaFault> Check(string format, byte[] content, string folder)
    {
        if (!Directory.Exists(folder)) throw new CliProblem($"--schema {folder}: there is no such folder");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".xsd", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllBytes);
        try
        {
            return PublicSchemas.Check(format, content, files);
        }
        catch (ArgumentException wrong)
        {
            throw new CliProblem($"--schema {folder}: {wrong.Message.Split(" (Parameter")[0]}");
        }
    }

    private static int Refused(string document, List<SchemaFault> faults, bool json)
    {
        if (json) Answer.WriteJson(new { document, valid = false, faults });
        else foreach (var fault in faults) Console.WriteLine($"{document}, {fault.Place}: {fault.Reason}");
        return 1;
    }
}
