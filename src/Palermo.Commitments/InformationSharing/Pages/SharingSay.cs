using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Words of the room's pages.</summary>
internal static class SharingSay
{
    public static readonly Words Ask = new("Ask a partner", "Interroger un partenaire", "سؤال شريك");
    public static readonly Words Inform = new("Inform a partner", "Informer un partenaire", "إبلاغ شريك");
    public static readonly Words ShareRecord = new("Share a record", "Partager une fiche", "مشاركة سجل");
    public static readonly Words SharedCopies = new("What was shared with whom", "Ce qui a été partagé avec qui", "ما شورك ومع من");
    public static readonly Words RecallsTitle = new("Recalls", "Rappels", "عمليات الاسترجاع");
    public static readonly Words Partners = new("Partners", "Partenaires", "الشركاء");
    public static readonly Words RuleSets = new("Rule sets", "Jeux de règles", "مجموعات القواعد");
    public static readonly Words RightsTitle = new("Rights of the person", "Droits de la personne", "حقوق الشخص");
    public static readonly Words ReadersTitle = new("Who read what", "Qui a lu quoi", "من قرأ ماذا");
    public static readonly Words ToAnswer = new("To answer", "À répondre", "بانتظار ردك");
    public static readonly Words WaitsForOthers = new("Waits for others", "En attente des autres", "بانتظار الآخرين");
    public static readonly Words ToApprove = new("To approve", "À approuver", "بانتظار الموافقة");
    public static readonly Words ToDecide = new("To decide", "À décider", "بانتظار القرار");
    public static readonly Words Overdues = new("Overdue", "En retard", "متأخر");
    public static readonly Words News = new("New", "Nouveau", "جديد");
    public static readonly Words Closed = new("Closed in the last 30 days", "Closes ces 30 derniers jours", "أُغلق خلال 30 يوماً");
    public static readonly Words NothingHere = new("Nothing waits here.", "Rien n'attend ici.", "لا شيء هنا.");
    public static readonly Words Subject = new("Subject", "Objet", "الموضوع");
    public static readonly Words From = new("From", "De", "من");
    public static readonly Words To = new("To", "À", "إلى");
    public static readonly Words Due = new("Answer due", "Réponse attendue", "موعد الرد");
    public static readonly Words State = new("State", "État", "الحالة");
    public static readonly Words UrgencyWord = new("Urgency", "Urgence", "الاستعجال");
    public static readonly Words Partner = new("Partner", "Partenaire", "الشريك");
    public static readonly Words AllPartners = new("All partners", "Tous les partenaires", "كل الشركاء");
    public static readonly Words Show = new("Show", "Afficher", "عرض");
    public static readonly Words Hours = new("{0} h", "{0} h", "{0} ساعة");
    public static readonly Words Days = new("{0} days", "{0} jours", "{0} أيام");
    public static readonly Words Overdue = new("late by {0}", "en retard de {0}", "متأخر {0}");
    public static readonly Words InTime = new("in {0}", "dans {0}", "خلال {0}");
    public static readonly Words ClockStopped = new("stopped: a question is open", "suspendue : une question est ouverte", "متوقف: سؤال مفتوح");
    public static readonly Words NoClock = new("no clock", "sans délai", "بلا موعد");
    public static readonly Words Question = new("Question", "Question", "السؤال");
    public static readonly Words Information = new("Information", "Information", "المعلومة");
    public static readonly Words PurposeWord = new("What it is for", "Finalité", "الغرض");
    public static readonly Words About = new("Numbers and names asked about, one a line", "Numéros et noms concernés, un par ligne", "الأرقام والأسماء المسؤول عنها، واحد في كل سطر");
    public static readonly Words AtHand = new("The answer is at hand there, such as a register", "La réponse y est directement accessible, par exemple un registre", "الجواب متاح هناك مباشرة، كسجل رسمي");
    public static readonly Words Check = new("Check before sending", "Vérifier avant l'envoi", "فحص قبل الإرسال");
    public static readonly Words Send = new("Send", "Envoyer", "إرسال");
    public static readonly Words Checked = new("Nothing stands in the way. What leaves is what stands below, and nothing else.", "Rien ne s'y oppose. Ce qui part est ce qui figure ci-dessous, et rien d'autre.", "لا مانع. ما يغادر هو المذكور أدناه ولا شيء غيره.");
    public static readonly Words Suggested = new("Suggested recipients", "Destinataires suggérés", "مستلمون مقترحون");
    public static readonly Words SuggestedWhy = new("{0}: {1}", "{0} : {1}", "{0}: {1}");
    public static readonly Words ByPrefix = new("telephone prefix", "indicatif téléphonique", "مفتاح الهاتف");
    public static readonly Words ByCountry = new("country named", "pays mentionné", "بلد مذكور");
    public static readonly Words ByRoute = new("lies on the route", "se trouve sur la route", "يقع على المسار");
    public static readonly Words Messages = new("Messages", "Messages", "الرسائل");
    public static readonly Words YourMove = new("Your next step", "Votre prochaine étape", "خطوتك التالية");
    public static readonly Words InWords = new("In words", "En toutes lettres", "بالكلمات");
    public static readonly Words UsefulnessWord = new("How useful was it?", "Utilité", "ما مدى الفائدة؟");
    public static readonly Words OwnRecords = new("Records of this node that may answer", "Fiches de ce nœud qui peuvent répondre", "سجلات هذه العقدة التي قد تجيب");
    public static readonly Words OwnRecordsLead = new("Found by the numbers and words of the request. Each is shared only after its own preview.", "Trouvées par les numéros et les mots de la demande. Chacune n'est partagée qu'après son propre aperçu.", "وُجدت بأرقام الطلب وكلماته. لا يُشارك أي منها إلا بعد معاينته.");
    public static readonly Words AlreadyShared = new("Shared in this thread", "Partagé dans ce fil", "شورك في هذه المراسلة");
    public static readonly Words LanguageOf = new("Language of the answer", "Langue de la réponse", "لغة الرد");
    public static readonly IReadOnlyList<(string Code, string Name)> Languages = [("en", "English"), ("fr", "Français"), ("ar", "العربية")];
    public static readonly Words DraftAnswer = new("Draft the answer from these", "Rédiger la réponse à partir de celles-ci", "صياغة الرد من هذه السجلات");
    public static readonly Words PickSome = new("Choose the records that the answer rests on.", "Choisissez les fiches sur lesquelles repose la réponse.", "اختر السجلات التي يستند إليها الرد.");
    public static readonly Words DraftLead = new("Drafted from what may leave to this partner. Read it, change it; nothing goes before you send it.", "Rédigé à partir de ce qui peut partir vers ce partenaire. Relisez et modifiez ; rien ne part avant l'envoi.", "صيغ مما يجوز أن يغادر إلى هذا الشريك. اقرأه وعدّله؛ لا يغادر شيء قبل أن ترسله.");
    public static readonly Words WithoutDraft = new("Leave the draft", "Abandonner le projet", "ترك المسودة");
    public static readonly Words LeavesWith = new("What leaves with this answer", "Ce qui part avec cette réponse", "ما يغادر مع هذا الرد");
    public static readonly Words LeavesWithLead = new("A copy of each record goes with the words, so that a recall reaches both. What stays is in neither; the partner is not told that it exists.", "Une copie de chaque fiche part avec le texte, pour qu'un rappel atteigne les deux. Ce qui reste n'est ni dans l'une ni dans l'autre ; le partenaire n'apprend pas que cela existe.", "تغادر نسخة من كل سجل مع الكلمات كي يبلغ الاسترجاع الاثنين. ما يبقى ليس في أي منهما، ولا يُخبر الشريك بوجوده.");
    public static readonly Words HasIt = new("the partner has it already", "le partenaire l'a déjà", "لدى الشريك بالفعل");
    public static readonly Words ShareFirst = new("A second person approves each sending to {0}: share this record first.", "Une deuxième personne approuve chaque envoi vers {0} : partagez d'abord cette fiche.", "يوافق شخص ثانٍ على كل إرسال إلى {0}: شارك هذا السجل أولاً.");
    public static readonly Words PreviewOne = new("Preview and share", "Aperçu et partage", "معاينة ومشاركة");
    public static readonly Words Preview = new("Preview", "Aperçu", "معاينة");
    public static readonly Words PreviewLead = new("Nothing leaves before you have seen here, field by field, what leaves.", "Rien ne part avant que vous ayez vu ici, champ par champ, ce qui part.", "لا يغادر شيء قبل أن ترى هنا، حقلاً حقلاً، ما يغادر.");
    public static readonly Words Leaves = new("Leaves", "Part", "يغادر");
    public static readonly Words Stays = new("Stays", "Reste", "يبقى");
    public static readonly Words Field = new("Field", "Champ", "الحقل");
    public static readonly Words Value = new("Value", "Valeur", "القيمة");
    public static readonly Words Why = new("Why", "Pourquoi", "السبب");
    public static readonly Words Bytes = new("The message exactly as it is sealed: {0} bytes", "Le message exactement tel qu'il est scellé : {0} octets", "الرسالة كما تُختم تماماً: {0} بايت");
    public static readonly Words RecordNumber = new("Number of the record", "Numéro de la fiche", "رقم السجل");
    public static readonly Words RuleSet = new("Rule set", "Jeu de règles", "مجموعة القواعد");
    public static readonly Words Whole = new("Everything that may leave", "Tout ce qui peut partir", "كل ما يجوز أن يغادر");
    public static readonly Words WhyNeeded = new("Why it is needed", "Pourquoi c'est nécessaire", "لماذا هو لازم");
    public static readonly Words WhyNot = new("Why it does not leave", "Pourquoi cela ne part pas", "لماذا لا يغادر");
    public static readonly Words WaitsForSecond = new("It waits for a second person.", "En attente d'une deuxième personne.", "بانتظار شخص ثانٍ.");
    public static readonly Words Done = new("Done.", "C'est fait.", "تم.");
    public static readonly Words Approve = new("Approve and send", "Approuver et envoyer", "الموافقة والإرسال");
    public static readonly Words ApproveAs = new("Approve as", "Approuver en tant que", "الموافقة بصفة");
    public static readonly Words SecondPerson = new("Second person", "Deuxième personne", "شخص ثانٍ");
    public static readonly Words ProtectionOfficer = new("Protection officer", "Agent de protection", "موظف حماية");
    public static readonly Words DataController = new("Data controller", "Responsable du traitement", "المتحكم في البيانات");
    public static readonly Words AskPermission = new("Ask the originator", "Demander à l'émetteur", "سؤال المصدر");
    public static readonly Words AskPermissionLead = new("{0} owns this record and has not permitted that it goes further. Ask for it:", "{0} est propriétaire de cette fiche et n'a pas permis sa transmission. Demandez-la :", "{0} يملك هذا السجل ولم يأذن بنقله. اطلب الإذن:");
    public static readonly Words PermissionsAsked = new("Partners ask to pass on what they got from here", "Des partenaires demandent à transmettre ce qu'ils ont reçu d'ici", "شركاء يطلبون نقل ما تلقوه من هنا");
    public static readonly Words PassOnTo = new("{0} would pass it on to {1}, for: {2}", "{0} le transmettrait à {1}, pour : {2}", "{0} سينقله إلى {1} لغرض: {2}");
    public static readonly Words Until = new("Valid until", "Valable jusqu'au", "صالح حتى");
    public static readonly Words Grant = new("Permit", "Autoriser", "منح الإذن");
    public static readonly Words Deny = new("Refuse", "Refuser", "رفض");
    public static readonly Words RecallsLead = new("What was shared can be taken back. Each partner that has a copy is asked, and those to whom it was passed on. The signed log entry proves what the partner says, not that no other copy is left.", "Ce qui a été partagé peut être repris. Chaque partenaire qui a une copie est sollicité, ainsi que ceux à qui elle a été transmise. L'entrée de journal signée prouve ce que le partenaire affirme, non qu'il ne reste aucune autre copie.", "ما شورك يمكن استرجاعه. يُسأل كل شريك لديه نسخة ومن نُقلت إليه. يثبت قيد السجل الموقَّع ما يقوله الشريك، لا عدم بقاء نسخة أخرى.");
    public static readonly Words StartRecall = new("Take a record back", "Reprendre une fiche", "استرجاع سجل");
    public static readonly Words WhatToDo = new("What the partners do", "Ce que font les partenaires", "ما يفعله الشركاء");
    public static readonly Words Reason = new("Reason", "Motif", "السبب");
    public static readonly Words ReasonWords = new("The reason in words: partners read it", "Le motif en toutes lettres : les partenaires le lisent", "السبب بالكلمات: يقرؤه الشركاء");
    public static readonly Words RecallNow = new("Recall", "Rappeler", "استرجاع");
    public static readonly Words Answer = new("Answer", "Réponse", "الرد");
    public static readonly Words Silent = new("silent, due {0}", "silencieux, échéance {0}", "صامت، الموعد {0}");
    public static readonly Words Chased = new("chased {0} times", "relancé {0} fois", "ذُكِّر {0} مرات");
    public static readonly Words Escalate = new("Take it up by other ways.", "À reprendre par d'autres voies.", "تابع بطرق أخرى.");
    public static readonly Words Proof = new("Signed log entry", "Entrée de journal signée", "قيد السجل الموقَّع");
    public static readonly Words ProofHolds = new("Entry {0} of the log of {1}, {2}: the signature holds", "Entrée {0} du journal de {1}, {2} : la signature est valide", "القيد {0} في سجل {1}، {2}: التوقيع صحيح");
    public static readonly Words AnswerSigned = new("Answer signed by {0}, {1}: the signature holds", "Réponse signée par {0}, {1} : la signature est valide", "رد موقَّع من {0}، {1}: التوقيع صحيح");
    public static readonly Words ProofFails = new("The signature cannot be checked here: {0}", "La signature ne peut être vérifiée ici : {0}", "لا يمكن التحقق من التوقيع هنا: {0}");
    public static readonly Words PassedOn = new("passed on to {0}", "transmis à {0}", "نُقل إلى {0}");
    public static readonly Words ByPartners = new("Recalls by partners", "Rappels de partenaires", "استرجاعات من شركاء");
    public static readonly Words DutyLead = new("Records of this node rest on the copy that {0} recalls. Carry it out, or refuse with your reason; silence is chased.", "Des fiches de ce nœud reposent sur la copie que {0} rappelle. Exécutez, ou refusez avec votre motif ; le silence est relancé.", "سجلات هذه العقدة تستند إلى النسخة التي يسترجعها {0}. نفّذ، أو ارفض مع السبب؛ فالصمت يُتابَع.");
    public static readonly Words CarryOut = new("Carry out", "Exécuter", "تنفيذ");
    public static readonly Words RefuseWith = new("Refuse, because", "Refuser, parce que", "رفض، لأن");
    public static readonly Words ReadersLead = new("For the data-protection officer: who read records of this node, and reading that is out of the ordinary. A flag is a question to a person, not a finding.", "Pour le délégué à la protection des données : qui a lu des fiches de ce nœud, et les lectures inhabituelles. Un signalement est une question, pas un constat.", "لمسؤول حماية البيانات: من قرأ سجلات هذه العقدة، والقراءة غير المعتادة. العلامة سؤال لشخص وليست حكماً.");
    public static readonly Words Flagged = new("Out of the ordinary", "Inhabituel", "غير معتاد");
    public static readonly Words NothingFlagged = new("Nothing out of the ordinary in the last {0} entries.", "Rien d'inhabituel dans les {0} dernières entrées.", "لا شيء غير معتاد في آخر {0} قيداً.");
    public static readonly Words Who = new("Who", "Qui", "من");
    public static readonly Words When = new("When", "Quand", "متى");
    public static readonly Words What = new("What", "Quoi", "ماذا");
    public static readonly Words ByPerson = new("By person", "Par personne", "حسب الشخص");
    public static readonly Words Reads = new("Reads", "Lectures", "قراءات");
    public static readonly Words Searches = new("Searches and lists", "Recherches et listes", "عمليات بحث وقوائم");
    public static readonly Words MassReading = new("{0} reads within an hour", "{0} lectures en une heure", "{0} قراءة خلال ساعة");
    public static readonly Words OffHours = new("{0} reads between 21 and 5 h UTC or at the weekend", "{0} lectures entre 21 h et 5 h UTC ou le week-end", "{0} قراءة بين 21 و5 بالتوقيت العالمي أو في نهاية الأسبوع");
    public static readonly Words OwnName = new("looked for the own name", "a cherché son propre nom", "بحث عن اسمه");
    public static readonly Words ColleagueName = new("looked for the name of a colleague ({0})", "a cherché le nom d'un collègue ({0})", "بحث عن اسم زميل ({0})");
    public static readonly Words RightsLead = new("Requests of persons for access, correction or deletion, with their clocks; and records whose review is due.", "Demandes d'accès, de rectification ou d'effacement, avec leurs délais ; et fiches dont le réexamen est dû.", "طلبات الأشخاص للاطلاع أو التصحيح أو الحذف مع مواعيدها؛ والسجلات المستحق مراجعتها.");
    public static readonly Words NewRight = new("Record a request", "Enregistrer une demande", "تسجيل طلب");
    public static readonly Words ReviewsDue = new("Reviews due within six months", "Réexamens dus dans les six mois", "مراجعات مستحقة خلال ستة أشهر");
    public static readonly Words Kind = new("Kind", "Type", "النوع");
    public static readonly Words Count = new("Records", "Fiches", "السجلات");
    public static readonly Words Earliest = new("First due", "Première échéance", "أول استحقاق");
    public static readonly Words NeedsOversight = new("State the purpose 'Oversight and data protection' to see this.", "Indiquez la finalité « Contrôle et protection des données » pour voir ceci.", "اذكر الغرض «الرقابة وحماية البيانات» لرؤية هذا.");
    public static readonly Words Training = new("Answers of the node 'training' are made up by a machine.", "Les réponses du nœud « training » sont inventées par une machine.", "ردود العقدة «training» يصنعها برنامج.");

    /// <summary>A move as a button says it.</summary>
    public static Words Of(ThreadMove move) => move switch
    {
        ThreadMove.Request => new("Request", "Demande", "طلب"),
        ThreadMove.Acknowledge => new("Acknowledge", "Accuser réception", "إشعار بالاستلام"),
        ThreadMove.Ask => new("Ask back", "Poser une question", "استفسار"),
        ThreadMove.Reply => new("Reply", "Répondre à la question", "رد على الاستفسار"),
        ThreadMove.PartialAnswer => new("Partial answer", "Réponse partielle", "رد جزئي"),
        ThreadMove.FinalAnswer => new("Final answer", "Réponse finale", "رد نهائي"),
        ThreadMove.Refuse => new("Refuse, with the reason", "Refuser, avec le motif", "رفض مع السبب"),
        ThreadMove.Feedback => new("Say how useful it was", "Dire l'utilité", "تقييم الفائدة"),
        ThreadMove.Withdraw => new("Withdraw the request", "Retirer la demande", "سحب الطلب"),
        _ => new("Information", "Information", "معلومة"),
    };

    public static Words Of(Usefulness usefulness) => usefulness switch
    {
        Usefulness.Used => new("Used in the case", "Utilisé dans le dossier", "استُعمل في القضية"),
        Usefulness.Useful => new("Useful", "Utile", "مفيد"),
        Usefulness.KnownBefore => new("Known before", "Déjà connu", "معروف من قبل"),
        _ => new("Of no use", "Sans utilité", "بلا فائدة"),
    };

    public static Words Of(ApprovalAs role) => role switch { ApprovalAs.ProtectionOfficer => ProtectionOfficer, ApprovalAs.DataController => DataController, _ => SecondPerson };
}
