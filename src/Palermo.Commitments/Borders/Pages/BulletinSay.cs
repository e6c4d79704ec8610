using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Words of the monthly route bulletin.</summary>
internal static class BulletinSay
{
    public static readonly Words Title = new("Route bulletin", "Bulletin des routes", "نشرة المسارات");
    public static readonly Words TitleOf = new("Route bulletin, {0}", "Bulletin des routes, {0}", "نشرة المسارات، {0}");
    public static readonly Words Lead = new("Made of the records of this node on {0}. Print it from your browser: the page is laid out for paper.", "Établi à partir des fiches de ce nœud le {0}. Imprimez-le depuis votre navigateur : la page est mise en forme pour le papier.", "أُعدّت من سجلات هذه العقدة في {0}. اطبعها من متصفحك: الصفحة مهيأة للورق.");
    public static readonly Words MadeOn = new("Made of the records of this node on {0}.", "Établi à partir des fiches de ce nœud le {0}.", "أُعدّت من سجلات هذه العقدة في {0}.");
    public static readonly Words AsDocument = new("As a document (.docx)", "En document (.docx)", "كوثيقة (docx.)");
    public static readonly Words MonthOf = new("Month", "Mois", "الشهر");
    public static readonly Words AtAGlance = new("At a glance", "En bref", "بإيجاز");
    public static readonly Words Confirmed = new("Segments confirmed at the end of the month: {0}; probable: {1}.", "Tronçons confirmés à la fin du mois : {0} ; probables : {1}.", "المقاطع المؤكَّدة في نهاية الشهر: {0}، والمرجَّحة: {1}.");
    public static readonly Words StatusChanged = new("Status changed since the month before", "Statut modifié depuis le mois précédent", "مقاطع تغيّرت حالتها منذ الشهر السابق");
    public static readonly Words NoneChanged = new("No segment changed its status.", "Aucun tronçon n'a changé de statut.", "لم تتغيّر حالة أي مقطع.");
    public static readonly Words Unknown = new("not seen", "non observé", "غير مرصود");
    public static readonly Words Detections = new("Detections by route", "Détections par route", "عمليات الرصد حسب المسار");
    public static readonly Words DetectionsLead = new("Crossings detected, not persons: one person may be detected several times. The ratio compares with the same month a year before; its interval takes detections as independent and is therefore too narrow.",
        "Passages détectés, non des personnes : une personne peut être détectée plusieurs fois. Le rapport compare au même mois de l'année précédente ; son intervalle suppose des détections indépendantes et est donc trop étroit.",
        "عمليات عبور مرصودة لا أشخاص: قد يُرصد الشخص عدة مرات. تُقارن النسبة بالشهر نفسه من العام السابق، ومجالها يفترض استقلال عمليات الرصد فهو أضيق من الواقع.");
    public static readonly Words ThisMonth = new("This month", "Ce mois", "هذا الشهر");
    public static readonly Words MonthBefore = new("Month before", "Mois précédent", "الشهر السابق");
    public static readonly Words YearBefore = new("A year before", "Un an avant", "قبل عام");
    public static readonly Words Deaths = new("Dead and missing by route", "Morts et disparus par route", "الموتى والمفقودون حسب المسار");
    public static readonly Words DeathsLead = new("Minimum estimates. Counts of 1 to 4, and others that would give them away, are not shown.", "Estimations minimales. Les effectifs de 1 à 4, et ceux qui les révéleraient, ne sont pas montrés.", "تقديرات دنيا. لا تُعرض الأعداد من 1 إلى 4 ولا ما يكشفها.");
    public static readonly Words NotShown = new("not shown", "non montré", "غير معروض");
    public static readonly Words Segments = new("Segments at the end of the month", "Tronçons à la fin du mois", "المقاطع في نهاية الشهر");
    public static readonly Words SegmentsLead = new("Events of the twelve months to the end of the month; status by the last 180 days. Historic segments are left out.", "Événements des douze mois jusqu'à la fin du mois ; statut selon les 180 derniers jours. Les tronçons historiques sont omis.", "أحداث الاثني عشر شهراً حتى نهاية الشهر؛ الحالة بحسب آخر 180 يوماً. تُترك المقاطع التاريخية.");
    public static readonly Words Effort = new("Patrols and what they detected", "Patrouilles et leurs détections", "الدوريات وما رصدته");
    public static readonly Words Patrols = new("Patrols", "Patrouilles", "الدوريات");
    public static readonly Words Hours = new("Hours", "Heures", "الساعات");
    public static readonly Words Per1000 = new("In 1,000 hours (95 %)", "Pour 1 000 heures (95 %)", "لكل 1000 ساعة (95٪)");
    public static readonly Words Assessments = new("Assessments issued", "Évaluations publiées", "التقييمات الصادرة");
    public static readonly Words NoAssessments = new("No route assessment of this month was issued: what stands above is what the analysis says, judged by nobody yet.", "Aucune évaluation de route n'a été publiée pour ce mois : ce qui précède est le résultat de l'analyse, que personne n'a encore jugé.", "لم يصدر تقييم مسار لهذا الشهر: ما ورد أعلاه هو ما يقوله التحليل ولم يحكم عليه أحد بعد.");
    public static readonly Words HowToRead = new("How to read it", "Comment le lire", "كيف تُقرأ");
    public static readonly Words Units = new("Units are kept apart: detections, persons, people counted passing, and dead and missing are never added to each other.", "Les unités restent séparées : détections, personnes, personnes comptées au passage, morts et disparus ne s'additionnent jamais.", "تبقى الوحدات منفصلة: عمليات الرصد والأشخاص والمعدودون عند المرور والموتى والمفقودون لا تُجمع أبداً.");
    public static readonly Words Coarse = new("Nothing is shown finer than cells of 1,770 km², and no path of a person.", "Rien n'est montré plus finement que des mailles de 1 770 km², ni le trajet d'une personne.", "لا يُعرض شيء أدق من خلايا بمساحة 1770 كم² ولا مسار أي شخص.");
    public static readonly Words NoMonth = new("Nothing is recorded for this month that you may see.", "Rien de visible pour ce mois.", "لا شيء مسجل لهذا الشهر يمكنك رؤيته.");
}
