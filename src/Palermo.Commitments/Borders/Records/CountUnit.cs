using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What a figure of the room counts. Figures of two units are never added: a detection is no person, a person counted at a hub may be counted again, and one who arrived may have been detected.</summary>
internal enum CountUnit { Detections, PersonsIntercepted, PersonsRescued, PersonsArrived, PeopleCountedPassing, DeadAndMissing, ItemsSeized, TravellersControlled, PatrolHours, Allegations }

/// <summary>A figure with its unit.</summary>
internal readonly record struct UnitCount(CountUnit Unit, double Count);

/// <summary>The counting rules of the room.</summary>
internal static class CountUnits
{
    public static Words Title(CountUnit unit) => unit switch
    {
        CountUnit.Detections => new("detections", "détections", "عمليات رصد"),
        CountUnit.PersonsIntercepted => new("persons intercepted", "personnes interceptées", "أشخاص معترَضون"),
        CountUnit.PersonsRescued => new("persons rescued", "personnes secourues", "أشخاص تم إنقاذهم"),
        CountUnit.PersonsArrived => new("persons arrived", "personnes arrivées", "أشخاص وصلوا"),
        CountUnit.PeopleCountedPassing => new("people counted passing", "personnes comptées au passage", "أشخاص عُدّوا عند المرور"),
        CountUnit.DeadAndMissing => new("dead and missing", "morts et disparus", "موتى ومفقودون"),
        CountUnit.ItemsSeized => new("items seized", "objets saisis", "أشياء مضبوطة"),
        CountUnit.TravellersControlled => new("travellers controlled", "voyageurs contrôlés", "مسافرون مراقَبون"),
        CountUnit.PatrolHours => new("patrol hours", "heures de patrouille", "ساعات دورية"),
        _ => new("allegations", "allégations", "ادعاءات"),
    };

    /// <summary>What an event of the room counts, and how much of it; null where its source gives no figure.</summary>
    public static UnitCount? Of(object body) => body switch
    {
        DetectionCount e => new(CountUnit.Detections, e.Detections),
        Detection { Persons: { } n } => new(CountUnit.Detections, n),
        PatrolLog e => new(CountUnit.PatrolHours, e.Hours),
        Interception { Persons: { } n } => new(CountUnit.PersonsIntercepted, n),
        Rescue { Persons: { } n } => new(CountUnit.PersonsRescued, n),
        Arrival { Persons: { } n } => new(CountUnit.PersonsArrived, n),
        ArrivalCount e => new(CountUnit.PersonsArrived, e.Arrivals),
        FlowCount e => new(CountUnit.PeopleCountedPassing, e.Counted),
        DeathOrMissing e => new(CountUnit.DeadAndMissing, e.Total),
        SeizureEvent => new(CountUnit.ItemsSeized, 1),
        CrossingPointControl e => new(CountUnit.TravellersControlled, e.Controlled),
        PushbackAllegation => new(CountUnit.Allegations, 1),
        _ => null,
    };

    /// <summary>The sum of figures of one unit; figures of several units are refused, with the units named.</summary>
    public static Outcome<UnitCount> Sum(IEnumerable<UnitCount> figures)
    {
        UnitCount? sum = null;
        foreach (var figure in figures)
        {
            if (sum is { } before && before.Unit != figure.Unit)
                return new Refusal("units.mixed", $"{Title(before.Unit).English} and {Title(figure.Unit).English} are not added: they count different things. Take one of them, or show them side by side.",
                    "Border-route rules, section 1: counting rules");
            sum = new(figure.Unit, (sum?.Count ?? 0) + figure.Count);
        }
        if (sum is { } all) return all;
        return new Refusal("units.none", "There is no figure to add.");
    }

    /// <summary>Figures side by side, one a unit, in the order of the units.</summary>
    public static IReadOnlyList<UnitCount> SideBySide(IEnumerable<UnitCount> figures) =>
        [.. figures.GroupBy(f => f.Unit).OrderBy(g => g.Key).Select(g => Sum(g).Value)];
}
