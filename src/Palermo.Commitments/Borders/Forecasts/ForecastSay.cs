using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Words about forecasts.</summary>
internal static class ForecastSay
{
    public static readonly Words Title = new("Forecast of counts", "Prévision des comptages", "توقع الأعداد");
    public static readonly Words Lead = new("The next two months of a route, with intervals, and how well such forecasts did before.", "Les deux prochains mois d'une route, avec intervalles, et la qualité passée de telles prévisions.", "الشهران المقبلان لمسار ما مع المجالات، ومدى جودة مثل هذه التوقعات سابقاً.");
    public static readonly Words Notes = new(
        "Scores: MASE (mean absolute error over that of a plain forecast), pinball loss in counts, and how often the truth lay within the 80 % and 95 % intervals, on the last 36 months. Where no model beats the three baselines, the best baseline is shown.",
        "Scores : MASE (erreur absolue moyenne rapportée à une prévision simple), perte pinball en comptages, et part des valeurs vraies dans les intervalles de 80 % et 95 %, sur les 36 derniers mois. Si aucun modèle ne bat les trois références, la meilleure référence est montrée.",
        "الدرجات: MASE (متوسط الخطأ المطلق نسبةً إلى توقع بسيط)، وخسارة الدبوس بالأعداد، ونسبة وقوع القيمة الحقيقية ضمن مجالي 80 % و95 % في آخر 36 شهراً. حيث لا يتفوق نموذج على المراجع الثلاثة يُعرض أفضلها.");
    public static readonly Words NotPersons = new("Counts of a route only: no forecast is made of persons or nationalities.", "Comptages d'une route seulement : aucune prévision de personnes ni de nationalités.", "أعداد مسار فقط: لا توقع لأشخاص أو جنسيات.");
    public static readonly Words Model = new("Way of forecasting", "Méthode", "الطريقة");
    public static readonly Words Pinball = new("Pinball", "Pinball", "خسارة الدبوس");
    public static readonly Words Within80 = new("Within 80 %", "Dans 80 %", "ضمن 80 %");
    public static readonly Words Within95 = new("Within 95 %", "Dans 95 %", "ضمن 95 %");
    public static readonly Words Beaten = new("Shown: {0}, which beats all three baselines.", "Montré : {0}, qui bat les trois références.", "المعروض: {0}، وهو يتفوق على المراجع الثلاثة.");
    public static readonly Words NotBeaten = new("No model beats the three baselines here. Shown: {0}.", "Aucun modèle ne bat ici les trois références. Montré : {0}.", "لا نموذج يتفوق هنا على المراجع الثلاثة. المعروض: {0}.");
    public static readonly Words TooShort = new("No series of this route is long enough: a forecast needs 48 months.", "Aucune série de cette route n'est assez longue : il faut 48 mois.", "لا سلسلة لهذا المسار طويلة بما يكفي: يلزم 48 شهراً.");
    public static readonly Words Months = new("Expected", "Attendu", "المتوقع");
    public static readonly Words Counts = new("Counts", "Comptages", "الأعداد");
    public static readonly Words Ahead = new("Forecast and 95 % interval", "Prévision et intervalle de 95 %", "التوقع ومجال 95 %");
}
