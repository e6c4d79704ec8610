using Palermo.Kernel;

namespace Palermo.Node.Pages;

/// <summary>Words of the page of partner nodes.</summary>
internal static class PartnersSay
{
    public static readonly Words Title = new("Partner nodes", "Nœuds partenaires", "العقد الشريكة");
    public static readonly Words Lead = new(
        "A node is trusted when two people have compared its code, or when a directory that is trusted names it. Nothing is taken from anybody else.",
        "Un nœud est de confiance lorsque deux personnes ont comparé son code, ou lorsqu'un annuaire de confiance le nomme. Rien n'est accepté de quiconque d'autre.",
        "تُعدّ العقدة موثوقة حين يقارن شخصان رمزها، أو حين يذكرها دليل موثوق. ولا يُقبل شيء من غيرها.");
    public static readonly Words OwnCode = new("This node's half of the pairing code", "La moitié du code d'appairage de ce nœud", "نصف رمز الإقران الخاص بهذه العقدة");
    public static readonly Words OwnCodeHelp = new(
        "Give the partner this node's card by any way; read the code out by telephone or face to face.",
        "Remettez la carte de ce nœud au partenaire par n'importe quel moyen ; lisez le code au téléphone ou de vive voix.",
        "سلّم بطاقة هذه العقدة للشريك بأي وسيلة؛ واقرأ الرمز عبر الهاتف أو وجهاً لوجه.");
    public static readonly Words Card = new("Card of this node", "Carte de ce nœud", "بطاقة هذه العقدة");
    public static readonly Words Add = new("Trust a partner", "Faire confiance à un partenaire", "الوثوق بشريك");
    public static readonly Words TheirCard = new("The partner's card", "Carte du partenaire", "بطاقة الشريك");
    public static readonly Words TheirCode = new("The partner's half of the code, as its operator read it out", "La moitié du code du partenaire, telle que son opérateur l'a lue", "نصف رمز الشريك كما قرأه مشغّله");
    public static readonly Words Private = new("Its address may lie in a private network", "Son adresse peut se trouver dans un réseau privé", "قد يقع عنوانه في شبكة خاصة");
    public static readonly Words Trust = new("Compare and trust", "Comparer et faire confiance", "قارن وثِق");
    public static readonly Words Distrust = new("Trust no longer", "Ne plus faire confiance", "إلغاء الثقة");
    public static readonly Words Node = new("Node", "Nœud", "العقدة");
    public static readonly Words Way = new("Way", "Voie", "الطريق");
    public static readonly Words ByFiles = new("by files", "par fichiers", "بالملفات");
    public static readonly Words TrustedBy = new("Trusted by", "Confiance par", "مصدر الثقة");
    public static readonly Words ByCode = new("code, compared on {0}", "code comparé le {0}", "رمز قورن في {0}");
    public static readonly Words ByDirectory = new("directory of {0}", "annuaire de {0}", "دليل {0}");
    public static readonly Words Queued = new("To be delivered", "À remettre", "بانتظار التسليم");
    public static readonly Words Since = new("since {0}", "depuis le {0}", "منذ {0}");
    public static readonly Words Waiting = new("Received, waiting", "Reçus, en attente", "مستلَمة وتنتظر");
    public static readonly Words Fault = new("Last fault", "Dernier incident", "آخر عطل");
    public static readonly Words NoKey = new("no key that is believed: pair again", "aucune clé valable : appairer de nouveau", "لا مفتاح موثوق: أعد الإقران");
    public static readonly Words None = new("No partners yet.", "Aucun partenaire.", "لا شركاء بعد.");
    public static readonly Words Keys = new("Keys of this node", "Clés de ce nœud", "مفاتيح هذه العقدة");
    public static readonly Words Signs = new("signs", "signe", "للتوقيع");
    public static readonly Words Opens = new("opens", "déchiffre", "للفتح");
    public static readonly Words InUse = new("in use", "en service", "قيد الاستعمال");
    public static readonly Words Ends = new("ends on {0}", "prend fin le {0}", "ينتهي في {0}");
    public static readonly Words Revoked = new("revoked on {0}", "révoquée le {0}", "أُلغي في {0}");
    public static readonly Words Rotate = new("Make new keys", "Créer de nouvelles clés", "إنشاء مفاتيح جديدة");
    public static readonly Words RotateHelp = new(
        "Partners learn of them with the next envelope. The old keys open and verify for 60 days more. A key that was lost or stolen is revoked at the command line: palermo node revoke.",
        "Les partenaires en sont informés avec le prochain pli. Les anciennes clés déchiffrent et vérifient encore 60 jours. Une clé perdue ou volée se révoque en ligne de commande : palermo node revoke.",
        "يعلم بها الشركاء مع المظروف التالي. وتبقى المفاتيح القديمة صالحة للفتح والتحقق 60 يوماً. أما المفتاح المفقود أو المسروق فيُلغى من سطر الأوامر: palermo node revoke.");
    public static readonly Words Quarantine = new("Refused and kept apart", "Refusés et mis à l'écart", "مرفوضة ومعزولة");
    public static readonly Words NothingApart = new("Nothing was refused.", "Rien n'a été refusé.", "لم يُرفض شيء.");
    public static readonly Words When = new("When", "Quand", "متى");
    public static readonly Words Code = new("Code", "Code", "الرمز");
    public static readonly Words Bytes = new("Bytes", "Octets", "بايت");
    public static readonly Words Done = new("Done.", "C'est fait.", "تم.");

    /// <summary>What a fault named in the address says.</summary>
    public static Words Wrong(string code) => code switch
    {
        "trust.code" => new(
            "The code is not that of this card: somebody may have changed the card on its way. Compare once more.",
            "Le code n'est pas celui de cette carte : quelqu'un a pu la modifier en chemin. Comparez encore une fois.",
            "الرمز ليس رمز هذه البطاقة: ربما غيّرها أحد في الطريق. قارن مرة أخرى."),
        "trust.self" => new("This is the node's own card: take the partner's.", "C'est la carte de ce nœud : prenez celle du partenaire.", "هذه بطاقة هذه العقدة نفسها: خذ بطاقة الشريك."),
        "trust.revoked" => new("The card names a key that was revoked: ask for a new card.", "La carte nomme une clé révoquée : demandez une nouvelle carte.", "تذكر البطاقة مفتاحاً ملغى: اطلب بطاقة جديدة."),
        "partner" => new("There is no such partner.", "Ce partenaire n'existe pas.", "لا يوجد شريك كهذا."),
        _ => new("This is no card of a node: paste the whole text of the file.", "Ce n'est pas la carte d'un nœud : collez le texte entier du fichier.", "هذه ليست بطاقة عقدة: الصق نص الملف كاملاً."),
    };
}
