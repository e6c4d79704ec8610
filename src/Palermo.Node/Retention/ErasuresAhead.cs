using NodaTime;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Node;

/// <summary>Records that retention erases within six months unless a review prolongs them.</summary>
/// <param name="First">The day on which the first of them goes.</param>
internal sealed record ErasureAhead(Kind Kind, long Count, LocalDate First);

/// <summary>Warns whoever recorded something six months before retention erases it; what nobody here recorded any more is told to the data protection officer.</summary>
/// <remarks>Counted once a day and compartment from the index, by kind and person: O(log n) and the records of the six months.</remarks>
internal sealed class ErasuresAhead(OpenedNode node)
{
    private readonly Dictionary<Compartment, (LocalDate Day, IReadOnlyList<AgedCount> Counts)> _counted = [];
    private readonly SemaphoreSlim _counting = new(1, 1);

    /// <summary>What a person at this work is warned of, the first to go first. Protected records are told of in protection work only.</summary>
    public async ValueTask<IReadOnlyList<ErasureAhead>> OfAsync(Session session, CancellationToken cancel)
    {
        List<ErasureAhead> ahead = [.. await InAsync(session, Compartment.General, cancel)];
        if (session.Work.Purpose == Purpose.Protection) ahead.AddRange(await InAsync(session, Compartment.Protection, cancel));
        return [.. ahead.OrderBy(a => a.First)];
    }

    private async ValueTask<IEnumerable<ErasureAhead>> InAsync(Session session, Compartment compartment, CancellationToken cancel)
    {
        var counts = await CountsAsync(compartment, cancel);
        if (counts.Count == 0) return [];
        var oversees = session.Work.Purpose == Purpose.Oversight && Role.Serving(session.Actor.Roles, Purpose.Oversight).Any();
        var people = oversees ? (await node.Store.People.ListAsync(cancel)).Where(p => !p.Disabled).Select(p => p.Id).ToHashSet(StringComparer.Ordinal) : [];
        return counts.Where(c => c.RecordedBy == session.Actor.Id || (oversees && !people.Contains(c.RecordedBy)))
            .GroupBy(c => c.Kind).Select(g => new ErasureAhead(g.Key, g.Sum(c => c.Count), g.Key.Retention.DeleteDate(g.Min(c => c.First))!.Value.PlusDays(1)));
    }

    private async ValueTask<IReadOnlyList<AgedCount>> CountsAsync(Compartment compartment, CancellationToken cancel)
    {
        await _counting.WaitAsync(cancel);
        try
        {
            if (_counted.TryGetValue(compartment, out var known) && known.Day == node.Today) return known.Counts;
            List<AgedCount> counts = [];
            foreach (var kind in node.Rooms.Kinds.Where(k => k.Compartment == compartment && k.Retention.DeleteYears is not null))
            {
                // Six months before the last day, as WarningDate counts them back.
                var years = kind.Retention.DeleteYears!.Value;
                var until = node.Today.PlusMonths(6);
                counts.AddRange(await node.Store.RecordedBetweenAsync(kind, node.Today.PlusYears(-years), until.PlusDays(1).PlusYears(-years), until, cancel));
            }
            _counted[compartment] = (node.Today, counts);
            return counts;
        }
        finally { _counting.Release(); }
    }
}
