using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>People counted passing a hub, by a survey. Never added to detections.</summary>
internal sealed record FlowCount : MovementEvent
{
    /// <summary>People counted; the same person may pass again on another day.</summary>
    public int Counted { get; init; }
    public double? ObservationHours { get; init; }
    /// <summary>Name of the method; counts by different methods are not compared.</summary>
    public string Methodology { get; init; } = "";
    /// <summary>People counted by nationality (ISO 3166-1 alpha-3, or UNK).</summary>
    public IReadOnlyDictionary<string, int>? Nationalities { get; init; }

    public static Kind<FlowCount> Kind { get; } = new KindBuilder<FlowCount>("flow-count", "borders",
            new("Flow count", "Comptage de flux", "عدّ التدفق"), new("Flow counts", "Comptages de flux", "عمليات عدّ التدفق"))
        .Event(x => x.PlaceAndDay)
        .Movement()
        .Field(x => x.Counted, new("People counted", "Personnes comptées", "الأشخاص المعدودون"), f => f with { Minimum = 0, Maximum = 10_000_000, Listed = true })
        .Field(x => x.ObservationHours, new("Observation hours", "Heures d'observation", "ساعات المراقبة"), f => f with { Minimum = 0, Maximum = 100_000, Unit = "h" })
        .Field(x => x.Methodology, new("Method", "Méthode", "المنهج"), f => f with { Required = true, Filtered = true })
        .Field(x => x.Nationalities, new("People counted by nationality", "Personnes comptées par nationalité", "المعدودون حسب الجنسية"))
        .Rule(x => x.Nationalities is { } by && by.Values.Sum(v => (long)v) > x.Counted
            ? [new Refusal("flow-count.nationalities", $"The nationalities add up to more than the {x.Counted} counted.", Field: "nationalities")]
            : [])
        .Handling(new(Tlp.Green))
        .Build();
}

/// <summary>What a crossing point controlled in a span of time.</summary>
internal sealed record CrossingPointControl : BorderEvent
{
    /// <summary>Travellers controlled: the denominator.</summary>
    public int Controlled { get; init; }
    public int Refused { get; init; }
    public int FraudulentDocuments { get; init; }

    public static Kind<CrossingPointControl> Kind { get; } = new KindBuilder<CrossingPointControl>("crossing-point-control", "borders",
            new("Control at a crossing point", "Contrôle à un point de passage", "مراقبة عند نقطة عبور"), new("Controls at crossing points", "Contrôles aux points de passage", "المراقبة عند نقاط العبور"))
        .Event(x => x.PlaceAndDay)
        .Field(x => x.Controlled, new("Travellers controlled", "Voyageurs contrôlés", "المسافرون المراقَبون"), f => f with { Minimum = 0, Maximum = 100_000_000, Listed = true })
        .Field(x => x.Refused, new("Refused", "Refusés", "المرفوضون"), f => f with { Minimum = 0, Maximum = 100_000_000, Listed = true })
        .Field(x => x.FraudulentDocuments, new("Fraudulent documents found", "Documents frauduleux découverts", "وثائق مزورة مكتشفة"), f => f with { Minimum = 0, Maximum = 100_000_000, Listed = true })
        .Rule(x => x.Refused > x.Controlled ? [new Refusal("control.refused", "More were refused than controlled.", Field: "refused")] : [])
        .Handling(new(Tlp.Green))
        .Build();
}

/// <summary>A change of policy or operation with a beginning and perhaps an end: a new post, a law, a patrol, a closure.</summary>
internal sealed record ControlMeasure : BorderEvent
{
    public string What { get; init; } = "";
    /// <summary>The last day it was in force; null while it runs.</summary>
    public LocalDate? Ended { get; init; }
    public decimal? Cost { get; init; }
    public string? Currency { get; init; }

    public static Kind<ControlMeasure> Kind { get; } = new KindBuilder<ControlMeasure>("control-measure", "borders",
            new("Control measure", "Mesure de contrôle", "إجراء رقابي"), new("Control measures", "Mesures de contrôle", "الإجراءات الرقابية"))
        .Event(x => x.What)
        .Field(x => x.What, new("What", "Quoi", "ما هو"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Ended, new("Ended on", "Terminée le", "انتهى في"), f => f with { Listed = true })
        .Field(x => x.Cost, new("Cost", "Coût", "الكلفة"), f => f with { Minimum = 0 })
        .Field(x => x.Currency, new("Currency", "Monnaie", "العملة"), f => f with { MaxLength = 3 })
        .Rule(x => x.Ended < x.When.From ? [new Refusal("measure.ended", "It ended before it began.", Field: "ended")] : [])
        .Handling(new(Tlp.Green))
        .Build();
}
