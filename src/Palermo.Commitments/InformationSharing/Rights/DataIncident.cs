using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

internal enum IncidentSeverity { Low, Medium, Severe }

/// <summary>A breach of personal data: told to the supervisory authority within 72 hours where feasible (Directive (EU) 2016/680, Art. 30).</summary>
internal sealed record DataIncident(string What, IncidentSeverity Severity, Instant DiscoveredAt, Instant? ReportedAt = null, string? Measures = null)
{
    /// <summary>The moment by which the authority is told.</summary>
    public Instant Due() => DiscoveredAt + Duration.FromHours(72);

    public static Kind<DataIncident> Kind { get; } = new KindBuilder<DataIncident>("data-incident", "sharing",
            new("Data-protection incident", "Incident de protection des données", "حادث حماية بيانات"), new("Data-protection incidents", "Incidents de protection des données", "حوادث حماية البيانات"))
        .Field(x => x.What, new("What happened", "Ce qui s'est passé", "ما حدث"), f => f with { Type = FieldType.LongText, Required = true, Searched = true, Listed = true, MaxLength = 4000 })
        .Field(x => x.Severity, new("Severity", "Gravité", "الخطورة"), f => f with { Filtered = true, Listed = true, Codes = CodeList.Of<IncidentSeverity>("incident-severity", (IncidentSeverity.Low, new("Low", "Faible", "منخفضة")), (IncidentSeverity.Medium, new("Medium", "Moyenne", "متوسطة")), (IncidentSeverity.Severe, new("Severe", "Grave", "جسيمة"))) })
        .Field(x => x.DiscoveredAt, new("Discovered at", "Découvert le", "وقت الاكتشاف"), f => f with { Required = true, Listed = true })
        .Field(x => x.ReportedAt, new("Told to the authority at", "Signalé à l'autorité le", "وقت إبلاغ السلطة"), f => f with { Listed = true })
        .Field(x => x.Measures, new("Measures", "Mesures", "التدابير"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Title(x => x.What.Length <= 80 ? x.What : x.What[..79] + "…")
        .Workflow(new(
            [new("open", new("Open", "Ouvert", "مفتوح")), new("closed", new("Closed", "Clos", "مغلق"), Final: true)],
            [new("close", new("Close", "Clore", "إغلاق"), "open", "closed", Guards: [step => step.As<DataIncident>().ReportedAt is null && step.As<DataIncident>().Severity != IncidentSeverity.Low ? [new Refusal("incident.reported", "Tell the supervisory authority first.", "Directive (EU) 2016/680, Art. 30", "reportedAt")] : []])],
            [new("report", new("Report to the authority", "Signalement à l'autorité", "إبلاغ السلطة"), (body, header) => ((DataIncident)body).ReportedAt is null && header.State == "open" ? ((DataIncident)body).Due().InUtc().Date : null, "Directive (EU) 2016/680, Art. 30: 72 hours")]))
        .Purposes(Purpose.Investigation, Purpose.Cooperation, Purpose.Statistics)
        .StillNeeded((_, header) => header.State == "closed" ? null : new Refusal("retention.incident-open", "The incident is not closed.", "Directive (EU) 2016/680, Art. 30(5)"))
        .Retention(1, 5, "Directive (EU) 2016/680, Art. 30(5)")
        .Build();
}
