using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words for the kernel's own closed lists, which bear none themselves.</summary>
public static class CodeSay
{
    public static Words Of(SubjectCategory category) => category switch
    {
        SubjectCategory.Suspect => new("Suspect", "Suspect", "مشتبه به"),
        SubjectCategory.Convicted => new("Convicted person", "Personne condamnée", "مدان"),
        SubjectCategory.Victim => new("Victim", "Victime", "ضحية"),
        SubjectCategory.OtherParty => new("Other party", "Autre partie", "طرف آخر"),
        SubjectCategory.SmuggledPerson => new("Smuggled person", "Personne objet d'un trafic", "شخص مهرَّب"),
        SubjectCategory.PresumedVictim => new("Presumed victim", "Victime présumée", "ضحية مفترضة"),
        SubjectCategory.MissingPerson => new("Missing person", "Personne disparue", "مفقود"),
        SubjectCategory.Deceased => new("Deceased person", "Personne décédée", "متوفى"),
        SubjectCategory.RescuedPerson => new("Rescued person", "Personne secourue", "ناجٍ"),
        SubjectCategory.Beneficiary => new("Beneficiary", "Bénéficiaire", "مستفيد"),
        _ => Words.Same(category.ToString()),
    };

    public static Words Of(TimePrecision precision) => precision switch
    {
        TimePrecision.Minute => new("minute", "à la minute", "الدقيقة"),
        TimePrecision.Hour => new("hour", "à l'heure", "الساعة"),
        TimePrecision.Day => new("day", "au jour", "اليوم"),
        TimePrecision.Week => new("week", "à la semaine", "الأسبوع"),
        TimePrecision.Month => new("month", "au mois", "الشهر"),
        TimePrecision.Quarter => new("quarter", "au trimestre", "الربع"),
        _ => new("year", "à l'année", "السنة"),
    };

    public static Words Of(SourceReliability reliability) => reliability switch
    {
        SourceReliability.Reliable => new("reliable source", "source fiable", "مصدر موثوق"),
        SourceReliability.Mostly => new("mostly reliable source", "source généralement fiable", "مصدر موثوق غالباً"),
        SourceReliability.Sometimes => new("sometimes reliable source", "source parfois fiable", "مصدر موثوق أحياناً"),
        SourceReliability.Unreliable => new("unreliable source", "source peu fiable", "مصدر غير موثوق"),
        _ => new("source not known", "source inconnue", "مصدر غير معروف"),
    };

    public static Words Of(InformationCredibility credibility) => credibility switch
    {
        InformationCredibility.Confirmed => new("confirmed", "confirmée", "مؤكَّدة"),
        InformationCredibility.Direct => new("known directly", "connue directement", "معروفة مباشرة"),
        InformationCredibility.CorroboratedHearsay => new("hearsay, supported", "ouï-dire, corroboré", "سماعية، مدعومة"),
        InformationCredibility.Uncorroborated => new("not supported", "non corroborée", "غير مدعومة"),
        InformationCredibility.Improbable => new("improbable", "improbable", "مستبعدة"),
        _ => new("cannot be judged", "ne peut être évaluée", "لا يمكن الحكم عليها"),
    };

    public static Words Of(GradingScheme scheme) => scheme switch
    {
        GradingScheme.Admiralty => new("Admiralty 6x6", "Amirauté 6x6", "الأميرالية 6x6"),
        GradingScheme.FourByFour => new("Europol 4x4", "Europol 4x4", "يوروبول 4x4"),
        _ => new("5x5x5", "5x5x5", "5x5x5"),
    };

    public static Words Of(AccessAction action) => action switch
    {
        AccessAction.Read => new("read", "lire", "القراءة"),
        AccessAction.Create => new("create", "créer", "الإنشاء"),
        AccessAction.Change => new("change", "modifier", "التغيير"),
        AccessAction.Decide => new("decide", "décider", "البتّ"),
        AccessAction.Export => new("export", "exporter", "التصدير"),
        AccessAction.Share => new("share", "partager", "المشاركة"),
        _ => new("erase", "effacer", "المحو"),
    };

    public static Words Of(Channel channel) => channel switch
    {
        Channel.Page => new("page", "page", "صفحة"),
        Channel.Api => new("API", "API", "واجهة برمجية"),
        Channel.CommandLine => new("command line", "ligne de commande", "سطر الأوامر"),
        Channel.Job => new("background work", "travail en arrière-plan", "عمل في الخلفية"),
        _ => new("exchange", "échange", "تبادل"),
    };

    /// <summary>What was done, as the audit log names it.</summary>
    public static Words OfLogged(string action) => action switch
    {
        "read" => new("read", "lecture", "قراءة"),
        "list" => new("shown in a list", "affichée dans une liste", "ظهر في قائمة"),
        "search" => new("found by a search", "trouvée par une recherche", "ظهر في بحث"),
        "create" => new("created", "création", "إنشاء"),
        "edit" or "change" => new("changed", "modification", "تغيير"),
        "step" => new("step taken", "étape franchie", "خطوة"),
        "withdraw" => new("withdrawn", "retrait", "سحب"),
        "erase" => new("erased", "effacement", "محو"),
        "export" => new("exported", "exportation", "تصدير"),
        "history" => new("history read", "historique consulté", "قراءة التاريخ"),
        "links" => new("links read", "liens consultés", "قراءة الروابط"),
        "import" => new("imported", "importation", "استيراد"),
        "share" => new("shared", "partage", "مشاركة"),
        _ => Words.Same(action),
    };
}
