using Palermo.Kernel;

namespace Palermo.Node.Pages;

/// <summary>Words of the host's own pages.</summary>
internal static class HostSay
{
    public static readonly Words TableLead = new("{0} rows. What is asked here is logged with the record.", "{0} lignes. Ce qui est demandé ici est journalisé avec la fiche.", "{0} صفاً. كل استعلام هنا يُسجَّل مع السجل.");
    public static readonly Words RowsWhere = new("Which rows", "Quelles lignes", "أي صفوف");
    public static readonly Words RowsWhereHelp = new("A condition over the columns, such as: speed > 20 AND flag = 'NER'. Empty: the first rows.", "Une condition sur les colonnes, par exemple : speed > 20 AND flag = 'NER'. Vide : les premières lignes.", "شرط على الأعمدة، مثل: speed > 20 AND flag = 'NER'. إن تُرك فارغاً تظهر الصفوف الأولى.");
    public static readonly Words ShowRows = new("Show the rows", "Afficher les lignes", "عرض الصفوف");
    public static readonly Words NoRows = new("No row matches.", "Aucune ligne ne correspond.", "لا صف مطابق.");
    public static readonly Words MoreRows = new("The first {0} rows are shown; the file beside the record holds all of them.", "Les {0} premières lignes sont affichées ; le fichier joint à la fiche les contient toutes.", "تظهر أول {0} صفاً؛ والملف المرفق بالسجل يحويها كلها.");

    public static readonly Words ErasuresAhead = new("Erased within six months", "Effacées d'ici six mois", "تُمحى خلال ستة أشهر");
    public static readonly Words ErasuresAheadLead = new("The time for which these records may be kept is ending. What is still needed is looked at again and given a later review date, with the reason.", "La durée de conservation de ces fiches arrive à son terme. Ce qui reste nécessaire est réexaminé et reçoit une date de réexamen ultérieure, avec le motif.", "تنتهي مدة حفظ هذه السجلات. ما يزال لازماً منها يُراجَع ويُعطى تاريخ مراجعة لاحقاً مع بيان السبب.");
    public static readonly Words ErasuresFrom = new("{0}, the first on {1}", "{0}, la première le {1}", "{0}، أولها في {1}");

    public static readonly Words SignIn = new("Sign in", "Se connecter", "تسجيل الدخول");
    public static readonly Words SignInLead = new("Sign in to the node {0}.", "Connexion au nœud {0}.", "تسجيل الدخول إلى العقدة {0}.");
    public static readonly Words Name = new("Sign-in name", "Identifiant", "اسم الدخول");
    public static readonly Words Password = new("Password", "Mot de passe", "كلمة المرور");
    public static readonly Words OldPassword = new("Password until now", "Mot de passe actuel", "كلمة المرور الحالية");
    public static readonly Words NewPassword = new("New password", "Nouveau mot de passe", "كلمة مرور جديدة");
    public static readonly Words PasswordRule = new("Twelve characters or more; several words are good. No other rule.", "Douze caractères ou plus ; plusieurs mots conviennent bien. Aucune autre règle.", "اثنا عشر حرفاً أو أكثر؛ عدة كلمات خيار جيد. لا قاعدة أخرى.");
    public static readonly Words PasskeySignIn = new("Sign in with a passkey", "Se connecter avec une clé d'accès", "الدخول بمفتاح مرور");
    public static readonly Words ProviderSignIn = new("Sign in through your organisation", "Se connecter via votre organisation", "الدخول عبر مؤسستك");
    public static readonly Words Forgotten = new("Password lost? A second officer can let you back in.", "Mot de passe perdu ? Un second agent peut rétablir votre accès.", "فقدت كلمة المرور؟ يستطيع ضابط ثانٍ إعادة دخولك.");
    public static readonly Words Recover = new("Come back with a recovery code", "Revenir avec un code de récupération", "العودة برمز استرداد");
    public static readonly Words RecoverLead = new("Ask an administrator of your node, who is not you, for a code. It is good for one hour, once.", "Demandez un code à un administrateur de votre nœud, autre que vous. Il vaut une heure, une seule fois.", "اطلب رمزاً من مدير آخر للعقدة. صالح لساعة واحدة ولمرة واحدة.");
    public static readonly Words Code = new("Recovery code", "Code de récupération", "رمز الاسترداد");
    public static readonly Words DemoAccounts = new("Demo sign-ins of this node", "Comptes de démonstration de ce nœud", "حسابات العرض في هذه العقدة");
    public static readonly Words DemoPassword = new("The password of all of them: {0}", "Mot de passe commun : {0}", "كلمة المرور لجميعها: {0}");

    public static readonly Words StateWork = new("What are you working on?", "Sur quoi travaillez-vous ?", "على ماذا تعمل؟");
    public static readonly Words StateWorkLead = new("Say for what you work before you begin. It stays in view, and goes into the log with all that you read and change.", "Indiquez la finalité de votre travail avant de commencer. Elle reste visible et est journalisée avec tout ce que vous lisez et modifiez.", "اذكر غرض عملك قبل أن تبدأ. يبقى ظاهراً ويُسجَّل مع كل ما تقرؤه وتغيّره.");
    public static readonly Words Purpose = new("Purpose", "Finalité", "الغرض");
    public static readonly Words LegalBasis = new("Legal basis", "Base légale", "الأساس القانوني");
    public static readonly Words LegalBasisHelp = new("The provision under which you work, such as: Criminal Procedure Code, Art. 55.", "La disposition sur laquelle vous vous fondez, par exemple : Code de procédure pénale, art. 55.", "النص الذي تعمل بموجبه، مثل: قانون الإجراءات الجزائية، المادة 55.");
    public static readonly Words Case = new("Case reference, if there is one", "Référence du dossier, s'il y en a un", "مرجع الملف إن وُجد");
    public static readonly Words Glass = new("Emergency opening", "Ouverture d'urgence", "فتح طارئ");
    public static readonly Words GlassLead = new("Only to avert danger: opens records kept to a case or team for one hour. Supervisors and the data protection officer are told at once.", "Uniquement pour écarter un danger : ouvre pendant une heure les fiches réservées à un dossier ou une équipe. Les superviseurs et le délégué à la protection des données sont prévenus aussitôt.", "لدرء الخطر فقط: يفتح لساعة واحدة السجلات المقصورة على ملف أو فريق. ويُبلَّغ المشرفون ومسؤول حماية البيانات فوراً.");
    public static readonly Words GlassReason = new("Reason for the emergency opening", "Motif de l'ouverture d'urgence", "سبب الفتح الطارئ");
    public static readonly Words Begin = new("Begin work", "Commencer", "ابدأ العمل");
    public static readonly Words NoRole = new("Your account has no role in this node: ask an administrator.", "Votre compte n'a aucun rôle dans ce nœud : adressez-vous à un administrateur.", "ليس لحسابك دور في هذه العقدة: راجع المدير.");

    public static readonly Words Account = new("Your account", "Votre compte", "حسابك");
    public static readonly Words Roles = new("Roles", "Rôles", "الأدوار");
    public static readonly Words Teams = new("Cases and teams", "Dossiers et équipes", "الملفات والفرق");
    public static readonly Words Organisation = new("Organisation", "Organisation", "المؤسسة");
    public static readonly Words ActiveUntil = new("Assignment ends on", "Fin d'affectation", "نهاية المهمة");
    public static readonly Words Passkeys = new("Passkeys", "Clés d'accès", "مفاتيح المرور");
    public static readonly Words NoPasskey = new("No passkey yet. A passkey signs you in without a password, on this device or by a security key.", "Aucune clé d'accès. Une clé d'accès permet de se connecter sans mot de passe, sur cet appareil ou avec une clé de sécurité.", "لا يوجد مفتاح مرور بعد. يتيح الدخول بلا كلمة مرور من هذا الجهاز أو بمفتاح أمان.");
    public static readonly Words AddPasskey = new("Add a passkey", "Ajouter une clé d'accès", "إضافة مفتاح مرور");
    public static readonly Words PasskeyName = new("Name of the device or key", "Nom de l'appareil ou de la clé", "اسم الجهاز أو المفتاح");
    public static readonly Words Remove = new("Remove", "Retirer", "إزالة");
    public static readonly Words ChangePassword = new("Change the password", "Changer le mot de passe", "تغيير كلمة المرور");
    public static readonly Words Everywhere = new("Sign out on every device", "Se déconnecter de tous les appareils", "تسجيل الخروج من كل الأجهزة");
    public static readonly Words Devices = new("Signed-in devices", "Appareils connectés", "الأجهزة المسجَّل دخولها");
    public static readonly Words ThisDevice = new("this one", "celui-ci", "هذا الجهاز");
    public static readonly Words DeviceSeen = new("since {0}, last seen {1}", "depuis le {0}, vu le {1}", "منذ {0}، آخر ظهور {1}");
    public static readonly Words SignOutDevice = new("Sign out", "Déconnecter", "تسجيل خروجه");
    public static readonly Words NoDevice = new("Signed in nowhere.", "Connecté nulle part.", "غير مسجَّل الدخول في أي مكان.");
    public static readonly Words SignOutAll = new("Sign this person out everywhere", "Déconnecter cette personne partout", "تسجيل خروج هذا الشخص من كل مكان");
    public static readonly Words Done = new("Done.", "C'est fait.", "تم.");

    public static readonly Words Home = new("Today", "Aujourd'hui", "اليوم");
    public static readonly Words Due = new("Due", "À échéance", "مستحق");
    public static readonly Words NothingDue = new("Nothing is due.", "Rien n'est à échéance.", "لا شيء مستحق.");
    public static readonly Words New = new("New", "Nouveau", "جديد");
    public static readonly Words NothingNew = new("Nothing that you may see for this purpose.", "Rien de visible pour cette finalité.", "لا شيء يمكنك رؤيته لهذا الغرض.");
    public static readonly Words Waits = new("Waits for others", "En attente d'autrui", "بانتظار آخرين");
    public static readonly Words NothingWaits = new("Nothing waits for others.", "Rien n'est en attente.", "لا شيء بانتظار آخرين.");
    public static readonly Words Rooms = new("Rooms", "Espaces", "الأقسام");
    public static readonly Words AllNew = new("All records", "Toutes les fiches", "كل السجلات");
    public static readonly Words AlertNews = new("Saved searches with something new", "Recherches enregistrées avec du nouveau", "أبحاث محفوظة فيها جديد");
    public static readonly Words NewTask = new("New task", "Nouvelle tâche", "مهمة جديدة");

    public static readonly Words Administration = new("People of the node", "Personnes du nœud", "أشخاص العقدة");
    public static readonly Words AdministrationLead = new("Roles give purposes; nobody here sees records by being an administrator. Every change is logged.", "Les rôles donnent des finalités ; être administrateur ne donne accès à aucune fiche. Chaque modification est journalisée.", "الأدوار تمنح الأغراض؛ ولا يرى أحد السجلات بصفته مديراً. كل تغيير يُسجَّل.");
    public static readonly Words AddPerson = new("Add a person", "Ajouter une personne", "إضافة شخص");
    public static readonly Words FullName = new("Name", "Nom", "الاسم");
    public static readonly Words State = new("State", "État", "الحالة");
    public static readonly Words Active = new("active", "active", "نشط");
    public static readonly Words Disabled = new("disabled", "désactivée", "معطَّل");
    public static readonly Words Save = new("Save", "Enregistrer", "حفظ");
    public static readonly Words GiveCode = new("Give a recovery code", "Donner un code de récupération", "منح رمز استرداد");
    public static readonly Words CodeIs = new("Recovery code for {0}, good until {1}. Tell it in person; it is shown once:", "Code de récupération pour {0}, valable jusqu'à {1}. À communiquer de vive voix ; affiché une seule fois :", "رمز الاسترداد لـ {0} صالح حتى {1}. أبلغه شخصياً؛ يظهر مرة واحدة:");
    public static readonly Words Edit = new("Change", "Modifier", "تغيير");
    public static readonly Words DisabledLabel = new("Account disabled", "Compte désactivé", "الحساب معطَّل");
    public static readonly Words TeamsHelp = new("One a line.", "Un par ligne.", "واحد في كل سطر.");
    public static readonly Words OwnAccount = new("You cannot give yourself a role or a code: ask another administrator.", "Vous ne pouvez pas vous attribuer un rôle ni un code : demandez à un autre administrateur.", "لا يمكنك منح نفسك دوراً أو رمزاً: اطلب من مدير آخر.");

    public static readonly Words AsRole = new("What a role may do", "Ce que permet un rôle", "ما يجوز لدور ما");
    public static readonly Words AsRoleLead = new(
        "Answers by the rules alone, for a record with this marking. It opens no record, and tells of none.",
        "Répond d'après les seules règles, pour une fiche ainsi marquée. N'ouvre aucune fiche et n'en révèle aucune.",
        "يجيب وفق القواعد وحدها، لسجل بهذا التصنيف. لا يفتح أي سجل ولا يكشف عن أي منها.");
    public static readonly Words Role = new("Role", "Rôle", "الدور");
    public static readonly Words Marking = new("Marking", "Marquage", "التصنيف");
    public static readonly Words OwnedBy = new("Owned by", "Appartient à", "ملك");
    public static readonly Words ThisNode = new("this node", "ce nœud", "هذه العقدة");
    public static readonly Words OtherNode = new("another node", "un autre nœud", "عقدة أخرى");
    public static readonly Words Listed = new("Kept to a case or team", "Réservée à un dossier ou une équipe", "مقصور على ملف أو فريق");
    public static readonly Words NotListed = new("no list", "aucune liste", "بلا قائمة");
    public static readonly Words OnList = new("on the list", "sur la liste", "ضمن القائمة");
    public static readonly Words OffList = new("not on the list", "hors de la liste", "خارج القائمة");
    public static readonly Words Show = new("Show", "Afficher", "عرض");
    public static readonly Words Kind = new("Kind", "Type", "النوع");
    public static readonly Words May = new("May", "Peut", "يجوز له");
    public static readonly Words MayNot = new("May not, and why", "Ne peut pas, et pourquoi", "لا يجوز له، ولماذا");
    public static readonly Words Unknown = new("Does not learn that it exists", "Ignore jusqu'à son existence", "لا يعلم بوجوده");
    public static readonly Words Fields = new("Fields", "Champs", "الحقول");
    public static readonly Words ByStatement = new("by statement", "par déclaration", "حسب الإفادة");

    public static readonly Words Jobs = new("Background work", "Travaux en arrière-plan", "الأعمال في الخلفية");
    public static readonly Words NoJobs = new("No work has been started.", "Aucun travail n'a été lancé.", "لم يبدأ أي عمل.");
    public static readonly Words Started = new("Started", "Lancé", "بدأ");
    public static readonly Words Progress = new("Progress", "Avancement", "التقدم");
    public static readonly Words Cancel = new("Cancel", "Annuler", "إلغاء");
    public static readonly Words What = new("What", "Quoi", "العمل");

    /// <summary>What a fault named in an address says.</summary>
    public static Words? Fault(string? code) => code switch
    {
        "provider" => new("The provider did not let you in, or your groups give no role in this node. Ask the node's administrator.", "Le fournisseur n'a pas autorisé l'accès, ou vos groupes ne donnent aucun rôle dans ce nœud. Adressez-vous à l'administrateur du nœud.", "لم يسمح المزوّد بالدخول، أو أن مجموعاتك لا تمنح أي دور في هذه العقدة. راجع مدير العقدة."),
        null => null,
        "sign-in" => new("Name and password do not fit, or the account is locked for a while.", "L'identifiant et le mot de passe ne correspondent pas, ou le compte est verrouillé pour un temps.", "الاسم وكلمة المرور لا يتطابقان، أو الحساب مقفل مؤقتاً."),
        "passkey" => new("The passkey was not accepted.", "La clé d'accès n'a pas été acceptée.", "لم يُقبل مفتاح المرور."),
        "recovery" => new("Name and code do not fit, or the code has ended.", "L'identifiant et le code ne correspondent pas, ou le code a expiré.", "الاسم والرمز لا يتطابقان، أو انتهى الرمز."),
        "password" => PasswordRule,
        "purpose" => new("None of your roles may work for that purpose.", "Aucun de vos rôles ne permet cette finalité.", "لا يسمح أي من أدوارك بهذا الغرض."),
        "own" => OwnAccount,
        "stale" => new("Somebody else changed this person first: look again.", "Quelqu'un d'autre a modifié cette personne entre-temps : vérifiez.", "غيّر شخص آخر هذا السجل قبلك: راجعه."),
        _ => new("That did not work. Nothing was changed.", "Cela n'a pas fonctionné. Rien n'a été modifié.", "لم ينجح ذلك. لم يتغير شيء."),
    };
}
