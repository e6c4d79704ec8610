using System.Globalization;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>A line of the statistics: one group and one currency. Amounts in two currencies stand in two lines.</summary>
/// <param name="Assets">Things in the group, whatever their currency; the same in each of its lines.</param>
/// <param name="Valued">Things whose value stands in this currency.</param>
/// <param name="Value">Sum of the estimated values in this currency; null for things without a value.</param>
/// <param name="StorageCost">What keeping those things has cost so far, where that is in the same currency.</param>
/// <param name="SeenAgain">Things of the group whose number was met again after they had left the authority's hands.</param>
internal sealed record SeizureLine(string Key, int Assets, string? Currency, int Valued, decimal? Value, decimal? StorageCost, int CustodyBreaks, int SeenAgain);

/// <summary>One asset as the register's overview and statistics look at it.</summary>
/// <param name="Route">Code of the route of its seizure.</param>
internal sealed record AssetFact(RecordHeader Header, SeizedAsset Asset, string Route)
{
    public RecordId Id => Header.Id;
    public string State => Header.State;
    public string Title => SeizedAsset.Kind.TitleOf(Asset);
}

/// <summary>Value, stages, custody and return of seized things by route, class or stage: the verb <c>palermo borders seizures --by route</c>.</summary>
internal static class SeizureStatistics
{
    public static RoomAnalysis Analysis { get; } = new(
        "seizures",
        new("Seized assets by route, class or stage", "Biens saisis par route, catégorie ou étape", "الأشياء المضبوطة حسب المسار أو الفئة أو المرحلة"),
        new("Number, estimated value, storage cost, broken custody and things that came back, by route, class or stage. Amounts in different currencies are not summed unless rates are stated: --rates EUR=655.957,USD=600 --currency XOF.",
            "Nombre, valeur estimée, coût d'entreposage, ruptures de garde et retours, par route, catégorie ou étape. Les montants en monnaies différentes ne s'additionnent que si des taux sont donnés.",
            "العدد والقيمة المقدرة وكلفة التخزين وانقطاع الحيازة وما عاد، حسب المسار أو الفئة أو المرحلة. لا تُجمع المبالغ بعملات مختلفة إلا إذا ذُكرت أسعار الصرف."),
        [
            new("by", new("By", "Par", "حسب"), Required: true, Allowed: ["route", "class", "stage"]),
            new("from", new("Seized on this day or later", "Saisi à partir du", "ضُبط منذ")),
            new("to", new("Seized on this day or earlier", "Saisi jusqu'au", "ضُبط حتى")),
            new("currency", new("Currency into which amounts are converted", "Monnaie de conversion", "عملة التحويل")),
            new("rates", new("Units of that currency for one of another, such as EUR=655.957,USD=600", "Unités de cette monnaie pour une autre, par exemple EUR=655.957,USD=600", "وحدات هذه العملة لكل وحدة من غيرها، مثل EUR=655.957,USD=600")),
        ],
        RunAsync);

    private static async ValueTask<Outcome<AnalysisAnswer>> RunAsync(AnalysisContext context, CancellationToken cancel)
    {
        List<Refusal> wrong = [];
        var from = Day("from");
        var to = Day("to");
        var rates = ReadRates(context["currency"], context["rates"], wrong);
        if (wrong.Count > 0) return wrong.ToArray();
        var facts = await FactsAsync(context.Records, context.Session, from, to, cancel);
        List<Words> notes = [new(
            "Estimated values, as the register states them; converted only by the rates that were given.", "Valeurs estimées telles qu'au registre ; converties uniquement aux taux donnés.", "قيم مقدرة كما في السجل؛ لا تُحوَّل إلا بالأسعار المذكورة.")];
        if (context["currency"] is { } currency && rates.Count > 0)
        {
            var stated = string.Join(", ", rates.Select(r => $"1 {r.Key} = {r.Value.ToString(CultureInfo.InvariantCulture)} {currency}"));
            notes.Add(new($"Rates stated by the asker: {stated}.", $"Taux indiqués par le demandeur : {stated}.", $"أسعار ذكرها الطالب: {stated}."));
        }
        return new AnalysisAnswer(Of(facts, context["by"]!, context.Today, context["currency"], rates), notes);

        LocalDate? Day(string name)
        {
            if (context[name] is not { } text) return null;
            if (NodaTime.Text.LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value;
            wrong.Add(new("seizures.day", $"'{text}' is no day: write 2026-11-24.", Field: name));
            return null;
        }
    }

    /// <summary>Assets with state and route, as the session may see them.</summary>
    public static async ValueTask<IReadOnlyList<AssetFact>> FactsAsync(IRecords records, Session session, LocalDate? from, LocalDate? to, CancellationToken cancel)
    {
        // The route is that of the seizure: one reading of the seizures, one of the assets.
        Dictionary<RecordId, string> routes = [];
        await foreach (var seizure in records.ScanAsync(session, new(SeizureEvent.Kind.Name), AccessAction.Read, cancel))
            if (seizure.As<SeizureEvent>().Route is { } route) routes[seizure.Id] = route;
        List<AssetFact> facts = [];
        await foreach (var record in records.ScanAsync(session, new(SeizedAsset.Kind.Name, From: from, To: to), AccessAction.Read, cancel))
        {
            var asset = record.As<SeizedAsset>();
            facts.Add(new(record.Header, asset, asset.Seizure is { } id ? routes.GetValueOrDefault(id, Routes.NotStated) : Routes.NotStated));
        }
        return facts;
    }

    /// <summary>Reads stated rates; what is wrong is added to the refusals.</summary>
    internal static IReadOnlyDictionary<string, decimal> ReadRates(string? currency, string? text, ICollection<Refusal> wrong)
    {
        Dictionary<string, decimal> rates = new(StringComparer.Ordinal);
        if (currency is not null && !IsCode(currency)) wrong.Add(new("seizures.currency", $"'{currency}' is no currency code: three capitals, such as XOF.", Field: "currency"));
        if (text is null) return rates;
        if (currency is null) wrong.Add(new("seizures.currency", "Rates need the currency into which they convert: --currency XOF.", Field: "currency"));
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is [var code, var number] && IsCode(code) && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate > 0) rates[code] = rate;
            else wrong.Add(new("seizures.rates", $"'{part}' is no rate: write EUR=655.957.", Field: "rates"));
        }
        return rates;

        static bool IsCode(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper);
    }

    /// <summary>The table. A group whose amounts are in several currencies has a line for each; without rates nothing is converted.</summary>
    internal static IReadOnlyList<SeizureLine> Of(IReadOnlyList<AssetFact> facts, string by, LocalDate today, string? currency = null, IReadOnlyDictionary<string, decimal>? rates = null)
    {
        var back = CameBack(facts);
        List<SeizureLine> lines = [];
        foreach (var group in facts.GroupBy(f => by switch
        {
            "route" => f.Route,
            "class" => CodeName.Of(f.Asset.Class),
            _ => f.State,
        }).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var all = group.ToArray();
            var breaks = all.Count(f => f.Asset.CustodyBreaks().Count > 0);
            var seen = all.Count(f => back.Contains(f.Id));
            foreach (var money in all.GroupBy(f => Into(f.Asset.EstimatedValue is null ? null : f.Asset.Currency)).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal))
            {
                if (money.Key is null) { lines.Add(new(group.Key, all.Length, null, 0, null, null, breaks, seen)); continue; }
                var costs = money.Select(f => StorageCost.Of(f.Asset, today)).OfType<StorageCost>().Where(c => Into(c.Currency) == money.Key).ToArray();
                lines.Add(new(group.Key, all.Length, money.Key, money.Count(),
                    money.Sum(f => f.Asset.EstimatedValue!.Value * Rate(f.Asset.Currency!)), costs.Length == 0 ? null : costs.Sum(c => c.Cost * Rate(c.Currency)), breaks, seen));
            }
        }
        return lines;

        string? Into(string? from) => from is not null && currency is not null && (from == currency || rates?.ContainsKey(from) == true) ? currency : from;
        decimal Rate(string from) => from == currency || currency is null ? 1 : rates?.GetValueOrDefault(from, 1) ?? 1;
    }

    /// <summary>Things that had left the authority's hands and whose number was seized again later.</summary>
    internal static IReadOnlySet<RecordId> CameBack(IReadOnlyList<AssetFact> facts)
    {
        HashSet<RecordId> back = [];
        foreach (var same in facts.SelectMany(f => SeenAgain.Keys(f.Asset).Select(k => (Key: k, Fact: f))).GroupBy(p => p.Key))
        {
            if (same.Select(p => p.Fact.Id).Distinct().Count() < 2) continue;
            foreach (var (_, gone) in same)
                if (AssetWorkflow.LeftHands(gone.State, gone.Asset) && gone.Asset.DisposedOn is { } day && same.Any(p => p.Fact.Id != gone.Id && p.Fact.Asset.When.From >= day))
                    back.Add(gone.Id);
        }
        return back;
    }
}
