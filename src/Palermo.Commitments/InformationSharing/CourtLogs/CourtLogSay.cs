using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Words of the log for a court.</summary>
internal static class CourtLogSay
{
    public static readonly Words Title = new("Message log for court", "Journal des échanges pour le tribunal", "سجل المراسلات للمحكمة");
    public static readonly Words Lead = new("Everything that went out, came in or was decided, in the order of time, as far as you may see it.", "Tout ce qui est parti, arrivé ou a été décidé, dans l'ordre chronologique, dans la mesure où vous pouvez le voir.", "كل ما خرج أو ورد أو قُرِّر بترتيبه الزمني، بقدر ما يُسمح لك برؤيته.");
    public static readonly Words Note = new("Shown as far as the asker may see it. The proof of a partner proves what it says, not that no other copy is left.", "Présenté dans la mesure où le demandeur peut le voir. La preuve d'un partenaire atteste ce qu'il affirme, non qu'il ne reste aucune autre copie.", "معروض بقدر ما يُسمح للطالب برؤيته. إثبات الشريك يثبت ما يقوله، لا عدم بقاء نسخة أخرى.");
    public static readonly Words AsFile = new("As a JSON file", "En fichier JSON", "ملف JSON");
    public static readonly Words Lines = new("What happened", "Les faits", "ما جرى");
    public static readonly Words Withheld = new("What the provider of this record sent is not shown: its permission to disclose it in judicial proceedings (H1) is not on file.", "Ce que le fournisseur de cette fiche a transmis n'est pas présenté : son autorisation de le divulguer dans une procédure judiciaire (H1) n'est pas au dossier.", "لا يُعرض ما قدّمه مصدر هذا السجل: لا يوجد في الملف إذنه بالكشف عنه في الإجراءات القضائية (H1).");
    public static readonly Words Nothing = new("Nothing was exchanged about it, as far as you may see.", "Rien n'a été échangé à ce sujet, pour autant que vous puissiez le voir.", "لم يُتبادل شيء بشأنه بقدر ما يُسمح لك برؤيته.");
    public static readonly Words FromTo = new("From, to", "De, à", "من، إلى");
    public static readonly Words What = new("What", "Quoi", "ماذا");
    public static readonly Words Left = new("Fields that left: {0}", "Champs partis : {0}", "الحقول المغادرة: {0}");
    public static readonly Words KeptBack = new("Kept back: {0}", "Retenus : {0}", "محتجَز: {0}");
    public static readonly Words RecordWord = new("Record {0}", "Fiche {0}", "السجل {0}");
    public static readonly Words Basis = new("Purpose, legal basis, marking", "Finalité, base juridique, marquage", "الغرض والسند القانوني والتصنيف");
    public static readonly Words Decided = new("Who decided", "Qui a décidé", "من قرر");
    public static readonly Words Receipt = new("Receipt and proof", "Accusé et preuve", "الإشعار والإثبات");
    public static readonly Words Prepared = new("by {0}", "par {0}", "بواسطة {0}");
    public static readonly Words ByExchange = new("the exchange of the node, from a partner's message", "l'échange du nœud, sur message d'un partenaire", "تبادل العقدة بناءً على رسالة شريك");
    public static readonly Words ApprovedBy = new("approved by {0} as {1}, {2}", "approuvé par {0} en tant que {1}, {2}", "وافق {0} بصفة {1}، {2}");
    public static readonly Words Proof = new("What proves it", "Ce qui le prouve", "ما يثبت ذلك");
    public static readonly Words ProofLead = new("Each entry of the node's log holds a hash over itself and the entry before. The head below was made with this document, after every entry that it names: whoever changes one of them changes the head.", "Chaque entrée du journal du nœud porte une empreinte d'elle-même et de l'entrée précédente. La tête ci-dessous a été établie avec ce document, après toutes les entrées citées : modifier l'une d'elles change la tête.", "يحمل كل قيد في سجل العقدة بصمة لنفسه وللقيد السابق. أُنشئ الرأس أدناه مع هذه الوثيقة بعد كل القيود المذكورة فيها: فمن يغيّر أحدها يغيّر الرأس.");
    public static readonly Words Head = new("Head of the log", "Tête du journal", "رأس السجل");
    public static readonly Words HeadValue = new("entry {0}, {1}", "entrée {0}, {1}", "القيد {0}، {1}");
    public static readonly Words LinesHash = new("Hash of the lines above (SHA-256)", "Empreinte des lignes ci-dessus (SHA-256)", "بصمة الأسطر أعلاه (SHA-256)");
    public static readonly Words Signature = new("Statement signed by the node", "Déclaration signée par le nœud", "بيان موقَّع من العقدة");
    public static readonly Words HowToVerify = new("How to verify", "Comment vérifier", "كيف يُتحقق");
    public static readonly Words Verify1 = new("On the node, walk the whole chain: no entry may be altered or missing.", "Sur le nœud, parcourir toute la chaîne : aucune entrée ne doit être modifiée ni manquer.", "على العقدة، افحص السلسلة كلها: يجب ألا يكون أي قيد معدَّلاً أو مفقوداً.");
    public static readonly Words Verify2 = new("Compare the number and hash of the head, and of the entries below, with the log itself.", "Comparer le numéro et l'empreinte de la tête, et des entrées ci-dessous, avec le journal lui-même.", "قارن رقم الرأس وبصمته، والقيود أدناه، بالسجل نفسه.");
    public static readonly Words Verify3 = new("Partners that hold a later signed head of this log can tell whether it was rewritten since.", "Les partenaires qui détiennent une tête signée ultérieure de ce journal peuvent dire s'il a été réécrit depuis.", "الشركاء الذين لديهم رأس موقَّع لاحق لهذا السجل يعرفون هل أُعيدت كتابته بعد ذلك.");
    public static readonly Words Entries = new("Entries of the node's log", "Entrées du journal du nœud", "قيود سجل العقدة");
    public static readonly Words Entry = new("Entry", "Entrée", "القيد");
    public static readonly Words Hash = new("Hash", "Empreinte", "البصمة");
    public static readonly Words Made = new("How this document was made", "Établissement de ce document", "كيف أُعدّت هذه الوثيقة");
    public static readonly Words MadeBy = new("Made by", "Établi par", "أعدّها");
    public static readonly Words OnNode = new("On the node", "Sur le nœud", "على العقدة");
    public static readonly Words OfVersion = new("Version that was read", "Version lue", "النسخة المقروءة");

    public static Words Of(CourtLogEvent of) => of switch
    {
        CourtLogEvent.Message => new("Message", "Message", "رسالة"),
        CourtLogEvent.Received => new("Record received", "Fiche reçue", "سجل وارد"),
        CourtLogEvent.Shared => new("Record shared", "Fiche partagée", "سجل مشارَك"),
        CourtLogEvent.PermissionAsked => new("Permission asked", "Autorisation demandée", "طُلب إذن"),
        CourtLogEvent.PermissionDecided => new("Permission decided", "Autorisation tranchée", "بُتّ في الإذن"),
        CourtLogEvent.Recall => new("Recall", "Rappel", "استرجاع"),
        CourtLogEvent.RecallAnswer => new("Answer to a recall", "Réponse à un rappel", "رد على استرجاع"),
        _ => new("Recall by the partner", "Rappel par le partenaire", "استرجاع من الشريك"),
    };

    public static Words Of(MessageState state) => state switch
    {
        MessageState.Queued => new("waits to be sent since {0}", "en attente d'envoi depuis {0}", "بانتظار الإرسال منذ {0}"),
        MessageState.Delivered => new("delivered {0}", "remis {0}", "سُلِّم {0}"),
        MessageState.InEffect => new("in effect at the partner {0}", "a pris effet chez le partenaire {0}", "نافذ لدى الشريك {0}"),
        _ => new("refused by the partner {0}: {1}", "refusé par le partenaire {0} : {1}", "رفضه الشريك {0}: {1}"),
    };
}
