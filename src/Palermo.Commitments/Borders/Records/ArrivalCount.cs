using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Persons who arrived in a place in a span of time, as a publisher counts them. Registered persons: neither detections nor flow counts.</summary>
internal sealed record ArrivalCount : BorderEvent
{
    public int Arrivals { get; init; }
    /// <summary>Whom it counts, in the publisher's words.</summary>
    public string? Group { get; init; }
    /// <summary>The day of the publisher's figures.</summary>
    public LocalDate? AsOf { get; init; }

    public static Kind<ArrivalCount> Kind { get; } = new KindBuilder<ArrivalCount>("arrival-count", "borders",
            new("Count of arrivals", "Nombre d'arrivées", "حصيلة الوصول"), new("Counts of arrivals", "Nombres d'arrivées", "حصائل الوصول"))
        .Event(x => $"{x.Where.Text ?? x.Where.Country}, {x.When.From:uuuu} ({x.Arrivals})")
        .Field(x => x.Arrivals, new("Persons arrived", "Personnes arrivées", "الأشخاص الواصلون"), f => f with { Minimum = 0, Maximum = 10_000_000, Listed = true, Unit = "persons" })
        .Field(x => x.Group, new("Who is counted", "Qui est compté", "من يُعدّ"), f => f with { Filtered = true })
        .Field(x => x.AsOf, new("Figures of", "Chiffres du", "أرقام بتاريخ"), f => f with { Listed = true })
        .Handling(Handling.Open)
        .Build();
}
