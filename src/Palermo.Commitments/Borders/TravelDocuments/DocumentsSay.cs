using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Words of the pages on travel documents.</summary>
internal static class DocumentsSay
{
    public static readonly Words Title = new("Travel documents", "Documents de voyage", "وثائق السفر");
    public static readonly Words Lead = new("Read the lines at the foot of a document and see what is not in order. Nothing follows from it about the person.", "Lisez les lignes au bas d'un document et voyez ce qui n'est pas en ordre. Rien n'en découle quant à la personne.", "اقرأ الأسطر في أسفل الوثيقة وانظر ما ليس سليماً. لا يُستنتج من ذلك شيء عن الشخص.");
    public static readonly Words Zone = new("Machine readable zone", "Zone de lecture automatique", "المنطقة المقروءة آلياً");
    public static readonly Words ZoneHelp = new("Two or three lines, as they stand: A to Z, 0 to 9 and <.", "Deux ou trois lignes, telles quelles : A à Z, 0 à 9 et <.", "سطران أو ثلاثة كما هي: A إلى Z و0 إلى 9 و<.");
    public static readonly Words AsksProtection = new("The person asks for protection, or fears return", "La personne demande une protection ou craint un retour", "يطلب الشخص الحماية أو يخشى الإعادة");
    public static readonly Words AsksProtectionHelp = new("Ticked, it is answered at once and stored nowhere here.", "Coché, la réponse est immédiate et rien n'est conservé ici.", "عند وضع العلامة يأتي الرد فوراً ولا يُحفظ شيء هنا.");
    public static readonly Words Read = new("Read", "Lire", "قراءة");
    public static readonly Words ReferTitle = new("Refer now", "Orienter maintenant", "أحِل الآن");
    public static readonly Words Refer = new(
        "Bring the person to the authority that receives asylum claims, or to UNHCR, before anything else. Do not contact the state of origin. Do not penalise the way of entry or the document (1951 Convention, Art. 31). The claim is recorded by protection officers only: this page kept nothing of it.",
        "Conduisez d'abord la personne auprès de l'autorité chargée des demandes d'asile, ou du HCR. Ne contactez pas l'État d'origine. Aucune sanction pour le mode d'entrée ou le document (convention de 1951, art. 31). La demande n'est enregistrée que par les agents de protection : cette page n'en a rien conservé.",
        "أوصل الشخص أولاً إلى السلطة التي تتلقى طلبات اللجوء أو إلى المفوضية. لا تتصل بدولة المنشأ. لا عقوبة على طريقة الدخول أو الوثيقة (اتفاقية 1951، المادة 31). لا يسجّل الطلب إلا موظفو الحماية: لم تحفظ هذه الصفحة منه شيئاً.");
    public static readonly Words InOrder = new("The zone is in order", "La zone est en ordre", "المنطقة سليمة");
    public static readonly Words InOrderNot = new("The zone is not in order", "La zone n'est pas en ordre", "المنطقة ليست سليمة");
    public static readonly Words NoProof = new("A forger computes check digits too: this is no proof that a document is genuine, and a wrong digit is none that it is forged.", "Un faussaire calcule aussi les chiffres de contrôle : ce n'est pas une preuve d'authenticité, et un chiffre faux n'est pas une preuve de falsification.", "المزوّر يحسب أرقام التحقق أيضاً: هذا ليس دليلاً على أصالة الوثيقة، ولا الرقم الخاطئ دليل على تزويرها.");
    public static readonly Words Form = new("Form", "Format", "الشكل");
    public static readonly Words Checks = new("Check digits", "Chiffres de contrôle", "أرقام التحقق");
    public static readonly Words Expected = new("Expected", "Attendu", "المنتظر");
    public static readonly Words Found = new("Found", "Lu", "المقروء");
    public static readonly Words Right = new("right", "juste", "صحيح");
    public static readonly Words Wrong = new("wrong", "faux", "خاطئ");
    public static readonly Words Fields = new("What it says", "Ce qu'elle dit", "ما تقوله");
    public static readonly Words Problems = new("What is not in order", "Ce qui n'est pas en ordre", "ما ليس سليماً");
    public static readonly Words Notices = new("To be known", "À savoir", "للعلم");
    public static readonly Words Misread = new("If it was misread", "Si elle a été mal lue", "إن كانت القراءة خاطئة");
    public static readonly Words MisreadLead = new("Compare with the document: nothing was changed.", "Comparez avec le document : rien n'a été modifié.", "قارن بالوثيقة: لم يُغيَّر شيء.");
    public static readonly Words MisreadHolds = new("then every check digit holds", "alors tous les chiffres de contrôle sont justes", "حينها تصح كل أرقام التحقق");
    public static readonly Words MisreadChange = new("line {0}, column {1}: {2} may be {3}", "ligne {0}, colonne {1} : {2} peut être {3}", "السطر {0}، العمود {1}: {2} قد تكون {3}");
    public static readonly Words Lookup = new("Stolen or lost?", "Volé ou perdu ?", "مسروقة أو مفقودة؟");
    public static readonly Words LookupLead = new("Asked with number, issuer and type alone, never a name. Foreign registers such as INTERPOL's SLTD are asked through the national bureau; nothing of them is kept here.", "Interrogé avec numéro, émetteur et type seulement, jamais un nom. Les registres étrangers, tel SLTD d'INTERPOL, s'interrogent par le bureau national ; rien n'en est conservé ici.", "يُسأل بالرقم والجهة المصدرة والنوع فقط، لا باسم. تُسأل السجلات الأجنبية مثل SLTD لدى الإنتربول عبر المكتب الوطني، ولا يُحفظ منها شيء هنا.");
    public static readonly Words LocalRegister = new("Losses declared on this node", "Pertes déclarées sur ce nœud", "حالات الفقد المعلنة في هذه العقدة");
    public static readonly Words NoRegister = new("This node keeps no register of losses: nobody was asked.", "Ce nœud ne tient pas de registre des pertes : personne n'a été interrogé.", "لا تحتفظ هذه العقدة بسجل للفقد: لم يُسأل أحد.");
    public static readonly Words ConfirmHit = new("Before any measure, have the issuer confirm it: a document found again by its bearer is the usual false alarm.", "Avant toute mesure, faites confirmer par l'émetteur : un document retrouvé par son titulaire est la fausse alerte habituelle.", "قبل أي إجراء اطلب تأكيد الجهة المصدرة: الوثيقة التي عثر عليها صاحبها هي الإنذار الكاذب المعتاد.");
    public static readonly Words Again = new("If one sign of the number was misread, ask again for:", "Si un signe du numéro a été mal lu, interroger aussi :", "إن أسيئت قراءة علامة من الرقم فاسأل أيضاً عن:");
    public static readonly Words Keep = new("Record the check", "Enregistrer le contrôle", "تسجيل الفحص");
    public static readonly Words KeepLead = new("Kept are the document code, the issuer, what was not in order and your result; the number only where the document was not in order. No name, no date of birth, no zone.", "Sont conservés le code du document, l'émetteur, ce qui n'était pas en ordre et votre résultat ; le numéro seulement si le document n'était pas en ordre. Ni nom, ni date de naissance, ni zone.", "يُحفظ رمز الوثيقة والجهة المصدرة وما لم يكن سليماً ونتيجتك، والرقم فقط إن لم تكن الوثيقة سليمة. لا اسم ولا تاريخ ميلاد ولا المنطقة.");
    public static readonly Words LegalBasis = new("Legal basis of the check", "Base légale du contrôle", "الأساس القانوني للفحص");
    public static readonly Words Place = new("Crossing point", "Point de passage", "نقطة العبور");
    public static readonly Words Register = new("Fraud register", "Registre des fraudes", "سجل الاحتيال");
    public static readonly Words NewFraud = new("Add to the fraud register", "Ajouter au registre des fraudes", "إضافة إلى سجل الاحتيال");
    public static readonly Words Latest = new("Latest entries", "Dernières inscriptions", "أحدث القيود");
    public static readonly Words NoFraud = new("The register has no entry that you may see.", "Aucune inscription visible.", "لا قيود يمكنك رؤيتها.");
    public static readonly Words SameTemplate = new("Same template?", "Même modèle ?", "القالب نفسه؟");
    public static readonly Words SameTemplateLead = new("The forger's signature is the defects that come again. Rare features weigh more than common ones, marks of a series most. An examiner compares the documents: this proposes only.", "La signature du faussaire, ce sont les défauts qui reviennent. Les caractéristiques rares pèsent plus que les courantes, les marques de série le plus. Un expert compare les documents : ceci ne fait que proposer.", "توقيع المزوّر هو العيوب المتكررة. الخصائص النادرة أثقل من الشائعة، وعلامات السلسلة أثقلها. يقارن فاحص الوثائق: هذا اقتراح لا غير.");
    public static readonly Words NoMatch = new("No other entry shares 55 % of the weight of its features, nor an image alike.", "Aucune autre inscription ne partage 55 % du poids de ses caractéristiques, ni une image semblable.", "لا قيد آخر يشترك في 55 % من وزن خصائصه أو في صورة مشابهة.");
    public static readonly Words Score = new("Alike", "Ressemblance", "التشابه");
    public static readonly Words Shared = new("In common", "En commun", "المشترك");
    public static readonly Words Images = new("Images", "Images", "الصور");
    public static readonly Words ImagesAlike = new("look alike ({0} of 64 bits differ)", "se ressemblent ({0} bits sur 64 diffèrent)", "متشابهة (يختلف {0} من 64 بتاً)");
    public static readonly Words ImagesDiffer = new("differ ({0} of 64 bits)", "diffèrent ({0} bits sur 64)", "مختلفة ({0} من 64 بتاً)");
    public static readonly Words MakeHashes = new("Make hashes of the images attached", "Calculer les empreintes des images jointes", "حساب بصمات الصور المرفقة");
    public static readonly Words NoImages = new("No image is attached that can be read: add one on the page of the record.", "Aucune image lisible n'est jointe : ajoutez-en une sur la page de la fiche.", "لا صورة مرفقة يمكن قراءتها: أضف واحدة في صفحة السجل.");
    public static readonly Words OpenRecord = new("The record, its files and history", "La fiche, ses fichiers et son historique", "السجل وملفاته وتاريخه");
    public static readonly Words Needed = new("Give the crossing point and the legal basis.", "Indiquez le point de passage et la base légale.", "اذكر نقطة العبور والأساس القانوني.");

    /// <summary>What a part of the zone is called.</summary>
    public static readonly Words Code = new("Document code", "Code du document", "رمز الوثيقة"), Issuer = new("Issuer", "Émetteur", "الجهة المصدرة"), Number = new("Number", "Numéro", "الرقم"),
        Nationality = new("Nationality", "Nationalité", "الجنسية"), Birth = new("Born", "Naissance", "الميلاد"), Sex = new("Sex", "Sexe", "الجنس"), Expiry = new("Expires", "Expiration", "الانتهاء"),
        Surname = new("Surname", "Nom", "اللقب"), Given = new("Given names", "Prénoms", "الأسماء"), Optional = new("Optional data", "Données facultatives", "بيانات اختيارية"), Issued = new("Issued", "Délivrance", "الإصدار");
}
