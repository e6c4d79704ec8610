using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words of field entry, where the link may be cut.</summary>
public static class EntrySay
{
    public static readonly Words Title = new("Field entry", "Saisie de terrain", "الإدخال الميداني");
    public static readonly Words Lead = new(
        "Works without a link: what you save is kept on this device, sealed, and goes out when the link is back.",
        "Fonctionne sans liaison : ce que vous enregistrez est conservé sur cet appareil, scellé, et part au retour de la liaison.",
        "يعمل دون اتصال: ما تحفظه يبقى على هذا الجهاز مختوماً، ويُرسَل عند عودة الاتصال.");
    public static readonly Words Choose = new("What do you record?", "Que voulez-vous enregistrer ?", "ماذا تريد أن تسجّل؟");
    public static readonly Words NoKinds = new("No form of field entry serves this purpose. State another purpose first.", "Aucun formulaire de terrain ne sert cette finalité. Indiquez d'abord une autre finalité.", "لا نموذج ميدانياً لهذا الغرض. اذكر غرضاً آخر أولاً.");
    public static readonly Words All = new("All forms", "Tous les formulaires", "كل النماذج");
    public static readonly Words WithoutScript = new("This browser runs no script: the form is sent at once, and needs the link.", "Ce navigateur n'exécute pas de script : le formulaire est envoyé aussitôt et nécessite la liaison.", "هذا المتصفح لا يشغّل البرامج النصية: يُرسَل النموذج فوراً ويحتاج إلى الاتصال.");
    public static readonly Words Kept = new("Kept form. Entries go out under the person who prepared this device:", "Formulaire conservé. Les saisies partiront au nom de la personne qui a préparé cet appareil :", "نموذج محفوظ. تُرسَل الإدخالات باسم من أعدّ هذا الجهاز:");
    public static readonly Words Save = new("Save", "Enregistrer", "حفظ");

    // Said by the page's script.
    public static readonly Words Queue = new("What waits on this device", "Ce qui attend sur cet appareil", "ما ينتظر على هذا الجهاز");
    public static readonly Words Count = new("Waiting here: {0}", "En attente ici : {0}", "ينتظر هنا: {0}");
    public static readonly Words Nothing = new("Nothing waits. Everything was sent.", "Rien n'attend. Tout a été envoyé.", "لا شيء ينتظر. أُرسل كل شيء.");
    public static readonly Words LinkOn = new("Link: on", "Liaison : établie", "الاتصال: قائم");
    public static readonly Words LinkOff = new("Link: cut. Go on: what you save waits here.", "Liaison : coupée. Continuez : ce que vous enregistrez attend ici.", "الاتصال: مقطوع. واصِل: ما تحفظه ينتظر هنا.");
    public static readonly Words Ready = new("This device is ready to work without a link.", "Cet appareil est prêt à travailler sans liaison.", "هذا الجهاز جاهز للعمل دون اتصال.");
    public static readonly Words Saved = new("Saved on this device at {0}. It goes out when the link is back.", "Enregistré sur cet appareil à {0}. L'envoi se fera au retour de la liaison.", "حُفظ على هذا الجهاز في {0}. يُرسَل عند عودة الاتصال.");
    public static readonly Words SentOne = new("Stored by the node.", "Enregistré par le nœud.", "خزّنته العقدة.");
    public static readonly Words ShowRecord = new("Show the record", "Voir la fiche", "عرض السجل");
    public static readonly Words NotKept = new("This device could not keep the entry. Do not leave this page; send it when the link is back, or write it down.", "Cet appareil n'a pas pu conserver la saisie. Ne quittez pas cette page ; envoyez-la au retour de la liaison ou notez-la.", "تعذّر حفظ الإدخال على هذا الجهاز. لا تغادر الصفحة؛ أرسله عند عودة الاتصال أو دوّنه.");
    public static readonly Words Waiting = new("waits to be sent", "en attente d'envoi", "بانتظار الإرسال");
    public static readonly Words Draft = new("draft, not finished", "brouillon, non terminé", "مسودة غير مكتملة");
    public static readonly Words Refused = new("refused: mend it", "refusé : à corriger", "مرفوض: صحّحه");
    public static readonly Words Twice = new("stored before with other values", "déjà enregistré avec d'autres valeurs", "خُزّن من قبل بقيم أخرى");
    public static readonly Words Damaged = new("damaged: cannot be opened", "endommagé : ne peut être ouvert", "تالف: لا يمكن فتحه");
    public static readonly Words Entry = new("Entry", "Fiche", "إدخال");
    public static readonly Words Open = new("Open", "Ouvrir", "فتح");
    public static readonly Words Remove = new("Remove", "Supprimer", "حذف");
    public static readonly Words AsNew = new("Send mine as well", "Envoyer aussi la mienne", "إرسال إدخالي أيضاً");
    public static readonly Words SendNow = new("Send now", "Envoyer maintenant", "إرسال الآن");
    public static readonly Words Lock = new("Lock", "Verrouiller", "قفل");
    public static readonly Words Locked = new("Locked. What waits is sealed; it opens again when you are signed in with a link.", "Verrouillé. Ce qui attend est scellé ; vous pourrez le rouvrir une fois connecté, avec une liaison.", "مقفل. ما ينتظر مختوم؛ ويُفتح من جديد بعد تسجيل دخولك مع اتصال.");
    public static readonly Words Wipe = new("Wipe this device", "Effacer de cet appareil", "مسح هذا الجهاز");
    public static readonly Words WipeSure = new("Wipe everything of yours that waits on this device? {0} of it was never sent and will be lost.", "Effacer tout ce qui vous appartient sur cet appareil ? {0} saisie(s) jamais envoyée(s) seront perdues.", "مسح كل ما يخصك على هذا الجهاز؟ {0} لم يُرسَل قط وسيُفقد.");
    public static readonly Words RemoveSure = new("Remove this entry? It was not stored by the node and will be lost.", "Supprimer cette saisie ? Elle n'a pas été enregistrée par le nœud et sera perdue.", "حذف هذا الإدخال؟ لم تخزّنه العقدة وسيُفقد.");
    public static readonly Words Wiped = new("Wiped.", "Effacé.", "مُسح.");
    public static readonly Words Others = new("{0} of other people, sealed: they go out when those sign in.", "{0} d'autres personnes, scellées : elles partiront à leur connexion.", "{0} لأشخاص آخرين، مختومة: تُرسَل عند تسجيل دخولهم.");
    public static readonly Words SignIn = new("Sign in to send what waits", "Se connecter pour envoyer ce qui attend", "سجّل الدخول لإرسال ما ينتظر");
    public static readonly Words StateWork = new("State your purpose to send what waits", "Indiquez votre finalité pour envoyer ce qui attend", "اذكر غرضك لإرسال ما ينتظر");
    public static readonly Words SealedHere = new("It was written before this tab was opened, and opens with a link, when you are signed in.", "Saisie antérieure à l'ouverture de cet onglet : elle s'ouvre avec une liaison, une fois connecté.", "كُتب قبل فتح هذه الصفحة، ويُفتح مع اتصال بعد تسجيل الدخول.");
    public static readonly Words DraftBack = new("Your draft of {0} is back.", "Votre brouillon de {0} est revenu.", "عادت مسودتك من {0}.");
    public static readonly Words Goes = new("goes on {0} if it is not sent", "sera effacé le {0} faute d'envoi", "يُمسح في {0} إن لم يُرسَل");
    public static readonly Words Missing = new("{0}: to be filled in.", "{0} : à remplir.", "{0}: يجب ملؤه.");
    public static readonly Words NotNumber = new("{0}: not a number that can be kept here.", "{0} : ce nombre n'est pas admis ici.", "{0}: رقم غير مقبول هنا.");
    public static readonly Words Here = new("Take my position", "Prendre ma position", "تحديد موقعي");
    public static readonly Words Now = new("Now", "Maintenant", "الآن");
    public static readonly Words NoPosition = new("The device gives no position.", "L'appareil ne donne pas de position.", "لا يعطي الجهاز موقعاً.");
    public static readonly Words WaitingElsewhere = new("{0} field entries wait on this device", "{0} saisies de terrain attendent sur cet appareil", "{0} إدخالات ميدانية تنتظر على هذا الجهاز");
}
