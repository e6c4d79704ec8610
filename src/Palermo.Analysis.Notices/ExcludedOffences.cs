using System.Text.RegularExpressions;

namespace Palermo.Analysis.Notices;

/// <summary>Words by which a charge shows that it may be none for a notice. They start a review by a person; a list of words decides nothing else.</summary>
/// <remarks>
/// RPD Art. 83(1)(a): offences about behavioural or cultural norms, about family or private matters, and breaches of administrative rules
/// or private disputes unless aimed at serious crime or linked with organised crime. Constitution Art. 3: political, military, religious or
/// racial character. Words in English, French and Arabic; the General Secretariat's own list is not public.
/// </remarks>
internal static partial class ExcludedOffences
{
    public enum Group { None, Norms, Private, Administrative }

    [GeneratedRegex(@"\b(adulter|homosexual|sodom|same.?sex|debauch|indecen(t|cy) dress|immodest|fornicat|alcohol consumption|drinking alcohol|gambling|prostitut(ion|ing)$|relations hors mariage|homosexualit|adultère)|زنا|مثلية", RegexOptions.IgnoreCase)]
    private static partial Regex Norms();

    [GeneratedRegex(@"\b(child support|alimony|custody dispute|parental dispute|family dispute|bigamy|polygamy|unpaid che(que|ck)|bounced che(que|ck)|breach of contract|debt|defamation|insult of a private|pension alimentaire|garde d'enfant|chèque sans provision|diffamation)|نفقة|حضانة|شيك بدون رصيد", RegexOptions.IgnoreCase)]
    private static partial Regex Private();

    [GeneratedRegex(@"\b((illegal|irregular|unlawful|unauthori[sz]ed|clandestine) (exit|entry|stay|departure|emigration|border crossing)|overstay|exit without|entry without|without (a )?(visa|permit|passport)|residence rules|traffic offence|parking|tax filing|sortie (illégale|irrégulière|clandestine)|séjour irrégulier|entrée irrégulière)|خروج غير (قانوني|شرعي|نظامي)|مغادرة غير (قانونية|شرعية)", RegexOptions.IgnoreCase)]
    private static partial Regex Administrative();

    [GeneratedRegex(@"\b(treason|high treason|sedition|insult(ing)? (of )?(the )?(president|king|head of state|state|religion|prophet)|lèse.?majesté|espionage|desert(ion|er)|draft evasion|evasion of military service|mutiny|conscientious objection|apostasy|blasphem|heresy|proselyti|separatis|anti.?state propaganda|membership (in|of) (a|an) (banned|opposition) party|unauthori[sz]ed (assembly|demonstration)|subversion|outrage au (chef de l'État|président)|trahison|désertion|blasphème|apostasie|insoumission)|ردة|ازدراء الأديان|خيانة", RegexOptions.IgnoreCase)]
    private static partial Regex Art3();

    /// <summary>The group of excluded offences that a charge falls under.</summary>
    public static Group Of(string charge) =>
        Norms().IsMatch(charge) ? Group.Norms : Private().IsMatch(charge) ? Group.Private : Administrative().IsMatch(charge) ? Group.Administrative : Group.None;

    /// <summary>True when a charge is by its words of a political, military, religious or racial character.</summary>
    public static bool IsArticle3(string charge) => Art3().IsMatch(charge);

    [GeneratedRegex(@"\b(politician|member of parliament|minister|president|mayor|candidate|opposition|journalist|activist|human rights defender|blogger|judge|general|cleric|imam|priest|diplomat|député|ministre|journaliste|opposant|militant)|صحفي|نائب|وزير|ناشط|معارض", RegexOptions.IgnoreCase)]
    private static partial Regex Roles();

    /// <summary>True when a public role asks for a closer look at neutrality.</summary>
    public static bool IsSensitiveRole(string role) => Roles().IsMatch(role);

    [GeneratedRegex(@"\b(steer(ing|ed)?|pilot(ing|ed)?|driv(ing|en?)|skipper|helm|handling|barre|pilotage|conduite)\b.*\b(boat|dinghy|vessel|bateau|embarcation|pirogue)|قيادة (ال)?(قارب|زورق)", RegexOptions.IgnoreCase)]
    private static partial Regex Steering();

    /// <summary>True when the charge is that of having steered the boat in which one was smuggled.</summary>
    public static bool IsSteering(string text) => Steering().IsMatch(text);
}
