using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Commitments.Borders;

/// <summary>Words about shifts of routes.</summary>
internal static class ShiftSay
{
    public static readonly Words Title = new("Shifts of routes", "Déplacements des routes", "تحولات المسارات");
    public static readonly Words Lead = new("Where the level of a route changed, how sure that is, and what an analyst made of it.", "Où le niveau d'une route a changé, avec quelle certitude, et ce qu'un analyste en a pensé.", "أين تغيّر مستوى المسار وبأي درجة يقين وما رأي المحلل.");

    /// <summary>Border-route rules, section 6: shown wherever counts are compared.</summary>
    public static readonly Words Caveat = new(
        "Fewer detections can mean fewer crossings, less patrol, or better evasion. Look at the patrol effort beside them.",
        "Moins de détections peut signifier moins de passages, moins de patrouilles ou un meilleur contournement. Regardez l'effort de patrouille à côté.",
        "قد يعني انخفاض عمليات الرصد عبوراً أقل أو دوريات أقل أو تملصاً أفضل. انظر إلى جهد الدوريات بجانبها.");
    public static readonly Words NeverAdded = new(
        "Detections are crossings, not persons. Each series is looked at on its own; detections, persons and surveys are never added.",
        "Les détections sont des passages, non des personnes. Chaque série est examinée seule ; détections, personnes et enquêtes ne s'additionnent jamais.",
        "عمليات الرصد هي حالات عبور لا أشخاص. تُفحص كل سلسلة وحدها؛ ولا تُجمع عمليات الرصد مع الأشخاص أو المسوح.");

    public static Words Looked(int series) => new(
        $"{series} series were looked at: the more, the more alarms by chance. In simulated counts without any change about one series in twenty raises one.",
        $"{series} séries examinées : plus elles sont nombreuses, plus il y a d'alertes dues au hasard. Dans des comptages simulés sans rupture, environ une série sur vingt en déclenche une.",
        $"فُحصت {series} سلسلة: كلما زادت زادت الإنذارات بالصدفة. في أعداد محاكاة بلا تحول تُطلق سلسلة من كل عشرين إنذاراً تقريباً.");

    private static readonly Words Rise = new("rose", "a augmenté", "ارتفع"), Fall = new("fell", "a baissé", "انخفض");

    public static Words UnitOf(SeriesUnit unit) => unit switch
    {
        SeriesUnit.Detections => new("Detections a month", "Détections par mois", "عمليات الرصد شهرياً"),
        SeriesUnit.PatrolDetections => new("Detections by patrols for each hour", "Détections par heure de patrouille", "عمليات الرصد لكل ساعة دورية"),
        SeriesUnit.FatalIncidents => new("Fatal incidents a month", "Incidents mortels par mois", "الحوادث المميتة شهرياً"),
        _ => new("People counted a month", "Personnes comptées par mois", "الأشخاص المعدودون شهرياً"),
    };

    /// <summary>What happened, in a sentence.</summary>
    public static Words Short(SeriesShifts s, RouteShift shift)
    {
        string In(string language)
        {
            var shown = new Shown(language);
            string Month(int index) => $"{shown.Month(s.Series.Month(index).Month)} {s.Series.Month(index).Year}";
            string Level(double level) => shown.Number(level, level < 10 ? 2 : 0);
            var ratio = shift is { Ratio: { } r, RatioLow: { } low, RatioHigh: { } high } ? $"× {shown.Number(r, 2)} ({shown.Number(low, 2)} – {shown.Number(high, 2)})" : "–";
            var (unit, route, verb) = (UnitOf(s.Series.Unit).In(language), s.Series.Title.In(language), (shift.Rise ? Rise : Fall).In(language));
            return language switch
            {
                "fr" => $"{unit}, {route} : le niveau {verb} de {Level(shift.Before)} à {Level(shift.After)} en {Month(shift.Index)}, {ratio}, intervalle de 95 %.",
                "ar" => $"{unit}، {route}: {verb} المستوى من {Level(shift.Before)} إلى {Level(shift.After)} في {Month(shift.Index)}، {ratio}، مجال 95 %.",
                _ => $"{unit}, {route}: the level {verb} from {Level(shift.Before)} to {Level(shift.After)} in {Month(shift.Index)}, {ratio}, 95 % interval.",
            };
        }
        return new(In("en"), In("fr"), In("ar"));
    }

    /// <summary>An alert explains itself: series, what happened, method, exposure, penalty, how unsure.</summary>
    public static Words Explain(SeriesShifts s, RouteShift shift)
    {
        string In(string language)
        {
            var shown = new Shown(language);
            string Month(int index) => $"{shown.Month(s.Series.Month(index).Month)} {s.Series.Month(index).Year}";
            var span = shift.Earliest == shift.Latest ? Month(shift.Index) : $"{Month(shift.Earliest)} – {Month(shift.Latest)}";
            var hours = s.Series.Exposure is not null;
            var what = Short(s, shift).In(language);
            return language switch
            {
                "fr" => $"{what} Le changement se situe en {span}. "
                    + $"{shift.MonthsBefore} mois avant et {shift.MonthsAfter} mois après. Méthode : découpage exact, binomiale négative (taille {shown.Number(s.Split.Size!.Value, 1)}), cycle annuel retiré{(hours ? " et heures prises en compte" : "; effort inconnu")} ; "
                    + $"gain {shown.Number(shift.Gain, 1)} pour une pénalité de {shown.Number(s.Split.Penalty, 1)}.",
                "ar" => $"{what} يقع التحول في {span}. "
                    + $"الأشهر قبله {shift.MonthsBefore} وبعده {shift.MonthsAfter}. المنهج: تقسيم دقيق، ذو الحدين السالب (الحجم {shown.Number(s.Split.Size!.Value, 1)})، مع إزالة الدورة السنوية{(hours ? " ومراعاة الساعات" : "؛ والجهد غير معروف")}؛ "
                    + $"الكسب {shown.Number(shift.Gain, 1)} مقابل كلفة {shown.Number(s.Split.Penalty, 1)}.",
                _ => $"{what} The change lies in {span}. "
                    + $"{shift.MonthsBefore} months before, {shift.MonthsAfter} after. Method: exact split, negative binomial (size {shown.Number(s.Split.Size!.Value, 1)}), wave of the year taken out{(hours ? " and hours accounted for" : "; effort not known")}; "
                    + $"gain {shown.Number(shift.Gain, 1)} against a penalty of {shown.Number(s.Split.Penalty, 1)}.",
            };
        }
        return new(In("en"), In("fr"), In("ar"));
    }

    public static readonly Words Since = new("Since", "Depuis", "منذ");
    public static readonly Words Explained = new("Each shift explained", "Chaque rupture expliquée", "شرح كل تحول");
    public static readonly Words LookForClusters = new("Look for clusters (takes some seconds)", "Chercher des concentrations (quelques secondes)", "البحث عن تركزات (بضع ثوانٍ)");
    public static readonly Words Newest = new("Newest shifts", "Ruptures les plus récentes", "أحدث التحولات");
    public static readonly Words NoShift = new("No shift is found in what you may see. A series needs 24 months and 30 counts.", "Aucune rupture dans ce que vous pouvez voir. Une série demande 24 mois et 30 comptages.", "لا تحول فيما يمكنك رؤيته. تحتاج السلسلة إلى 24 شهراً و30 عدداً.");
    public static readonly Words Keep = new("Keep for judgement", "Garder pour jugement", "حفظ للحكم عليه");
    public static readonly Words KeepAll = new("Keep all new shifts for judgement", "Garder toutes les nouvelles ruptures pour jugement", "حفظ كل التحولات الجديدة للحكم عليها");
    public static readonly Words Kept = new("{0} kept. Open each one to confirm or reject it.", "{0} gardées. Ouvrez chacune pour la confirmer ou la rejeter.", "حُفظ {0}. افتح كلاً منها لتأكيده أو رفضه.");
    public static readonly Words NotYet = new("not yet kept", "pas encore gardée", "لم يُحفظ بعد");
    public static readonly Words Judgement = new("Judgement", "Jugement", "الحكم");
    public static readonly Words From = new("Level from", "Niveau à partir de", "المستوى من");
    public static readonly Words Before = new("Before", "Avant", "قبل");
    public static readonly Words After = new("After", "Après", "بعد");
    public static readonly Words RatioHeading = new("Ratio (95 %)", "Rapport (95 %)", "النسبة (95 %)");
    public static readonly Words Level = new("Level", "Niveau", "المستوى");
    public static readonly Words Month = new("Month", "Mois", "الشهر");
    public static readonly Words Series = new("Series", "Série", "السلسلة");
    public static readonly Words Measures = new("Control measures", "Mesures de contrôle", "الإجراءات الرقابية");
    public static readonly Words Coinciding = new("Falls and rises that coincide", "Baisses et hausses qui coïncident", "انخفاضات وارتفاعات متزامنة");
    public static readonly Words CoincidingLead = new("Within three months of each other. That they coincide is shown; that the same people moved is not.", "À moins de trois mois d'écart. La coïncidence est montrée ; que les mêmes personnes se soient déplacées ne l'est pas.", "خلال ثلاثة أشهر. التزامن ظاهر؛ أما انتقال الأشخاص أنفسهم فغير ثابت.");
    public static readonly Words FellOn = new("Fell", "Baisse", "انخفض");
    public static readonly Words RoseOn = new("Rose", "Hausse", "ارتفع");
    public static readonly Words Clusters = new("Fatal incidents that cluster lately", "Incidents mortels récemment concentrés", "حوادث مميتة متركزة حديثاً");
    public static readonly Words NoClusters = new("No cluster is shown in the last 24 months.", "Aucune concentration n'est montrée sur les 24 derniers mois.", "لا تركّز ظاهر في آخر 24 شهراً.");
    public static readonly Words ClustersLead = new("Space-time scan over cells of one degree: more incidents than place and month alone explain, until the latest month. Chance of such a cluster without any: p.", "Balayage spatio-temporel par cellules d'un degré : plus d'incidents que le lieu et le mois n'expliquent, jusqu'au dernier mois. Probabilité d'une telle concentration sans cause : p.", "مسح مكاني زماني بخلايا درجة واحدة: حوادث أكثر مما يفسره المكان والشهر وحدهما حتى آخر شهر. احتمال مثل هذا التركز بالصدفة: p.");
    public static readonly Words Where = new("Around", "Autour de", "حول");
    public static readonly Words Span = new("Span", "Période", "الفترة");
    public static readonly Words Expected = new("Expected", "Attendus", "المتوقع");
    public static readonly Words Watch = new("Now: {0} months at this level at most likely; probability of a change within the last two months {1} %.", "Actuellement : {0} mois à ce niveau au plus probable ; probabilité d'un changement dans les deux derniers mois : {1} %.", "الآن: {0} أشهر على هذا المستوى على الأرجح؛ احتمال تحول خلال الشهرين الأخيرين {1} %.");
    public static readonly Words Alert = new("Look: the level has probably just changed.", "À regarder : le niveau vient probablement de changer.", "انتبه: المستوى تغيّر على الأرجح للتو.");
    public static readonly Words Effects = new("Effects of controls", "Effets des contrôles", "آثار الإجراءات الرقابية");
    public static readonly Words Forecast = new("Forecast", "Prévision", "التوقع");
}
