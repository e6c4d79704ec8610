using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>An earlier or later record that bears the same number.</summary>
/// <param name="Type">Type of the number.</param>
/// <param name="Value">In its normal form.</param>
/// <param name="AfterLeavingHands">True when the other thing had been sold, given away, returned or destroyed before this one was seized: it came back.</param>
internal sealed record SeenAgainHit(string Type, string Value, RecordRow Other, bool AfterLeavingHands);

/// <summary>The same engine, plate, chassis, device or phone, noticed again in the records that the session may see.</summary>
internal static class SeenAgain
{
    /// <summary>Most records looked at for one number: a number on more things than that is a placeholder.</summary>
    private const int Most = 50;

    /// <summary>Other records with a number of this asset, in every kind of the node.</summary>
    /// <param name="self">The asset's own id.</param>
    public static async ValueTask<IReadOnlyList<SeenAgainHit>> FindAsync(IRecords records, Session session, RecordId self, SeizedAsset asset, CancellationToken cancel = default)
    {
        List<SeenAgainHit> hits = [];
        HashSet<(RecordId, string)> told = [];
        foreach (var (type, value) in Keys(asset))
        {
            var page = await records.ListAsync(session, new(Identifier: (type, value)), Most, cancel: cancel);
            foreach (var row in page.Rows)
            {
                // A seizure that names its one thing by the same number is where this thing comes from, not another meeting.
                if (row.Id == self || row.Id == asset.Seizure || !told.Add((row.Id, type))) continue;
                hits.Add(new(type, value, row, await LeftBeforeAsync(records, session, row, asset, cancel)));
            }
        }
        return [.. hits.OrderByDescending(h => h.AfterLeavingHands).ThenBy(h => h.Other.Time?.From)];
    }

    /// <summary>Types and values to ask for: each number in its normal form, and plainly as a seizure keeps the number of its one thing.</summary>
    internal static IEnumerable<(string Type, string Value)> Keys(SeizedAsset asset)
    {
        foreach (var (_, type, written) in AssetNumbers.Of(asset))
        {
            if (AssetNumbers.Normal(type, written) is { } normal && !Placeholder(normal)) yield return (type, normal);
            if (AssetNumbers.Plain(written) is { } plain && !Placeholder(plain)) yield return (AssetNumbers.Item, plain);
        }
    }

    /// <summary>Numbers that stand on many things and identify none: one sign repeated, or too short.</summary>
    private static bool Placeholder(string value) => value.Length < 3 || value.AsSpan().IndexOfAnyExcept(value[0]) < 0;

    private static async ValueTask<bool> LeftBeforeAsync(IRecords records, Session session, RecordRow row, SeizedAsset asset, CancellationToken cancel)
    {
        if (row.Kind != SeizedAsset.Kind.Name || !(await records.ReadAsync(session, row.Id, cancel: cancel)).TryGet(out var view)) return false;
        var other = view.As<SeizedAsset>();
        return AssetWorkflow.LeftHands(row.State, other) && other.DisposedOn is { } day && day <= asset.When.From;
    }
}
