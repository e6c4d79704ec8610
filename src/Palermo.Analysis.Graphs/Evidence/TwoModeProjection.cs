namespace Palermo.Analysis.Graphs;

/// <summary>Turns "who was at which event" into ties between people.</summary>
/// <remarks>
/// Newman's weight: each event gives every pair of its n people 1 / (n - 1), so that a boat of 120 does not become 7,140 strong
/// ties (M. Newman, Phys. Rev. E 64, 016132, 2001; domain page, section 2). Passengers are not members: leave passenger lists out.
/// O(sum of n squared).
/// </remarks>
public static class TwoModeProjection
{
    /// <summary>The tie between each two people: sum over the events that both attended of 1 / (n - 1).</summary>
    /// <param name="people">How many people; they are numbered from 0.</param>
    /// <param name="attendance">Pairs of person and event; given twice, it counts once.</param>
    /// <param name="largestEvent">Events with more people than this are refused, since they say little of who knows whom and cost n squared.</param>
    /// <exception cref="ArgumentException">A person that is not there, or an event that is too large.</exception>
    public static Graph Project(int people, IEnumerable<(int Person, int Event)> attendance, int largestEvent = 500)
    {
        var events = new SortedDictionary<int, SortedSet<int>>();
        foreach (var (person, occasion) in attendance)
        {
            if ((uint)person >= (uint)people) throw new ArgumentException($"person {person} is not among 0 to {people - 1}", nameof(attendance));
            if (!events.TryGetValue(occasion, out var present)) events[occasion] = present = [];
            present.Add(person);
        }
        var builder = new GraphBuilder(people);
        foreach (var (occasion, present) in events)
        {
            if (present.Count > largestEvent)
                throw new ArgumentException(
                    $"event {occasion} has {present.Count} people, more than {largestEvent}: a passenger list, perhaps, and passengers are not members", nameof(attendance));
            var list = present.ToArray();
            for (var i = 0; i < list.Length; i++)
                for (var j = i + 1; j < list.Length; j++)
                    builder.Add(list[i], list[j], 1.0 / (list.Length - 1));
        }
        return builder.Build();
    }
}
