using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What all events of the room share. The unit is the event, never the path of a person.</summary>
internal abstract record BorderEvent
{
    public required EventTime When { get; init; }
    public required Place Where { get; init; }
    /// <summary>Code of the migration route as the source states it.</summary>
    public string? Route { get; init; }
    public string? Description { get; init; }

    /// <summary>Place and day: words of the source and figures only, so that it reads alike in every language. The kind stands beside it.</summary>
    private protected string PlaceAndDay => $"{Where.Gazetteer ?? Where.Text ?? Where.Country}, {When.From:uuuu-MM-dd}";
}

/// <summary>An event of people on their way, or of the means that carry them. Where they came from and went is what a source states of the whole group, never of one person.</summary>
internal abstract record MovementEvent : BorderEvent
{
    /// <summary>The place they came from, as stated.</summary>
    public string? ComingFrom { get; init; }
    /// <summary>The place they were going to, as stated.</summary>
    public string? Towards { get; init; }
    /// <summary>Places passed on the way, in order, as survivors or others told of the group as a whole.</summary>
    public IReadOnlyList<string>? Stages { get; init; }
    /// <summary>Course over the ground, degrees clockwise from true north.</summary>
    public double? Bearing { get; init; }
    /// <summary>How it was done: convoy, mother vessel, false papers.</summary>
    public IReadOnlyList<string>? Modus { get; init; }
    /// <summary>Another record of the same happening, such as the rescue that followed a detection.</summary>
    public RecordId? Related { get; init; }
}

/// <summary>Persons in an event, as its source counts them.</summary>
internal abstract record PersonsEvent : MovementEvent
{
    /// <summary>Persons in all; null when the source gives none.</summary>
    public int? Persons { get; init; }
    public int? Men { get; init; }
    public int? Women { get; init; }
    public int? Children { get; init; }
    public int? UnaccompaniedChildren { get; init; }
    public bool CountIsEstimate { get; init; }
    /// <summary>True when each person is counted once. Detections of crossings are not persons: the same person may be detected several times.</summary>
    public bool CountsPersonsOnce { get; init; }
    /// <summary>Persons by nationality (ISO 3166-1 alpha-3, or UNK).</summary>
    public IReadOnlyDictionary<string, int>? Nationalities { get; init; }

    internal static IEnumerable<Refusal> Sums(PersonsEvent e)
    {
        if (e.Persons is { } all && (e.Men ?? 0) + (e.Women ?? 0) + (e.Children ?? 0) > all)
            yield return new("event.sum", $"Men, women and children together are more than the {all} persons.", Field: "persons");
        if (e.UnaccompaniedChildren > (e.Children ?? e.Persons))
            yield return new("event.children", "There are more unaccompanied children than children.", Field: "unaccompaniedChildren");
        if (e is { Persons: { } total, Nationalities: { } by } && by.Values.Sum() > total)
            yield return new("event.nationalities", $"The nationalities add up to more than the {total} persons.", Field: "nationalities");
    }
}
