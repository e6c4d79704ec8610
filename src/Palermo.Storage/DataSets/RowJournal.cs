using System.Text;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Storage.DataSets;

/// <summary>Rows that were erased from a data set, by their numbers: nothing of what stood in them.</summary>
internal sealed record ErasedRows(RecordId Id, IReadOnlyList<long> Rows, Instant At, string Actor, string Reason);

/// <summary>The list of rows erased from data sets, in a file beside the databases: a restore of an older backup erases them again.</summary>
/// <remarks>A line is on disk before the rows go: one written for an erasure that a crash then stopped is done by the next restore.</remarks>
internal sealed class RowJournal(string folder)
{
    public const string FileName = "erasures-datasets.jsonl";
    private readonly Lock _gate = new();

    public void Note(ErasedRows rows)
    {
        lock (_gate)
        {
            using var file = new FileStream(Path.Combine(folder, FileName), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            // The line break before ends a line that a crash cut short.
            file.Write(Encoding.UTF8.GetBytes("\n" + JsonSerializer.Serialize(rows, BodyJson.Options) + "\n"));
            file.Flush(flushToDisk: true);
        }
    }

    public IReadOnlyList<ErasedRows> Read()
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return [];
        List<ErasedRows> lines = [];
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0))
        {
            try { lines.Add(JsonSerializer.Deserialize<ErasedRows>(line, BodyJson.Options)!); }
            catch (JsonException) { /* cut short: the rows had not gone */ }
        }
        return lines;
    }
}
