namespace Palermo.Analysis.Notices;

/// <summary>The conditions of a red notice or wanted-person diffusion (RPD Arts. 82-84; domain page "information exchange", 1.3).</summary>
internal static class RedChecks
{
    private const double ProsecutionMonths = 24, ServingMonths = 6;

    public static void Add(NoticeApplication a, List<NoticeFinding> findings)
    {
        Offence(a, findings);
        Penalty(a, findings);
        WarrantOf(a, findings);
        Identity(a, findings);
        Facts(a, findings);
        if (a.ExtraditionAssured != true)
            findings.Block("RN-EXTRADITION-ASSURANCE", "extradition", $"Say that extradition will be asked for on arrest, in conformity with national law and treaties, and in which countries.", "RPD Art. 84(b)");
    }

    private static void Offence(NoticeApplication a, List<NoticeFinding> findings)
    {
        const string provision = "RPD Art. 83(1)(a)";
        var offences = a.Offences ?? [];
        if (offences.Count == 0)
        {
            findings.Block("RN-EXCLUDED-OFFENCE", "offences", $"No offence is stated: name the charge and the law.", provision);
            return;
        }
        var excluded = offences.Where(o => Excluded(o, a)).ToArray();
        if (excluded.Length == 0) return;
        var (charge, group) = (excluded[0].Charge, new Named(Name(ExcludedOffences.Of(excluded[0].Charge))));
        if (excluded.Length == offences.Count)
            findings.Block("RN-EXCLUDED-OFFENCE", "offences", $"\"{charge}\" concerns {group}, and no serious ordinary-law crime is charged beside it.", provision);
        else findings.Warn("RN-EXCLUDED-OFFENCE", "offences", $"\"{charge}\" concerns {group}: leave it out, it carries no notice.", provision);
    }

    private static bool Excluded(ChargedOffence offence, NoticeApplication a) => ExcludedOffences.Of(offence.Charge) switch
    {
        ExcludedOffences.Group.None => false,
        ExcludedOffences.Group.Norms => true,
        _ => !a.SeriousOrOrganisedCrime, // private disputes and administrative breaches count when they serve serious or organised crime
    };

    private static string Name(ExcludedOffences.Group group) => group switch
    {
        ExcludedOffences.Group.Norms => "behavioural or cultural norms", ExcludedOffences.Group.Private => "a family or private matter", _ => "an administrative rule",
    };

    private static void Penalty(NoticeApplication a, List<NoticeFinding> findings)
    {
        const string provision = "RPD Art. 83(1)(b)";
        var serving = a.WantedFor == WantedFor.ServingSentence;
        // One offence that meets the threshold is enough; one that carries no notice does not count.
        var months = serving ? a.SentenceMonths : (a.Offences ?? []).Where(o => (a.Offences ?? []).All(x => Excluded(x, a)) || !Excluded(o, a)).Max(o => o.MaximumPenaltyMonths);
        var field = serving ? "sentenceMonths" : "offences.maximumPenaltyMonths";
        if (months is not { } stated)
        {
            findings.Block("RN-PENALTY", field, serving ? (FormattableString)$"It is not stated; at least 6 months of the sentence must remain." : $"It is not stated; the maximum penalty must be at least 2 years.", provision);
            return;
        }
        if (stated >= (serving ? ServingMonths : ProsecutionMonths)) return;
        var said = new Months(stated);
        if (a.OfParticularImportance)
            findings.Warn("RN-PENALTY", field, serving
                ? (FormattableString)$"{said} are stated; at least 6 months of the sentence must remain. The General Secretariat may find it of particular importance: give the reasons."
                : $"{said} are stated; the maximum penalty must be at least 2 years. The General Secretariat may find it of particular importance: give the reasons.", provision);
        else findings.Block("RN-PENALTY", field, serving ? (FormattableString)$"{said} are stated; at least 6 months of the sentence must remain." : $"{said} are stated; the maximum penalty must be at least 2 years.", provision);
    }

    private static void WarrantOf(NoticeApplication a, List<NoticeFinding> findings)
    {
        const string provision = "RPD Art. 84(a)";
        if (a.Warrant is null) findings.Block("RN-NOWARRANT", "warrant", $"There is no arrest warrant or judicial decision of the same effect.", provision);
        else if (!a.Warrant.Valid) findings.Block("RN-NOWARRANT", "warrant", $"The warrant is no longer valid.", provision);
        else if (!a.Warrant.Complete) findings.Warn("RN-NOWARRANT", "warrant", $"Give reference, date and authority of the warrant.", provision);
    }

    private static void Identity(NoticeApplication a, List<NoticeFinding> findings)
    {
        var p = a.Person;
        var one = p is not null && (p.PhysicalDescription || p.Dna || p.Fingerprints || p.IdentityDocument);
        var first = p is { FamilyName.Length: > 0, FirstName.Length: > 0, Sex.Length: > 0 } && (p.BirthYear ?? p.BirthDate?.Year) is not null && one;
        var second = p is { Photograph: true } && (one || p.AdditionalIdentifier);
        if (!first && !second)
            findings.Block("RN-ID-MIN", "person", $"Give either family name, first name, sex, date of birth (at least the year) and one of physical description, DNA profile, fingerprints or identity document; or a photograph of good quality and a further identifier.", "RPD Art. 83(2)(a)");
    }

    private static void Facts(NoticeApplication a, List<NoticeFinding> findings)
    {
        const string provision = "RPD Art. 83(2)(b)";
        var facts = a.Facts;
        string[] missing = [.. facts?.Text is { Length: > 0 } ? (string[])[] : ["the facts"], .. facts?.Time is { Length: > 0 } ? (string[])[] : ["the time"], .. facts?.Place is { Length: > 0 } ? (string[])[] : ["the place"]];
        if (missing.Length > 0) findings.Block("RN-FACTS-TIMEPLACE", "facts", $"A clear and succinct account is needed; missing: {new Listed([.. missing.Select(m => new Named(m))])}.", provision);
        if (a.LimitationDate is { } limit && facts?.Date is { } day && limit <= day) findings.Warn("RN-FACTS-TIMEPLACE", "limitationDate", $"The limitation period ends before the facts: one of the dates is wrong.", provision);
        else if (a.LimitationDate is { } over && a.RecordedOn is { } on && over < on) findings.Warn("RN-FACTS-TIMEPLACE", "limitationDate", $"The facts were time-barred on {over:yyyy-MM-dd}: a court's view is needed.", provision);
    }
}
