using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Words of the page of notices.</summary>
internal static class NoticesSay
{
    public static readonly Words Title = new("Notices and alerts", "Notices et signalements", "النشرات والتنبيهات");
    public static readonly Words Lead = new(
        "Check before it leaves, publish within the rules, follow every hit to its end, and let go in time.",
        "Vérifier avant l'envoi, publier dans les règles, suivre chaque réponse positive jusqu'au bout et supprimer à temps.",
        "تحقق قبل الإرسال، وانشر ضمن القواعد، وتابع كل إصابة إلى نهايتها، واحذف في الموعد.");
    public static readonly Words New = new("New", "Nouveau", "جديد");
    public static readonly Words ByState = new("Notices by state", "Notices par état", "النشرات حسب الحالة");
    public static readonly Words State = new("State", "État", "الحالة");
    public static readonly Words Count = new("Number", "Nombre", "العدد");
    public static readonly Words Terms = new("Reviews due and notices that have expired", "Réexamens à faire et notices expirées", "مراجعات مستحقة ونشرات منتهية");
    public static readonly Words NoTerms = new("No review is due.", "Aucun réexamen n'est dû.", "لا مراجعة مستحقة.");
    public static readonly Words ExpiresOn = new("Expires", "Expire le", "تنتهي في");
    public static readonly Words Expired = new("Expired: close it, and it is deleted", "Expirée : à clore, puis supprimée", "انتهت: تُغلق ثم تُحذف");
    public static readonly Words ReviewDue = new("Review due", "Réexamen dû", "المراجعة مستحقة");
    public static readonly Words Hits = new("Hits that wait for their owner", "Réponses positives en attente du propriétaire", "إصابات تنتظر صاحبها");
    public static readonly Words NoHits = new("No hit waits for an answer.", "Aucune réponse positive n'attend.", "لا إصابة تنتظر رداً.");
    public static readonly Words Owner = new("Owner", "Propriétaire", "صاحب المدخل");
    public static readonly Words Due = new("24 hours end", "Fin des 24 heures", "نهاية الـ24 ساعة");
    public static readonly Words Late = new("late", "en retard", "متأخر");
    public static readonly Words Search = new("Search a document", "Rechercher un document", "البحث عن وثيقة");
    public static readonly Words SearchLead = new("Number, issuer and, if known, type. No holder's name is kept or shown.", "Numéro, émetteur et, s'il est connu, type. Aucun nom de titulaire n'est conservé ni montré.", "الرقم وجهة الإصدار والنوع إن عُرف. لا يُحفظ اسم الحامل ولا يُعرض.");
    public static readonly Words Number = new("Number", "Numéro", "الرقم");
    public static readonly Words Issuer = new("Issued by (three letters)", "Pays émetteur (trois lettres)", "بلد الإصدار (ثلاثة أحرف)");
    public static readonly Words Type = new("Type", "Type", "النوع");
    public static readonly Words NotKnown = new("not known", "inconnu", "غير معروف");
    public static readonly Words Ask = new("Search", "Rechercher", "بحث");
    public static readonly Words Hit = new("Hit", "Réponse positive", "إصابة");
    public static readonly Words PossibleHit = new("Possible hit", "Réponse positive possible", "إصابة محتملة");
    public static readonly Words NoHit = new("No hit: nothing is recorded under this number and issuer.", "Aucune réponse positive : rien n'est enregistré sous ce numéro et cet émetteur.", "لا إصابة: لا شيء مسجل بهذا الرقم وهذه الجهة.");
    public static readonly Words Check = new("Check a notice", "Vérifier une notice", "فحص نشرة");
    public static readonly Words CheckLead = new("What the rules say of a draft, before anybody else sees it.", "Ce que disent les règles d'un projet, avant que quiconque d'autre ne le voie.", "ما تقوله القواعد عن مسودة قبل أن يراها أحد.");
    public static readonly Words Which = new("Notice or diffusion", "Notice ou diffusion", "نشرة أو تعميم");
    public static readonly Words CheckIt = new("Check", "Vérifier", "فحص");
    public static readonly Words Passes = new("Nothing stands in the way.", "Rien ne s'y oppose.", "لا مانع.");
    public static readonly Words Blocks = new("blocks", "bloque", "يمنع");
    public static readonly Words Warns = new("to be examined by a person", "à examiner par une personne", "يفحصه إنسان");
    public static readonly Words Lists = new("Registers", "Registres", "السجلات");
    public static readonly Words Duplicates = new("May be about one person", "Peuvent concerner une même personne", "قد تخص شخصاً واحداً");
    public static readonly Words NoDuplicates = new("No two notices look like one person.", "Aucune paire de notices ne semble concerner une même personne.", "لا تبدو نشرتان لشخص واحد.");
    public static readonly Words Probability = new("Probability", "Probabilité", "الاحتمال");
}
