namespace Palermo.Analysis.Matching;

/// <summary>The comparisons of a model that a table has the fields for, ready to compare its records.</summary>
internal sealed class Comparisons
{
    private static readonly HashSet<string> LegalForms = Set(
        "LTD LIMITED LLC LLP PLC INC INCORPORATED CORP CORPORATION CO COMPANY GMBH MBH AG KG KGAA OHG UG SE SA SAS SARL SASU EURL SPA SRL SNC SL SLU BV NV AS ASA AB OY OYJ "
        + "APS PTE PTY PVT KFT ZRT DOO AD OOO OAO PAO ZAO AO TOV SIA UAB OU JSC PJSC OJSC CJSC FZE FZCO FZ DMCC WLL SPK HOLDING HOLDINGS GROUP THE");

    private static readonly HashSet<string> VesselPrefixes = Set("MV MT MS SS FV MY SY RV HMS USS M V F S T");

    private Comparisons(ComparisonModel[] models, Comparer[] comparers)
    {
        Models = models;
        Comparers = comparers;
    }

    public ComparisonModel[] Models { get; }

    public Comparer[] Comparers { get; }

    public int Count => Comparers.Length;

    /// <summary>The same comparers under other rates.</summary>
    public Comparisons With(ComparisonModel[] models) => new(models, Comparers);

    public static Comparisons Of(LinkageModel model, RecordTable table, PersonNames? names)
    {
        var made = new Comparer?[model.Comparisons.Count];
        Parallel.For(0, made.Length, k => made[k] = Make(model.Comparisons[k], table, names));
        var kept = new List<(ComparisonModel Model, Comparer Comparer)>();
        for (var k = 0; k < made.Length; k++)
        {
            if (made[k] is not { } comparer) continue;
            if (model.Comparisons[k].Levels.Count != comparer.Names.Length)
                throw new ArgumentException($"comparison '{model.Comparisons[k].Name}': the model has {model.Comparisons[k].Levels.Count} levels, {model.Comparisons[k].Compare} has {comparer.Names.Length}", nameof(model));
            kept.Add((model.Comparisons[k], comparer));
        }
        return new Comparisons([.. kept.Select(k => k.Model)], [.. kept.Select(k => k.Comparer)]);
    }

    private static Comparer? Make(ComparisonModel model, RecordTable table, PersonNames? names)
    {
        switch (model.Compare)
        {
            case Comparing.GivenName: return names is null ? null : new NameWordComparer(names, surname: false);
            case Comparing.Surname: return names is null || !names.Surname.AsSpan().ContainsAnyExcept(0) ? null : new NameWordComparer(names, surname: true);
            case Comparing.OtherNames: return names is { AnyExtra: true } ? new OtherNamesComparer(names, table.Count) : null;
        }
        var column = table.Find(model.Field);
        if (column is null) return null;
        return model.Compare switch
        {
            Comparing.Date => new DateComparer(column),
            Comparing.Code => new CodeComparer(column, Normaliser(model.Field)),
            Comparing.Text => new TextComparer(column),
            Comparing.Organisation => new TextComparer(column, LegalForms),
            Comparing.Vessel => new TextComparer(column, VesselPrefixes),
            Comparing.Category => new CategoryComparer(column),
            Comparing.Amount => new AmountComparer(column),
            Comparing.Phone => new SetComparer(column, text => TelephoneNumbers.Normalise(text) is { Value.Length: > 3 } n ? n.Value : null, TelephoneNumbers.LastEight),
            _ => new SetComparer(column, text => text.ToUpperInvariant()),
        };
    }

    /// <summary>One form of an identifier; a number that its own check digit contradicts is kept, since a slip of the pen still meets by the second level.</summary>
    private static Func<string, string?> Normaliser(string field) => field switch
    {
        "imo" => text => VesselNumbers.Imo(text).Value,
        "mmsi" => text => VesselNumbers.Mmsi(text) is { Usable: true } n ? n.Value : null,
        "imei" => text => DeviceNumbers.Imei(text).Value,
        "vin" => text => VehicleNumbers.Vin(text).Value,
        "plate" => text => VehicleNumbers.Plate(text).Value,
        "iban" => text => AccountNumbers.Iban(text).Value,
        "documentNumber" => text => DocumentNumbers.Number(text) is { Usable: true } n ? n.Value : null,
        "handle" or "email" or "account" => text => text.Trim().ToLowerInvariant(),
        _ => IdentifierText.LettersAndDigits,
    };

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
