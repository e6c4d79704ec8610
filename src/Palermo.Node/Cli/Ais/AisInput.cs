using Palermo.Analysis.Ais;

namespace Palermo.Node.Cli.Ais;

/// <summary>Opens what a verb of the family reads, and tells what became of it.</summary>
internal static class AisInput
{
    /// <summary>A file, plain or gzip, or standard input for "-".</summary>
    public static Stream Open(string path)
    {
        if (path == "-") return AisReader.Unpack(Console.OpenStandardInput());
        try
        {
            return AisReader.Open(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliProblem($"{path}: cannot be opened ({problem.Message}); give the path of a readable file, or - for standard input");
        }
    }

    /// <summary>One line on standard error: messages, and whatever was not decoded.</summary>
    public static void Report(DecodeCounts counts)
    {
        List<string> wrong = [];
        void Say(long number, string what)
        {
            if (number > 0) wrong.Add($"{number} {what}");
        }
        Say(counts.ChecksumWrong, "with a wrong checksum");
        Say(counts.ChecksumMissing, "without checksum");
        Say(counts.Malformed, "malformed");
        Say(counts.PayloadWrong, "with letters that AIS does not have");
        Say(counts.PayloadEmpty, "empty");
        Say(counts.PartsWithoutBeginning, "parts without beginning");
        Say(counts.MessagesUnfinished, "unfinished");
        Say(counts.LengthWrong, "of a wrong length");
        Say(counts.TypeUnknown, "of unknown type");
        Answer.Progress($"{counts.Messages} messages in {counts.Lines} lines ({counts.OtherLines} were no AIS)"
            + (wrong.Count == 0 ? "" : "; not decoded: " + string.Join(", ", wrong)));
    }

    /// <summary>The counts as a document; types that did not occur are left out.</summary>
    public static object Summary(DecodeCounts counts) => new
    {
        counts.Lines, counts.OtherLines, counts.Sentences, counts.Messages,
        byType = Enumerable.Range(1, 27).Where(type => counts.ByType[type] > 0).ToDictionary(type => type.ToString(), type => counts.ByType[type]),
        notDecoded = new
        {
            counts.ChecksumMissing, counts.ChecksumWrong, counts.Malformed, counts.PayloadWrong, counts.PayloadEmpty,
            counts.PartsWithoutBeginning, counts.MessagesUnfinished, counts.LengthWrong, counts.TypeUnknown,
        },
        counts.TagChecksumWrong,
    };
}
