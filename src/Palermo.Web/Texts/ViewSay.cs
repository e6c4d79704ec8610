using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words of search, map, timeline and graph.</summary>
public static class ViewSay
{
    public static readonly Words SearchTitle = new("Search", "Recherche", "البحث");
    public static readonly Words SearchLead = new("All records that your purpose lets you see, in any script or spelling.", "Toutes les fiches que votre finalité permet de voir, dans toute écriture ou graphie.", "كل السجلات التي يسمح بها غرضك، بأي كتابة أو تهجئة.");
    public static readonly Words SearchEmpty = new("Write a name, a number or some words. In \"quotes\" they are looked for exactly.", "Écrivez un nom, un numéro ou quelques mots. Entre « guillemets », la recherche est exacte.", "اكتب اسماً أو رقماً أو كلمات. وبين علامتي اقتباس يُبحث عنها حرفياً.");
    public static readonly Words ByKind = new("By kind", "Par type", "بحسب النوع");
    public static readonly Words AllKinds = new("All kinds", "Tous les types", "كل الأنواع");
    public static readonly Words Results = new("Results", "Résultats", "النتائج");
    public static readonly Words SavedSearches = new("Saved searches", "Recherches enregistrées", "عمليات بحث محفوظة");
    public static readonly Words MapTitle = new("Map", "Carte", "الخريطة");
    public static readonly Words MapLead = new("Each point with how well it is known. The list below says the same.", "Chaque point avec sa précision. La liste ci-dessous dit la même chose.", "كل نقطة مع دقتها. القائمة أدناه تقول الشيء نفسه.");
    public static readonly Words MapCut = new("The map shows the newest {0} of them.", "La carte montre les {0} plus récentes.", "تعرض الخريطة أحدث {0} منها.");
    public static readonly Words MapList = new("What the map shows", "Ce que montre la carte", "ما تعرضه الخريطة");
    public static readonly Words Place = new("Place", "Lieu", "المكان");
    public static readonly Words NoPlaces = new("None of these records has a point.", "Aucune de ces fiches n'a de point.", "لا نقطة لأي من هذه السجلات.");
    public static readonly Words ZoomIn = new("Zoom in", "Agrandir", "تكبير");
    public static readonly Words ZoomOut = new("Zoom out", "Réduire", "تصغير");
    public static readonly Words Close = new("Close", "Fermer", "إغلاق");
    public static readonly Words Here = new("Only what lies in this area", "Seulement cette zone", "هذه المنطقة فقط");
    public static readonly Words TimelineTitle = new("Timeline", "Chronologie", "الخط الزمني");
    public static readonly Words TimelineLead = new("Events by when they happened; a bar is as wide as the time is unsure.", "Les faits selon leur date ; une barre est aussi large que la date est incertaine.", "الوقائع بحسب وقتها؛ عرض الشريط بقدر عدم اليقين.");
    public static readonly Words NoTimes = new("None of these records has a time.", "Aucune de ces fiches n'a de date.", "لا وقت لأي من هذه السجلات.");
    public static readonly Words TimelineCut = new("Counted over the latest {0} events.", "Compté sur les {0} faits les plus récents.", "معدودة على أحدث {0} واقعة.");
    public static readonly Words PerYear = new("Events per year", "Faits par an", "الوقائع في السنة");
    public static readonly Words PerMonth = new("Events per month", "Faits par mois", "الوقائع في الشهر");
    public static readonly Words Latest = new("The latest of them", "Les plus récents", "أحدثها");
    public static readonly Words GraphTitle = new("Links of {0}", "Liens de {0}", "روابط {0}");
    public static readonly Words GraphLead = new("{0} records and {1} links, {2} steps away.", "{0} fiches et {1} liens, à {2} pas.", "{0} سجلات و{1} روابط، على بعد {2} خطوات.");
    public static readonly Words Depth = new("Steps away", "Nombre de pas", "عدد الخطوات");
    public static readonly Words GraphCut = new("It stops at {0} records: take fewer steps, or start from another record.", "Arrêt à {0} fiches : prenez moins de pas ou partez d'une autre fiche.", "يتوقف عند {0} سجل: قلّل الخطوات أو ابدأ من سجل آخر.");
    public static readonly Words Summary = new("Summary", "Résumé", "ملخّص");
    public static readonly Words From = new("From", "De", "من");
    public static readonly Words Link = new("Link", "Lien", "الرابط");
    public static readonly Words To = new("To", "Vers", "إلى");
    public static readonly Words Whole = new("Whole graph", "Graphe entier", "المخطط كله");
    public static readonly Words AsTable = new("The same as a table", "La même chose en tableau", "الشيء نفسه كجدول");
    public static readonly Words Count = new("Count", "Nombre", "العدد");
    public static readonly Words Period = new("Period", "Période", "الفترة");
    public static readonly Words Interval = new("95 % interval", "Intervalle à 95 %", "مجال ثقة 95 %");
}
