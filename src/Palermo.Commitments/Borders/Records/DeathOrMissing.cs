using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Causes of death as IOM Missing Migrants Project groups them.</summary>
internal enum CauseOfDeath { Drowning, Vehicle, HarshConditions, Sickness, Violence, Accidental, MixedOrUnknown }

/// <summary>A fatal incident: persons who died or are missing during migration. Figures are minimum estimates.</summary>
/// <remarks>Fields after IOM Missing Migrants Project.</remarks>
internal sealed record DeathOrMissing : MovementEvent
{
    /// <summary>The publication it was taken from; null for a report of the node's own. Two publications tell of the same incidents: their figures are never added.</summary>
    public string? Edition { get; init; }
    /// <summary>Bodies found, or deaths witnessed.</summary>
    public int Dead { get; init; }
    /// <summary>Persons missing and presumed dead.</summary>
    public int Missing { get; init; }
    /// <summary>
    /// Persons among the dead who stand as missing in an earlier entry of the source (there written as a negative number of missing):
    /// subtracted once, so that nobody is counted twice.
    /// </summary>
    public int CountedBefore { get; init; }
    public int? Survivors { get; init; }
    public int? Women { get; init; }
    public int? Men { get; init; }
    public int? Children { get; init; }
    public CauseOfDeath Cause { get; init; } = CauseOfDeath.MixedOrUnknown;
    /// <summary>The cause in the words of the source.</summary>
    public string? CauseText { get; init; }
    public string? Region { get; init; }
    public IReadOnlyList<string>? CountriesOfOrigin { get; init; }
    public string? InformationSource { get; init; }
    public string? Address { get; init; }
    /// <summary>IOM's grade of the source, 1 (one media report) to 5 (official or forensic).</summary>
    public int? SourceQuality { get; init; }

    /// <summary>Dead and missing together, nobody twice.</summary>
    internal int Total => Dead + Missing - CountedBefore;

    private static readonly CodeList Causes = CodeList.Of<CauseOfDeath>("cause-of-death",
        (CauseOfDeath.Drowning, new("Drowning", "Noyade", "الغرق")),
        (CauseOfDeath.Vehicle, new("Vehicle accident or hazardous transport", "Accident de véhicule ou transport dangereux", "حادث مركبة أو نقل خطر")),
        (CauseOfDeath.HarshConditions, new("Harsh conditions, lack of shelter, food or water", "Conditions extrêmes, manque d'abri, de nourriture ou d'eau", "ظروف قاسية أو نقص المأوى والغذاء والماء")),
        (CauseOfDeath.Sickness, new("Sickness, lack of healthcare", "Maladie, manque de soins", "مرض أو نقص الرعاية الصحية")),
        (CauseOfDeath.Violence, new("Violence", "Violence", "العنف")),
        (CauseOfDeath.Accidental, new("Accidental death", "Mort accidentelle", "وفاة عرضية")),
        (CauseOfDeath.MixedOrUnknown, new("Mixed or unknown", "Mixte ou inconnue", "مختلط أو غير معروف")));

    internal static Words TitleOf(CauseOfDeath cause) => Causes.Codes[(int)cause].Title;

    /// <summary>The words of a group of causes, found by its English ones.</summary>
    internal static Words TitleOfCause(string english) => Causes.Codes.First(c => c.Title.English == english).Title;

    public const string FullExport = "iom-full-export", Cleaned = "iom-cleaned";

    private static readonly CodeList Editions = new("edition",
    [
        new(FullExport, new("IOM Missing Migrants Project, full export", "OIM, Projet Migrants disparus, export complet", "مشروع المهاجرين المفقودين للمنظمة الدولية للهجرة، التصدير الكامل")),
        new(Cleaned, new("IOM Missing Migrants Project, cleaned by the Global Data Institute", "OIM, Projet Migrants disparus, nettoyé par le Global Data Institute", "مشروع المهاجرين المفقودين، نسخة معهد البيانات العالمي")),
    ]);

    /// <summary>How the publication is cited beside its figures.</summary>
    internal static Words Cite(string? edition) => Editions.Find(edition ?? "")?.Title ?? new("The node's own reports", "Signalements propres au nœud", "بلاغات العقدة نفسها");

    public static Kind<DeathOrMissing> Kind { get; } = new KindBuilder<DeathOrMissing>("death-or-missing", "borders",
            new("Death or disappearance", "Décès ou disparition", "وفاة أو فقدان"), new("Deaths and disappearances", "Décès et disparitions", "الوفيات وحالات الفقدان"))
        .Event(x => $"{x.PlaceAndDay} ({x.Total})")
        .Movement()
        .Field(x => x.Edition, new("Publication", "Publication", "المنشور"), f => f with { Type = FieldType.Code, Codes = Editions, Filtered = true })
        .Field(x => x.Dead, new("Dead", "Décédés", "الموتى"), f => f with { Minimum = 0, Maximum = 100_000, Listed = true, Unit = "persons" })
        .Field(x => x.Missing, new("Missing", "Disparus", "المفقودون"), f => f with { Minimum = 0, Maximum = 100_000, Listed = true, Unit = "persons" })
        .Field(x => x.CountedBefore, new("Counted before as missing", "Déjà comptés comme disparus", "سبق عدّهم مفقودين"), f => f with
        {
            Minimum = 0, Maximum = 100_000,
            Help = new("Of the dead, those whom an earlier entry counts as missing.", "Parmi les décédés, ceux qu'une entrée antérieure compte comme disparus.", "من بين الموتى، من سبق عدّهم مفقودين في قيد سابق."),
        })
        .Field(x => x.Survivors, new("Survivors", "Survivants", "الناجون"), f => f with { Minimum = 0, Maximum = 100_000 })
        .Field(x => x.Women, new("Women", "Femmes", "النساء"), f => f with { Minimum = 0, Maximum = 100_000 })
        .Field(x => x.Men, new("Men", "Hommes", "الرجال"), f => f with { Minimum = 0, Maximum = 100_000 })
        .Field(x => x.Children, new("Children", "Enfants", "الأطفال"), f => f with { Minimum = 0, Maximum = 100_000 })
        .Field(x => x.Cause, new("Cause", "Cause", "السبب"), f => f with { Codes = Causes, Filtered = true, Listed = true })
        .Field(x => x.CauseText, new("Cause in the source's words", "Cause selon la source", "السبب بحسب المصدر"), f => f with { Searched = true, MaxLength = 1000 })
        .Field(x => x.Region, new("Region", "Région", "المنطقة"), f => f with { Filtered = true })
        .Field(x => x.CountriesOfOrigin, new("Countries of origin", "Pays d'origine", "بلدان المنشأ"))
        .Field(x => x.InformationSource, new("Source of the information", "Source de l'information", "مصدر المعلومة"), f => f with { Searched = true, MaxLength = 2000 })
        .Field(x => x.Address, new("Address on the web", "Adresse web", "العنوان الإلكتروني"), f => f with { MaxLength = 4000 })
        .Field(x => x.SourceQuality, new("Quality of the source (1 to 5)", "Qualité de la source (1 à 5)", "جودة المصدر (1 إلى 5)"), f => f with { Minimum = 1, Maximum = 5, Filtered = true })
        .Rule(x => x.CountedBefore > x.Dead
            ? [new Refusal("death.counted-before", "More were counted before than died.", Field: "countedBefore")]
            : [])
        .Categories(SubjectCategory.Deceased, SubjectCategory.MissingPerson)
        .Handling(Handling.Open)
        .FieldEntry()
        .Build();
}
