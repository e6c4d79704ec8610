using NodaTime;

namespace Palermo.Kernel;

/// <summary>On what a transfer of personal data to a partner rests: Directive (EU) 2016/680, Arts. 35 to 38.</summary>
public enum TransferBasis
{
    /// <summary>None: no personal data goes there.</summary>
    None,
    /// <summary>A partner under the same law: no transfer to a third country.</summary>
    SameLaw,
    /// <summary>An adequacy decision (Art. 36).</summary>
    Adequacy,
    /// <summary>Appropriate safeguards in an instrument or an assessment, documented (Art. 37).</summary>
    Safeguards,
    /// <summary>A derogation: vital interests, immediate and serious threat, an individual case (Art. 38). Each transfer says why.</summary>
    Derogation,
}

/// <summary>National classification levels, mapped to one scale.</summary>
public enum Classification { Unclassified, Restricted, Confidential, Secret }

/// <summary>
/// A partner as this node knows it: what it may receive, on which legal gateways, and how it likes to be asked.
/// </summary>
/// <param name="Node">Name of the partner's node.</param>
/// <param name="Country">ISO 3166-1 alpha-3; null for an international organisation.</param>
/// <param name="Organisation">The authority that runs it, as lists of recipients name it.</param>
/// <param name="Purposes">Purposes for which it may receive.</param>
/// <param name="Kinds">Kinds of record that it may receive; empty: every kind.</param>
/// <param name="Ceiling">The most closed marking that it may receive.</param>
/// <param name="MayHold">The highest classification that it may hold.</param>
/// <param name="Gateways">Legal gateways, one a line: see <see cref="LegalGateway"/>.</param>
/// <param name="TransferWords">The decision, instrument or assessment that the basis names.</param>
/// <param name="Barred">Why nothing goes there now; null: it is not barred.</param>
/// <param name="FourEyes">True when a second person approves each sending.</param>
/// <param name="PhonePrefixes">Prefixes of its telephone numbers, such as <c>+227</c>: for the suggestion of recipients.</param>
/// <param name="Routes">Codes of routes on which it lies.</param>
public sealed record PartnerProfile(
    string Node, string Name, string? Country, string Organisation, IReadOnlyList<string> Purposes, IReadOnlyList<string>? Kinds = null,
    Tlp Ceiling = Tlp.Amber, Classification MayHold = Classification.Restricted, IReadOnlyList<string>? Gateways = null,
    TransferBasis TransferBasis = TransferBasis.None, string? TransferWords = null, string? Barred = null, bool FourEyes = false,
    int? HoursUrgentAtHand = null, int? HoursUrgent = null, int? HoursNormal = null,
    IReadOnlyList<string>? Languages = null, string? Hours = null, string? Contact = null,
    IReadOnlyList<string>? PhonePrefixes = null, IReadOnlyList<string>? Routes = null)
{
    /// <summary>The gateway that allows a purpose on a day; null when there is none.</summary>
    public LegalGateway? GatewayFor(string purpose, LocalDate day) => (Gateways ?? []).Select(LegalGateway.Read).OfType<LegalGateway>()
        .FirstOrDefault(g => g.Purpose == purpose && g.From <= day && (g.Until is not { } until || day <= until));

    /// <summary>Hours to answer that both have agreed; null: the defaults of Directive (EU) 2023/977 hold.</summary>
    public int? AgreedHours(Urgency urgency, bool directlyAccessible) => (urgency, directlyAccessible) switch
    {
        (Urgency.Normal, _) => HoursNormal,
        (_, true) => HoursUrgentAtHand,
        _ => HoursUrgent,
    };

    private static readonly CodeList Bases = CodeList.Of<TransferBasis>("transfer-basis",
        (TransferBasis.None, new("None: no personal data", "Aucune : pas de données personnelles", "لا أساس: لا بيانات شخصية")),
        (TransferBasis.SameLaw, new("Same law, no third country", "Même droit, pas de pays tiers", "القانون نفسه، ليس بلداً ثالثاً")),
        (TransferBasis.Adequacy, new("Adequacy decision (Art. 36)", "Décision d'adéquation (art. 36)", "قرار ملاءمة (المادة 36)")),
        (TransferBasis.Safeguards, new("Appropriate safeguards (Art. 37)", "Garanties appropriées (art. 37)", "ضمانات مناسبة (المادة 37)")),
        (TransferBasis.Derogation, new("Derogation, case by case (Art. 38)", "Dérogation, au cas par cas (art. 38)", "استثناء لكل حالة على حدة (المادة 38)")));

    private static readonly CodeList Levels = CodeList.Of<Classification>("classification",
        (Classification.Unclassified, new("Unclassified", "Non classifié", "غير مصنف")), (Classification.Restricted, new("Restricted", "Diffusion restreinte", "محدود")),
        (Classification.Confidential, new("Confidential", "Confidentiel", "خصوصي")), (Classification.Secret, new("Secret", "Secret", "سري")));

    internal static readonly CodeList Tlps = CodeList.Of<Tlp>("tlp",
        (Tlp.Clear, new("TLP:CLEAR", "TLP:CLEAR", "TLP:CLEAR بلا حد")), (Tlp.Green, new("TLP:GREEN", "TLP:GREEN", "TLP:GREEN للمجتمع")), (Tlp.Amber, new("TLP:AMBER", "TLP:AMBER", "TLP:AMBER محدود")),
        (Tlp.AmberStrict, new("TLP:AMBER+STRICT", "TLP:AMBER+STRICT", "TLP:AMBER+STRICT للجهة وحدها")), (Tlp.Red, new("TLP:RED", "TLP:RED", "TLP:RED للمسمَّين فقط")));

    internal static readonly CodeList PurposeCodes = new("purpose", [.. Purpose.All.Select(p => new Code(p.Key, p.Value))]);

    public static Kind<PartnerProfile> Kind { get; } = new KindBuilder<PartnerProfile>("partner", "shared",
            new("Partner", "Partenaire", "شريك"), new("Partners", "Partenaires", "الشركاء"))
        .Field(x => x.Node, new("Node", "Nœud", "العقدة"), f => f with { Type = FieldType.Identifier, IdentifierType = "node", Required = true, Listed = true, Searched = true, MaxLength = 40 })
        .Field(x => x.Name, new("Name", "Nom", "الاسم"), f => f with { Required = true, Listed = true, Searched = true })
        .Field(x => x.Country, new("Country", "Pays", "البلد"), f => f with { Listed = true, Filtered = true, MaxLength = 3, Help = new("Three letters (ISO 3166-1), such as NER; empty for an organisation of several countries.", "Trois lettres (ISO 3166-1), par exemple NER ; vide pour une organisation internationale.", "ثلاثة أحرف (ISO 3166-1) مثل NER؛ يُترك فارغاً للمنظمات الدولية.") })
        .Field(x => x.Organisation, new("Authority", "Autorité", "الجهة"), f => f with { Required = true, Listed = true, Searched = true })
        .Field(x => x.Purposes, new("Purposes for which it may receive", "Finalités pour lesquelles il peut recevoir", "الأغراض التي يجوز أن يتلقى لأجلها"), f => f with { Type = FieldType.Codes, Codes = PurposeCodes, Required = true })
        .Field(x => x.Kinds, new("Kinds that it may receive", "Types de fiches qu'il peut recevoir", "أنواع السجلات التي يجوز أن يتلقاها"), f => f with { Help = new("One name a line, such as seizure; empty: every kind.", "Un nom par ligne, par exemple seizure ; vide : tous les types.", "اسم في كل سطر مثل seizure؛ فارغ: كل الأنواع.") })
        .Field(x => x.Ceiling, new("Most closed marking that it may receive", "Marquage le plus strict qu'il peut recevoir", "أشد علامة يجوز أن يتلقاها"), f => f with { Codes = Tlps })
        .Field(x => x.MayHold, new("Highest classification that it may hold", "Classification la plus haute qu'il peut détenir", "أعلى تصنيف يجوز له حفظه"), f => f with { Codes = Levels })
        .Field(x => x.Gateways, new("Legal gateways", "Bases juridiques de l'échange", "السند القانوني للتبادل"), f => f with { MaxLength = 400, Help = new("One a line: purpose: instrument, from, until. Such as: investigation: Police agreement of 2016, 2016-05-01, 2028-04-30", "Une par ligne : finalité: instrument, début, fin. Exemple : investigation: Accord de police de 2016, 2016-05-01, 2028-04-30", "واحد في كل سطر: الغرض: الصك، من، إلى. مثل: investigation: اتفاق الشرطة 2016، 2016-05-01، 2028-04-30") })
        .Field(x => x.TransferBasis, new("Basis of transfer of personal data", "Base du transfert de données personnelles", "أساس نقل البيانات الشخصية"), f => f with { Codes = Bases, Listed = true, Filtered = true, Help = new("Directive (EU) 2016/680, Arts. 35 to 38.", "Directive (UE) 2016/680, art. 35 à 38.", "التوجيه الأوروبي 2016/680، المواد 35 إلى 38.") })
        .Field(x => x.TransferWords, new("Decision, instrument or assessment", "Décision, instrument ou évaluation", "القرار أو الصك أو التقييم"))
        .Field(x => x.Barred, new("Barred, because", "Exclu, parce que", "محجوب، لأن"))
        .Field(x => x.FourEyes, new("A second person approves each sending", "Une deuxième personne approuve chaque envoi", "يوافق شخص ثانٍ على كل إرسال"))
        .Field(x => x.HoursUrgentAtHand, new("Hours to answer, urgent and at hand", "Heures pour répondre, urgent et disponible", "ساعات الرد، عاجل ومتاح"), f => f with { Minimum = 1, Maximum = 8760 })
        .Field(x => x.HoursUrgent, new("Hours to answer, urgent", "Heures pour répondre, urgent", "ساعات الرد، عاجل"), f => f with { Minimum = 1, Maximum = 8760 })
        .Field(x => x.HoursNormal, new("Hours to answer, others", "Heures pour répondre, autres", "ساعات الرد، غيرها"), f => f with { Minimum = 1, Maximum = 8760 })
        .Field(x => x.Languages, new("Languages", "Langues", "اللغات"))
        .Field(x => x.Hours, new("Hours of work", "Heures de service", "ساعات العمل"))
        .Field(x => x.Contact, new("Contact", "Contact", "جهة الاتصال"))
        .Field(x => x.PhonePrefixes, new("Telephone prefixes", "Indicatifs téléphoniques", "مفاتيح الهاتف"))
        .Field(x => x.Routes, new("Routes", "Routes", "المسارات"))
        .Title(x => x.Name)
        .Rule(x => x.Country is null or { Length: 3 } && (x.Country ?? "").All(char.IsAsciiLetterUpper) ? [] : [new Refusal("partner.country", "The country is three capital letters, such as NER.", "ISO 3166-1", "country")])
        .Rule(x => (x.Gateways ?? []).Where(g => LegalGateway.Read(g) is null).Select(g => new Refusal("partner.gateway", $"'{g}' is no gateway: write 'purpose: instrument, from, until', such as 'investigation: Police agreement, 2016-05-01, 2028-04-30'.", Field: "gateways")))
        .Rule(x => x.TransferBasis is TransferBasis.None or TransferBasis.SameLaw || !string.IsNullOrWhiteSpace(x.TransferWords) ? [] : [new Refusal("partner.transfer-words", "Name the decision, instrument or assessment on which the transfer rests.", "Directive (EU) 2016/680, Art. 37(2)", "transferWords")])
        .Workflow(Workflow.Recorded)
        .Purposes([.. Purpose.All.Keys.Where(p => p != Purpose.Protection)])
        .Retention(1, null, "Palermo: agreements are looked at each year")
        .Build();
}

/// <summary>An instrument that allows the exchange with a partner for a purpose.</summary>
/// <param name="Until">The last day; null: open.</param>
public sealed record LegalGateway(string Purpose, string Instrument, LocalDate From, LocalDate? Until)
{
    /// <summary>Reads a line such as <c>investigation: Police agreement of 2016, 2016-05-01, 2028-04-30</c>; null when it is none.</summary>
    public static LegalGateway? Read(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Kernel.Purpose.All.ContainsKey(line[..colon].Trim())) return null;
        // Dates stand at the end, so that an instrument may have commas in its name.
        var parts = line[(colon + 1)..].Split([',', '،']).Select(p => p.Trim()).ToList();
        List<LocalDate> dates = [];
        while (parts.Count > 0 && dates.Count < 2 && NodaTime.Text.LocalDatePattern.Iso.Parse(parts[^1]) is { Success: true } day)
        {
            dates.Insert(0, day.Value);
            parts.RemoveAt(parts.Count - 1);
        }
        var instrument = string.Join(", ", parts);
        if (dates.Count == 0 || instrument.Length == 0 || (dates.Count == 2 && dates[1] < dates[0])) return null;
        return new(line[..colon].Trim(), instrument, dates[0], dates.Count == 2 ? dates[1] : null);
    }

    public override string ToString() => $"{Purpose}: {Instrument}, {From:uuuu-MM-dd}{(Until is { } until ? $", {until:uuuu-MM-dd}" : "")}";
}
