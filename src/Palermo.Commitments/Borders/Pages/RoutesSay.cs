using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Words of the pages of routes.</summary>
internal static class RoutesSay
{
    public static readonly Words Title = new("Routes", "Routes", "المسارات");
    public static readonly Words Lead = new("Ways between hubs as events show them: how sure, from which sources, and what changed.", "Trajets entre lieux de passage tels que les événements les montrent : avec quelle certitude, de quelles sources, et ce qui a changé.", "الطرق بين نقاط العبور كما تُظهرها الأحداث: بأي درجة من اليقين، ومن أي مصادر، وماذا تغيّر.");
    public static readonly Words From = new("From", "Du", "من");
    public static readonly Words To = new("To", "Au", "إلى");
    public static readonly Words Compare = new("Compare with the span before", "Comparer avec la période précédente", "المقارنة بالفترة السابقة");
    public static readonly Words Show = new("Show", "Afficher", "عرض");
    public static readonly Words MapTitle = new("Map of routes", "Carte des routes", "خريطة المسارات");
    public static readonly Words MapLead = new("Lines follow the terrain between hubs; the wider, the more events in the months shown. Shaded squares: cells of 1,770 km² where events lie densely.", "Les lignes suivent le terrain entre lieux de passage ; plus large, plus d'événements dans les mois affichés. Carrés ombrés : mailles de 1 770 km² où les événements se concentrent.", "تتبع الخطوط التضاريس بين نقاط العبور، وكلما اتسع الخط زادت الأحداث في الأشهر المعروضة. المربعات المظللة: خلايا من 1770 كم² تتركز فيها الأحداث.");
    public static readonly Words Month = new("Months shown", "Mois affichés", "الأشهر المعروضة");
    public static readonly Words Play = new("Play", "Lire", "تشغيل");
    public static readonly Words Stop = new("Stop", "Arrêter", "إيقاف");
    public static readonly Words EventsOf = new("{0} events in the months shown", "{0} événements dans les mois affichés", "{0} حدثاً في الأشهر المعروضة");
    public static readonly Words ByMonth = new("One month at a time", "Mois par mois", "شهراً بشهر");
    public static readonly Words Segments = new("Segments", "Tronçons", "المقاطع");
    public static readonly Words Segment = new("Segment", "Tronçon", "المقطع");
    public static readonly Words Status = new("Status", "Statut", "الحالة");
    public static readonly Words Events = new("Events", "Événements", "الأحداث");
    public static readonly Words Recent = new("Last 180 days", "180 derniers jours", "آخر 180 يوماً");
    public static readonly Words RecentSources = new("Last 180 days (sources)", "180 derniers jours (sources)", "آخر 180 يوماً (المصادر)");
    public static readonly Words Sources = new("Sources", "Sources", "المصادر");
    public static readonly Words Yearly = new("A year (95 %)", "Par an (95 %)", "سنوياً (95٪)");
    public static readonly Words Figures = new("Figures, each with its unit", "Chiffres, chacun avec son unité", "الأرقام، كل منها بوحدته");
    public static readonly Words Chance = new("By chance", "Par hasard", "بالصدفة");
    public static readonly Words StatusLead = new("Confirmed: three independent events from two sources in the last 180 days of the span; probable: two; possible: one, or some within a year; historic: none in a year. Events that only lie in a corridor, with no hub named, count for more than possible when chance would bring as many in fewer than 1 of 20 cases.",
        "Confirmé : trois événements indépendants de deux sources dans les 180 derniers jours de la période ; probable : deux ; possible : un, ou certains depuis un an ; historique : aucun depuis un an. Les événements qui ne font que se trouver dans un corridor comptent au-delà de « possible » si le hasard en amènerait autant dans moins d'un cas sur 20.",
        "مؤكَّد: ثلاثة أحداث مستقلة من مصدرين في آخر 180 يوماً من الفترة؛ مرجَّح: حدثان؛ محتمل: حدث واحد أو بعضها خلال سنة؛ تاريخي: لا شيء منذ سنة. الأحداث الواقعة في ممر فقط دون ذكر نقطة عبور تُعدّ فوق «محتمل» إذا كانت الصدفة لا تأتي بمثلها إلا في أقل من حالة من 20.");
    public static readonly Words Published = new("Routes as publishers count them", "Routes selon les éditeurs", "المسارات كما يعدّها الناشرون");
    public static readonly Words Publishers = new("Published by", "Publié par", "نشره");
    public static readonly Words Changes = new("What changed", "Ce qui a changé", "ما الذي تغيّر");
    public static readonly Words ChangesLead = new("{0} compared with {1}. A change is named only where the interval of the ratio leaves out 1.", "{0} comparé à {1}. Un changement n'est nommé que si l'intervalle du rapport exclut 1.", "{0} مقارنةً بـ{1}. لا يُذكر تغيّر إلا إذا لم يشمل مجال النسبة الرقم 1.");
    public static readonly Words Before = new("Before", "Avant", "قبل");
    public static readonly Words After = new("After", "Après", "بعد");
    public static readonly Words Ratio = new("Ratio (95 %)", "Rapport (95 %)", "النسبة (95٪)");
    public static readonly Words Change = new("Change", "Changement", "التغيّر");
    public static readonly Words Nothing = new("No event of this span is recorded here that you may see. Bring a file in, or choose another span.", "Aucun événement visible pour cette période. Importez un fichier ou choisissez une autre période.", "لا حدث مسجل في هذه الفترة يمكنك رؤيته. استورد ملفاً أو اختر فترة أخرى.");
    public static readonly Words Assess = new("Write an assessment", "Rédiger une évaluation", "كتابة تقييم");
    public static readonly Words AssessLead = new("An assessment is a person's: it is reviewed by a second person before it is issued.", "Une évaluation est l'œuvre d'une personne : une deuxième la révise avant publication.", "التقييم من عمل شخص: يراجعه شخص ثانٍ قبل إصداره.");
    public static readonly Words Evidence = new("What is behind it", "Ce qui l'appuie", "ما وراءه");
    public static readonly Words EvidenceLead = new("Events at another day or place than those before; the newest {0} of {1}.", "Événements d'un autre jour ou lieu ; les {0} plus récents sur {1}.", "أحداث في يوم أو مكان آخر؛ أحدث {0} من أصل {1}.");
    public static readonly Words When = new("When", "Quand", "متى");
    public static readonly Words Event = new("Event", "Événement", "الحدث");
    public static readonly Words Source = new("Source", "Source", "المصدر");
    public static readonly Words Way = new("Way", "Trajet", "الطريق");
    public static readonly Words WayLead = new("{0}, {1} km over the cheapest terrain", "{0}, {1} km par le terrain le plus aisé", "{0}، {1} كم عبر أسهل التضاريس");
    public static readonly Words ByLand = new("By land", "Par terre", "براً");
    public static readonly Words BySea = new("By sea", "Par mer", "بحراً");
    public static readonly Words Why = new("Looked at because", "Examiné parce que", "سبب النظر فيه");
    public static readonly Words Moves = new("Weeks with events at the one end are followed by weeks with events at the other after {0} weeks (p = {1})", "Les semaines avec événements à un bout sont suivies de semaines avec événements à l'autre après {0} semaines (p = {1})", "الأسابيع ذات الأحداث عند الطرف الأول تتبعها أسابيع ذات أحداث عند الطرف الآخر بعد {0} أسابيع (p = {1})");
    public static readonly Words Issued = new("Assessments of this segment", "Évaluations de ce tronçon", "تقييمات هذا المقطع");
    public static readonly Words NoSegment = new("No event of this span shows this segment.", "Aucun événement de la période ne montre ce tronçon.", "لا حدث في هذه الفترة يُظهر هذا المقطع.");
    public static readonly Words MonthEvents = new("Events by month", "Événements par mois", "الأحداث شهرياً");

    public static Words Origin(LegOrigin origin) => origin switch
    {
        LegOrigin.Known => new("it is among the known ways", "il figure parmi les trajets connus", "هو من الطرق المعروفة"),
        LegOrigin.Stated => new("events state it", "des événements l'indiquent", "تذكره أحداث"),
        LegOrigin.Track => new("a track passes it", "une trace y passe", "يمر به مسار وسيلة نقل"),
        _ => new("events move together", "les événements évoluent ensemble", "الأحداث تتحرك معاً"),
    };
}
