using System.Globalization;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>What speaks for or against two notices being about one person.</summary>
/// <param name="Comparison">What was compared, as the model of matching calls it.</param>
/// <param name="Level">How far it agreed, as the model calls it.</param>
/// <param name="Bits">The weight: above 0 speaks for one person, below against.</param>
internal sealed record MatchReason(string Comparison, string Level, double Bits)
{
    /// <summary>The reason in words; what the model calls otherwise than known here is shown as it calls it.</summary>
    public Words Words
    {
        get
        {
            var (what, how) = (Find(Comparisons, Comparison), Find(Levels, Level));
            var bits = Bits.ToString("+0.0;-0.0", CultureInfo.InvariantCulture);
            return new($"{what.English}: {how.English} ({bits})", $"{what.French} : {how.French} ({bits})", $"{what.Arabic}: {how.Arabic} ({bits})");
        }
    }

    private static Words Find(Words[] of, string english) => Array.Find(of, w => w.English == english) ?? Words.Same(english);

    private static readonly Words[] Comparisons =
    [
        new("given name", "prénom", "الاسم"), new("surname", "nom de famille", "اسم العائلة"), new("birth date", "date de naissance", "تاريخ الميلاد"), new("sex", "sexe", "الجنس"),
        new("nationality", "nationalité", "الجنسية"), new("document", "document", "الوثيقة"),
    ];

    private static readonly Words[] Levels =
    [
        new("the same", "identique", "متطابق"), new("another spelling of one name", "autre graphie d'un même nom", "كتابة أخرى للاسم نفسه"), new("nearly the same", "presque identique", "شبه متطابق"),
        new("found among the other names", "figure parmi les autres noms", "موجود بين الأسماء الأخرى"), new("similar", "semblable", "متشابه"), new("initial fits", "l'initiale correspond", "الحرف الأول متوافق"), new("different", "différent", "مختلف"),
        new("one shared in its last part", "une en commun dans sa dernière partie", "واحدة مشتركة في جزئها الأخير"), new("one shared", "une en commun", "واحدة مشتركة"), new("one nearly the same", "une presque identique", "واحدة شبه متطابقة"), new("none shared", "aucune en commun", "لا شيء مشترك"),
        new("the same day", "même jour", "اليوم نفسه"), new("day and month swapped", "jour et mois intervertis", "اليوم والشهر متبادلان"), new("one digit differs", "un chiffre diffère", "رقم واحد مختلف"),
        new("day or month the same, year within one", "même jour ou mois, à un an près", "اليوم أو الشهر نفسه بفارق سنة على الأكثر"), new("the same year", "même année", "السنة نفسها"), new("another calendar", "autre calendrier", "تقويم آخر"),
        new("within two years", "à deux ans près", "بفارق سنتين على الأكثر"), new("one sign differs or is misread", "un signe diffère ou est mal lu", "علامة واحدة مختلفة أو قُرئت خطأ"), new("the first half is the same", "première moitié identique", "النصف الأول متطابق"),
    ];
}
