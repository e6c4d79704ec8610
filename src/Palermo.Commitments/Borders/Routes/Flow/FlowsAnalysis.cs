using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>People a day on each leg, from counts at flow-monitoring points by one method.</summary>
internal static class FlowsAnalysis
{
    public static RoomAnalysis Analysis { get; } = new(
        "flows",
        new("Flows between hubs", "Flux entre lieux de passage", "التدفقات بين نقاط العبور"),
        new("People a day on each leg, estimated from flow counts that name where people go, with what comes into a transit hub going out again. Counts by one method only; nothing else is added to them. Example: palermo borders flows --from 2024-01-01 --to 2024-06-30 --data niger",
            "Personnes par jour sur chaque tronçon, estimées à partir des comptages de flux d'une seule méthode ; rien d'autre ne s'y ajoute.",
            "عدد الأشخاص يومياً على كل مقطع، مقدَّراً من عدّ التدفق بمنهج واحد فقط، ولا يُضاف إليه شيء آخر."),
        [
            new("from", new("First day", "Premier jour", "اليوم الأول"), Required: true),
            new("to", new("Last day", "Dernier jour", "اليوم الأخير"), Required: true),
            new("method", new("Name of the method, where there are several", "Nom de la méthode, s'il y en a plusieurs", "اسم المنهج إن تعددت المناهج")),
        ],
        RunAsync);

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        var span = RoutesAnalysis.SpanOf(context["from"], context["to"]);
        if (!span.TryGet(out var days)) return Outcome<AnalysisAnswer>.Refused(span.Refusals);
        List<FlowCount> counts = [];
        await foreach (var record in context.Records.ScanAsync(context.Session, new(FlowCount.Kind.Name, From: days.Start, To: days.End), AccessAction.Read, cancel))
            if (record.As<FlowCount>() is { When.Precision: <= TimePrecision.Month } count) counts.Add(count);
        List<(RecordId, Hub)> hubs = [];
        await foreach (var record in context.Records.ScanAsync(context.Session, new(Hub.Kind.Name), AccessAction.Read, cancel)) hubs.Add((record.Id, record.As<Hub>()));
        return Estimate(counts, Gazetteer.Seed.With(hubs), context["method"]).Then(lines => new AnalysisAnswer(lines,
        [
            new("People counted passing, a day: whoever passes twice counts twice. Not detections, not arrivals, and not to be added to them. Intervals: 95 %, bootstrap of 500.",
                "Personnes comptées au passage, par jour : qui passe deux fois compte deux fois. Ni détections ni arrivées. Intervalles : 95 %, bootstrap de 500.",
                "أشخاص عُدّوا عند المرور يومياً: من يمر مرتين يُحسب مرتين. ليست عمليات رصد ولا حالات وصول. مجالات الثقة: 95٪ بإعادة المعاينة 500 مرة."),
        ]));
    }

    /// <summary>A line of the answer.</summary>
    internal sealed record Line(string From, string To, string Unit, double? PerDay, double? Low, double? High, int Counts, string? Note);

    internal static Outcome<Line[]> Estimate(IReadOnlyList<FlowCount> counts, Gazetteer gazetteer, string? method)
    {
        string[] methods = [.. counts.Select(c => c.Methodology).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        if (method is not null && !methods.Contains(method, StringComparer.OrdinalIgnoreCase))
            return new Refusal("flows.method", methods.Length == 0 ? "There are no flow counts in this span." : $"No counts by the method '{method}' in this span: there are {string.Join(", ", methods)}.", Field: "method");
        if (method is null && methods.Length > 1)
            return new Refusal("units.methods", $"Counts by different methods are not compared or added: choose one of {string.Join(", ", methods)} with --method.", "Border-route rules, section 1: counting rules", "method");
        List<HubPlace> hubs = [];
        List<FlowLeg> legs = [];
        List<FlowObservation> observations = [];
        foreach (var count in counts.Where(c => method is null || c.Methodology.Equals(method, StringComparison.OrdinalIgnoreCase)))
        {
            // From the monitoring point (or the place before it) to where people say they go.
            var here = gazetteer.Find(count.Where.Gazetteer) ?? gazetteer.Mentioned(count.Where.Text)
                ?? (count.Where is { Latitude: { } lat, Longitude: { } lon } ? gazetteer.Near(lat, lon, 25_000) : null) ?? gazetteer.Find(count.ComingFrom);
            var towards = gazetteer.Find(count.Towards) ?? gazetteer.Mentioned(count.Towards);
            if (here is null || towards is null || here == towards) continue;
            observations.Add(new(LegOf(here, towards), count.Counted, Period.DaysBetween(count.When.From, count.When.To) + 1));
        }
        if (observations.Count == 0)
            return new Refusal("flows.none", "No flow count of this span says between which hubs people go: record the point and the field Towards, and add hubs that the gazetteer lacks.");
        // Ways that are known between the hubs that counts name carry flow as well, counted or not.
        foreach (var known in Legs.Known(gazetteer))
            if (hubs.Contains(known.From) && hubs.Contains(known.To)) LegOf(known.From, known.To);
        bool[] transit = [.. hubs.Select(h => h.Role is HubRole.Hub or HubRole.Crossing)];
        var estimates = FlowEstimator.Estimate(legs, transit, observations, seed: 20_191_015);
        return estimates.Select((e, l) => new Line(hubs[legs[l].From].Name, hubs[legs[l].To].Name, RoutesList.Code(CountUnit.PeopleCountedPassing),
                e.Determined ? Math.Round(e.Value, 2) : null, e.Determined ? Math.Round(e.Low, 2) : null, e.Determined ? Math.Round(e.High, 2) : null, e.Counts,
                e.Determined ? e.Counts == 0 ? "from conservation alone" : null : "not estimable: no count, and conservation leaves it open"))
            .OrderBy(l => l.From, StringComparer.Ordinal).ThenBy(l => l.To, StringComparer.Ordinal).ToArray();

        int LegOf(HubPlace from, HubPlace to)
        {
            var leg = new FlowLeg(NumberOf(from), NumberOf(to));
            if (legs.IndexOf(leg) is >= 0 and var known) return known;
            legs.Add(leg);
            return legs.Count - 1;
        }

        int NumberOf(HubPlace hub)
        {
            if (hubs.IndexOf(hub) is >= 0 and var known) return known;
            hubs.Add(hub);
            return hubs.Count - 1;
        }
    }
}
