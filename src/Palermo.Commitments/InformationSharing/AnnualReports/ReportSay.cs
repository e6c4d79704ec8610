using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Words of the annual data-protection report.</summary>
internal static class ReportSay
{
    public static readonly Words Title = new("Annual data-protection report", "Rapport annuel sur la protection des données", "التقرير السنوي لحماية البيانات");
    public static readonly Words Lead = new("What was asked, shared, refused, recalled and erased in a year: counts only.", "Ce qui a été demandé, partagé, refusé, rappelé et effacé dans l'année : uniquement des nombres.", "ما طُلب وشورك ورُفض واستُرجع ومُحي خلال السنة: أعداد فقط.");
    public static readonly Words Note = new("Numbers of persons below five are suppressed, and no total is given from which they could be worked out. Records of protection are in no number.", "Les effectifs de personnes inférieurs à cinq sont masqués, et aucun total ne permet de les déduire. Les fiches de protection n'entrent dans aucun nombre.", "تُحجب أعداد الأشخاص الأقل من خمسة، ولا يُذكر مجموع يمكن استنتاجها منه. لا تدخل سجلات الحماية في أي عدد.");
    public static readonly Words Year = new("Year", "Année", "السنة");
    public static readonly Words Show = new("Show the year", "Afficher l'année", "عرض السنة");
    public static readonly Words AsCsv = new("As CSV", "En CSV", "ملف CSV");
    public static readonly Words OfYear = new("{0}, node {1}", "{0}, nœud {1}", "{0}، العقدة {1}");
    public static readonly Words NotOver = new("The year is not over: the numbers stand as of today.", "L'année n'est pas terminée : les nombres sont ceux d'aujourd'hui.", "لم تنتهِ السنة بعد: الأعداد كما هي اليوم.");
    public static readonly Words LogPruned = new("The log no longer reaches back to the beginning of the year: numbers from it are of the part that is left.", "Le journal ne remonte plus au début de l'année : les nombres qui en proviennent portent sur la partie conservée.", "لم يعد السجل يصل إلى بداية السنة: الأعداد المأخوذة منه تخص الجزء المتبقي.");
    public static readonly Words Suppressed = new("suppressed", "masqué", "محجوب");
    public static readonly Words Group = new("By", "Selon", "حسب");
    public static readonly Words Item = new("What", "Quoi", "البند");
    public static readonly Words Number = new("Number", "Nombre", "العدد");
    public static readonly Words None = new("None in this year.", "Aucun cette année.", "لا شيء هذه السنة.");
    public static readonly Words ToList = new("list", "liste", "القائمة");
    public static readonly Words FromLog = new("log", "journal", "سجل التدقيق");
    public static readonly Words Source = new("Source", "Source", "المصدر");
    public static readonly Words All = new("In all", "Au total", "إجمالاً");
    public static readonly Words Open = new("Not answered yet", "Pas encore de réponse", "لم يُرد بعد");
    public static readonly Words Clock = new("Against the clock", "Respect du délai", "الالتزام بالموعد");
    public static readonly Words InTime = new("Answered in time", "Réponse dans le délai", "رُدّ في الموعد");
    public static readonly Words Late = new("Answered late", "Réponse tardive", "رُدّ متأخراً");
    public static readonly Words StillOpen = new("Open, within the time", "En cours, dans le délai", "قيد النظر ضمن الموعد");
    public static readonly Words Overdue = new("Open, past the time", "En cours, délai dépassé", "قيد النظر بعد الموعد");
    public static readonly Words MedianToAnswer = new("Median time to answer", "Délai médian de réponse", "الوسيط الزمني للرد");
    public static readonly Words Days = new("days", "jours", "أيام");
    public static readonly Words Sent = new("Records sent", "Fiches envoyées", "سجلات مرسلة");
    public static readonly Words ByPartner = new("By partner", "Par partenaire", "حسب الشريك");
    public static readonly Words ByReason = new("By reason", "Par motif", "حسب السبب");
    public static readonly Words ByBasis = new("By legal basis", "Par base juridique", "حسب السند القانوني");
    public static readonly Words ByHandling = new("By handling", "Par marquage", "حسب التصنيف");
    public static readonly Words NotStated = new("not stated", "non indiqué", "غير مذكور");
    public static readonly Words NotApproved = new("Prepared and not sent, by partner", "Préparées et non envoyées, par partenaire", "أُعدّت ولم تُرسل، حسب الشريك");
    public static readonly Words RefusedHere = new("Refused by this node, by asker", "Refusées par ce nœud, par demandeur", "رفضتها هذه العقدة، حسب الطالب");
    public static readonly Words RefusedThere = new("Refused by the partner", "Refusées par le partenaire", "رفضها الشريك");
    public static readonly Words Answers = new("Answers", "Réponses", "الردود");
    public static readonly Words ErasedByRule = new("Erased by retention, by rule", "Effacées au terme de la conservation, par règle", "مُحيت بانتهاء مدة الحفظ، حسب القاعدة");
    public static readonly Words ErasedOtherwise = new("Erased by a person or a recall", "Effacées par une personne ou un rappel", "محاها شخص أو استرجاع");
    public static readonly Words AtTheEnd = new("Past their day at the last run of the year", "Échues lors du dernier passage de l'année", "تجاوزت موعدها عند آخر تشغيل في السنة");
    public static readonly Words Prolonged = new("Prolonged by a review", "Prolongées par un réexamen", "مُدِّدت بمراجعة");
    public static readonly Words Held = new("Held", "Bloquées", "ممنوع محوها");
    public static readonly Words Needed = new("Still needed", "Encore nécessaires", "لا تزال لازمة");
    public static readonly Words ToldInTime = new("Told to the authority within 72 hours", "Signalé à l'autorité dans les 72 heures", "أُبلغت السلطة خلال 72 ساعة");
    public static readonly Words ToldLate = new("Told to the authority later", "Signalé à l'autorité plus tard", "أُبلغت السلطة لاحقاً");
    public static readonly Words NotTold = new("Not told to the authority", "Non signalé à l'autorité", "لم تُبلَّغ السلطة");
    public static readonly Words Flagged = new("Flagged, by person and month", "Signalements, par personne et par mois", "علامات حسب الشخص والشهر");
    public static readonly Words Outcome = new("What became of it", "Suites données", "ما آل إليه الأمر");
    public static readonly Words Reading = new("Reading", "Lecture", "القراءة");
    public static readonly Words Reads = new("Readings of records and exports", "Lectures de fiches et exportations", "قراءات السجلات وعمليات التصدير");
    public static readonly Words Searches = new("Searches and lists", "Recherches et listes", "عمليات بحث وقوائم");
    public static readonly Words MayRead = new("Persons who hold the role now", "Personnes titulaires du rôle à ce jour", "الأشخاص الذين يحملون الدور الآن");

    public static Words Of(ReportPart part) => part switch
    {
        ReportPart.Requests => new("Requests of persons", "Demandes de personnes", "طلبات الأشخاص"),
        ReportPart.Shares => new("Shared with partners", "Partages avec les partenaires", "المشاركة مع الشركاء"),
        ReportPart.Refusals => new("Sharing that was refused here", "Partages refusés ici", "مشاركات رُفضت هنا"),
        ReportPart.Threads => new("Requests that were refused", "Demandes refusées", "طلبات مرفوضة"),
        ReportPart.RecallsIssued => new("Recalls by this node", "Rappels de ce nœud", "استرجاعات هذه العقدة"),
        ReportPart.RecallsReceived => new("Recalls by partners", "Rappels de partenaires", "استرجاعات من شركاء"),
        ReportPart.Retention => new("Retention", "Conservation", "مدة الحفظ"),
        ReportPart.Incidents => new("Data-protection incidents", "Incidents de protection des données", "حوادث حماية البيانات"),
        ReportPart.Complaints => new("Complaints", "Plaintes", "الشكاوى"),
        ReportPart.UnusualReading => new("Reading out of the ordinary", "Lectures inhabituelles", "قراءة غير معتادة"),
        _ => new("Who may read", "Qui peut lire", "من يجوز له القراءة"),
    };

    public static Words OfFlag(string code) => code switch
    {
        "mass" => new("many readings within an hour", "nombreuses lectures en une heure", "قراءات كثيرة خلال ساعة"),
        "off-hours" => new("at night or at the weekend", "de nuit ou le week-end", "ليلاً أو في نهاية الأسبوع"),
        "own-name" => new("looked for the own name", "recherche de son propre nom", "بحث عن اسمه"),
        _ => new("looked for a colleague's name", "recherche du nom d'un collègue", "بحث عن اسم زميل"),
    };

    public static Words OfOutcome(string outcome) => outcome switch
    {
        "explained" => new("explained by the work", "expliqué par le travail", "يفسّره العمل"),
        "followed-up" => new("followed up with the person", "suite donnée auprès de la personne", "تُوبع مع الشخص"),
        _ => new("recorded as an incident", "enregistré comme incident", "سُجِّل حادثاً"),
    };
}
