using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Words of the room's page.</summary>
internal static class BordersSay
{
    public static readonly Words Year = new("Year", "Année", "السنة");
    public static readonly Words Month = new("Month", "Mois", "الشهر");
    public static readonly Words ToLookAt = new("What changed, and what to look at", "Ce qui a changé et ce qu'il faut regarder", "ما الذي تغيّر وما الذي ينبغي النظر فيه");
    public static readonly Words LatestMonth = new("Fatal incidents in {0}: {1}; in the month before: {2}; a month on average over the twelve before: {3}.", "Incidents mortels en {0} : {1} ; le mois précédent : {2} ; en moyenne par mois sur les douze précédents : {3}.", "الحوادث المميتة في {0}: {1}؛ في الشهر السابق: {2}؛ المتوسط الشهري للأشهر الاثني عشر السابقة: {3}.");
    public static readonly Words Unusual = new("That is more than chance brings in 19 of 20 months: look at the routes.", "C'est plus que ce que le hasard amène 19 mois sur 20 : regardez les routes.", "هذا أكثر مما تأتي به الصدفة في 19 شهراً من 20: انظر إلى المسارات.");
    public static readonly Words Unusually = new("That is fewer than chance brings in 19 of 20 months: fewer crossings, less patrol, or better evasion?", "C'est moins que ce que le hasard amène 19 mois sur 20 : moins de passages, moins de patrouilles ou meilleure dissimulation ?", "هذا أقل مما تأتي به الصدفة في 19 شهراً من 20: عبور أقل أم دوريات أقل أم تخفٍّ أفضل؟");
    public static readonly Words Usual = new("That lies within what chance brings.", "Cela reste dans les limites du hasard.", "هذا ضمن ما تأتي به الصدفة.");
    public static readonly Words Waiting = new("Waiting for a judgement", "En attente d'un jugement", "بانتظار حكم");
    public static readonly Words NothingWaits = new("No assessment of this room waits.", "Aucune évaluation de cette salle n'attend.", "لا تقييم ينتظر في هذا القسم.");
    public static readonly Words AllYears = new("All years", "Toutes les années", "كل السنوات");
    public static readonly Words Route = new("Route", "Route", "المسار");
    public static readonly Words AllRoutes = new("All routes", "Toutes les routes", "كل المسارات");
    public static readonly Words Publication = new("Publication", "Publication", "المنشور");
    public static readonly Words Show = new("Show", "Afficher", "عرض");
    public static readonly Words DeadAndMissing = new("Dead and missing", "Morts et disparus", "الموتى والمفقودون");
    public static readonly Words AtLeast = new("at least {0}", "au moins {0}", "{0} على الأقل");
    public static readonly Words Dead = new("Dead", "Morts", "الموتى");
    public static readonly Words Missing = new("Missing", "Disparus", "المفقودون");
    public static readonly Words Incidents = new("Incidents", "Incidents", "الحوادث");
    public static readonly Words ByYear = new("By year", "Par année", "حسب السنة");
    public static readonly Words ByRoute = new("By route", "Par route", "حسب المسار");
    public static readonly Words ByCause = new("By cause", "Par cause", "حسب السبب");
    public static readonly Words Cause = new("Cause", "Cause", "السبب");
    public static readonly Words Quarters = new("By quarter, with the play of chance", "Par trimestre, avec la part du hasard", "حسب الربع مع هامش الصدفة");
    public static readonly Words QuartersLead = new("The band says how far the toll of a quarter can vary by chance when incidents come independently, each with its own toll (95 %). Small counts are not shown.", "La bande indique la variation due au hasard si les incidents sont indépendants, chacun avec son bilan (95 %). Les petits effectifs ne sont pas montrés.", "يبيّن الشريط مدى تغير حصيلة الربع بالصدفة إذا كانت الحوادث مستقلة (95 %). لا تُعرض الأعداد الصغيرة.");
    public static readonly Words WhereTitle = new("Where", "Où", "أين");
    public static readonly Words WhereLead = new("Circles show how well a place is known. Nothing is more exact than its source.", "Les cercles indiquent la précision du lieu. Rien n'est plus exact que sa source.", "تبيّن الدوائر دقة معرفة المكان. لا شيء أدق من مصدره.");
    public static readonly Words Latest = new("Latest incidents", "Derniers incidents", "أحدث الحوادث");
    public static readonly Words Events = new("Events of this node", "Événements de ce nœud", "أحداث هذه العقدة");
    public static readonly Words EventsLead = new("Each kind is counted on its own: detections are not persons, and are never added to counts of flows.", "Chaque type est compté à part : les détections ne sont pas des personnes et ne s'ajoutent jamais aux comptages de flux.", "كل نوع يُعدّ وحده: عمليات الرصد ليست أشخاصاً ولا تُجمع مع عدّ التدفقات.");
    public static readonly Words Nothing = new("No deaths or disappearances are recorded here that you may see. Bring the export of IOM Missing Migrants in, or record an incident.", "Aucun décès ni disparition visible ici. Importez l'export de Missing Migrants (OIM) ou saisissez un incident.", "لا توجد وفيات أو حالات فقدان مسجلة يمكنك رؤيتها. استورد ملف المهاجرين المفقودين أو سجّل حادثة.");
    public static readonly Words Import = new("Import a file", "Importer un fichier", "استيراد ملف");
    public static readonly Words Record = new("Record an event", "Saisir un événement", "تسجيل حدث");
    public static readonly Words AllRecords = new("All records of this kind", "Toutes les fiches de ce type", "كل سجلات هذا النوع");
}
