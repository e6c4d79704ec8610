using NodaTime;
using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>The fields that notices and diffusions share, declared once.</summary>
internal static class NoticeFields
{
    public static readonly CodeList Colours = CodeList.Of<NoticeColour>("notice-colour",
        (NoticeColour.Red, new("Red: wanted", "Rouge : recherché en vue d'arrestation", "حمراء: مطلوب للتوقيف")), (NoticeColour.Blue, new("Blue: identity, whereabouts, activities", "Bleue : identité, localisation, activités", "زرقاء: الهوية والمكان والأنشطة")),
        (NoticeColour.Green, new("Green: warning of a person", "Verte : avertissement sur une personne", "خضراء: تحذير من شخص")), (NoticeColour.Yellow, new("Yellow: missing", "Jaune : personne disparue", "صفراء: مفقود")),
        (NoticeColour.Black, new("Black: unidentified body", "Noire : cadavre non identifié", "سوداء: جثة مجهولة الهوية")), (NoticeColour.Orange, new("Orange: imminent threat", "Orange : menace imminente", "برتقالية: تهديد وشيك")),
        (NoticeColour.Purple, new("Purple: method or object", "Mauve : mode opératoire ou objet", "بنفسجية: أسلوب أو غرض")), (NoticeColour.UnSpecial, new("INTERPOL–UN Security Council", "Spéciale INTERPOL–Conseil de sécurité", "خاصة: الإنتربول ومجلس الأمن")),
        (NoticeColour.Silver, new("Silver: assets", "Argentée : avoirs", "فضية: أصول")));

    private static readonly CodeList Statuses = CodeList.Of<NoticeStatus>("notice-status",
        (NoticeStatus.Suspect, new("Suspect", "Suspect", "مشتبه فيه")), (NoticeStatus.Convicted, new("Convicted", "Condamné", "محكوم عليه")), (NoticeStatus.Witness, new("Witness", "Témoin", "شاهد")),
        (NoticeStatus.Victim, new("Victim", "Victime", "ضحية")), (NoticeStatus.Missing, new("Missing", "Disparu", "مفقود")), (NoticeStatus.Deceased, new("Deceased", "Décédé", "متوفى")), (NoticeStatus.NotApplicable, new("No person", "Pas de personne", "لا شخص")));

    private static readonly CodeList Ends = CodeList.Of<NoticeEnd>("notice-end",
        (NoticeEnd.Surrendered, new("Arrested and surrendered", "Arrêté et remis", "أُوقف وسُلِّم")), (NoticeEnd.WarrantWithdrawn, new("Warrant withdrawn", "Mandat retiré", "سُحب أمر التوقيف")),
        (NoticeEnd.Acquitted, new("Acquitted", "Acquitté", "بُرِّئ")), (NoticeEnd.PurposeFulfilled, new("Purpose fulfilled", "Objet atteint", "تحقق الغرض")),
        (NoticeEnd.Death, new("Death", "Décès", "وفاة")), (NoticeEnd.NotMaintained, new("Not maintained", "Non maintenue", "لم يُبقَ عليها")));

    private static readonly CodeList ConditionCodes = CodeList.Of<NoticeCondition>("notice-condition",
        (NoticeCondition.InvestigationOpen, new("A criminal investigation is open", "Une enquête pénale est ouverte", "تحقيق جنائي مفتوح")), (NoticeCondition.Assessment, new("Assessed as a threat by a national authority", "Évalué comme menace par une autorité nationale", "قيّمته سلطة وطنية كتهديد")),
        (NoticeCondition.ConvictionOrGrounds, new("Convictions or other reasonable grounds", "Condamnations ou autres motifs raisonnables", "أحكام أو أسباب معقولة أخرى")), (NoticeCondition.PoliceReport, new("The police recorded the disappearance", "Disparition enregistrée par la police", "سجّلت الشرطة الاختفاء")),
        (NoticeCondition.PrivacyConsidered, new("Privacy and safety were considered", "Vie privée et sécurité examinées", "روعيت الخصوصية والسلامة")), (NoticeCondition.ImminentThreat, new("The threat is serious and imminent", "La menace est grave et imminente", "التهديد خطير ووشيك")),
        (NoticeCondition.SeveralCountries, new("Of interest to several countries", "Intéresse plusieurs pays", "يهم عدة بلدان")), (NoticeCondition.SanctionsCommittee, new("Listed by a Sanctions Committee", "Inscription par un comité des sanctions", "أدرجته لجنة جزاءات")),
        (NoticeCondition.PilotCountry, new("Country of the silver pilot", "Pays pilote (notice argentée)", "بلد مشارك في تجربة النشرة الفضية")), (NoticeCondition.AssetsDescribed, new("Assets are described", "Avoirs décrits", "الأصول موصوفة")));

    private static readonly Words Careful = new(
        "Set by an authority that holds the notice back: whom to ask. The reason is never written here.",
        "Posé par l'autorité qui retient la notice : à qui s'adresser. Le motif n'est jamais écrit ici.",
        "تضعه السلطة التي تحجز النشرة: من يُراجَع. لا يُكتب السبب هنا أبداً.");

    public static KindBuilder<T> Notice<T>(this KindBuilder<T> kind) where T : NoticeBody => kind
        .Field(x => x.Colour, new("Colour", "Couleur", "اللون"), f => f with { Codes = Colours, Filtered = true, Listed = true })
        .Field(x => x.Subject, new("Subject", "Objet", "الموضوع"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.RequestingCountry, new("Requesting country", "Pays demandeur", "البلد الطالب"), f => f with { Required = true, Filtered = true, Listed = true, MaxLength = 3, Help = new("Three letters, such as NER.", "Trois lettres, par exemple NER.", "ثلاثة أحرف، مثل NER.") })
        .Field(x => x.FamilyName, new("Family name", "Nom", "اللقب"), f => f with { Searched = true })
        .Field(x => x.FirstName, new("First name", "Prénom", "الاسم"), f => f with { Searched = true })
        .Field(x => x.Sex, new("Sex", "Sexe", "الجنس"), f => f with { MaxLength = 20 })
        .Field(x => x.BirthDate, new("Date of birth", "Date de naissance", "تاريخ الميلاد"), f => f with { Help = new("At least the year.", "Au moins l'année.", "السنة على الأقل.") })
        .Field(x => x.Nationalities, new("Nationalities", "Nationalités", "الجنسيات"))
        .Field(x => x.IdentityDocument, new("Identity document", "Document d'identité", "وثيقة الهوية"), f => f with { Type = FieldType.Identifier, IdentifierType = "travel-document", Normalise = DocumentLoss.NormaliseNumber, Searched = true })
        .Field(x => x.PhysicalDescription, new("Physical description", "Signalement", "الأوصاف الجسدية"), f => f with { Type = FieldType.LongText, MaxLength = 2000 })
        .Field(x => x.Fingerprints, new("Fingerprints attached", "Empreintes digitales jointes", "بصمات مرفقة"))
        .Field(x => x.DnaProfile, new("DNA profile attached", "Profil ADN joint", "بصمة وراثية مرفقة"))
        .Field(x => x.Photograph, new("Good photograph attached", "Bonne photographie jointe", "صورة جيدة مرفقة"))
        .Field(x => x.AdditionalIdentifier, new("Further identifier", "Autre élément d'identification", "معرّف إضافي"))
        .Field(x => x.Status, new("Status of the person", "Statut de la personne", "صفة الشخص"), f => f with { Codes = Statuses, Help = new("RPD Art. 44.", "RTD art. 44.", "المادة 44 من قواعد معالجة البيانات.") })
        .Field(x => x.Minor, new("A minor", "Mineur", "قاصر"))
        .Field(x => x.PublicRole, new("Public role", "Fonction publique ou politique", "دور عام"), f => f with { Help = new("Politician, journalist, cleric: neutrality is then weighed (Constitution Art. 3).", "Élu, journaliste, religieux : la neutralité est alors examinée (Statut art. 3).", "سياسي أو صحفي أو رجل دين: يُنظر عندئذ في الحياد (المادة 3 من الدستور).") })
        .Field(x => x.WantedToServe, new("Wanted to serve a sentence", "Recherché pour exécution de peine", "مطلوب لتنفيذ عقوبة"))
        .Field(x => x.Charges, new("Charges", "Chefs d'accusation", "التهم"), f => f with { Searched = true, Help = new("One a line, in the words of the law.", "Un par ligne, dans les termes de la loi.", "واحدة في كل سطر، بألفاظ القانون.") })
        .Field(x => x.Law, new("Law", "Loi", "القانون"))
        .Field(x => x.MaximumPenaltyYears, new("Maximum penalty", "Peine maximale", "العقوبة القصوى"), f => f with { Minimum = 0, Maximum = 200, Unit = "y" })
        .Field(x => x.SentenceMonths, new("Sentence that remains", "Reliquat de peine", "المتبقي من العقوبة"), f => f with { Minimum = 0, Maximum = 2400, Unit = "months" })
        .Field(x => x.OrganisedCrime, new("Serious or organised crime", "Criminalité grave ou organisée", "جريمة خطيرة أو منظمة"))
        .Field(x => x.WarrantReference, new("Warrant", "Mandat d'arrêt", "أمر التوقيف"), f => f with { Searched = true })
        .Field(x => x.WarrantDate, new("Date of the warrant", "Date du mandat", "تاريخ الأمر"))
        .Field(x => x.WarrantAuthority, new("Issued by", "Délivré par", "صادر عن"))
        .Field(x => x.Facts, new("Facts", "Faits", "الوقائع"), f => f with { Type = FieldType.LongText, MaxLength = 10_000, Searched = true })
        .Field(x => x.FactsDate, new("When", "Quand", "متى"))
        .Field(x => x.FactsPlace, new("Where", "Où", "أين"))
        .Field(x => x.RoleInFacts, new("Role of the person", "Rôle de la personne", "دور الشخص"))
        .Field(x => x.ExtraditionAssured, new("Extradition will be requested", "L'extradition sera demandée", "سيُطلب التسليم"))
        .Field(x => x.Conditions, new("Conditions of the colour", "Conditions propres à la couleur", "شروط اللون"), f => f with { Type = FieldType.Codes, Codes = ConditionCodes })
        .Field(x => x.SmuggledPerson, new("Smuggled in the same facts", "Migrant objet du trafic dans les mêmes faits", "هُرِّب في الوقائع نفسها"), f => f with { Help = new("Not liable for that: Smuggling of Migrants Protocol, Art. 5.", "Non passible de poursuites pour cela : Protocole contre le trafic illicite de migrants, art. 5.", "لا يُلاحَق على ذلك: بروتوكول تهريب المهاجرين، المادة 5.") })
        .Field(x => x.VictimInSameFacts, new("Victim of trafficking in the same facts", "Victime de traite dans les mêmes faits", "ضحية اتجار في الوقائع نفسها"))
        .Field(x => x.VictimOverrideBy, new("First officer who decided otherwise", "Premier officier ayant décidé autrement", "الضابط الأول الذي قرر خلاف ذلك"), f => f with { Help = new("Sign-in id. A second officer takes the step.", "Identifiant. Un second officier franchit l'étape.", "معرّف الدخول. يتخذ ضابط ثانٍ الخطوة.") })
        .Field(x => x.VictimOverrideReason, new("Reason", "Motif", "السبب"), f => f with { Type = FieldType.LongText, MaxLength = 4000 })
        .Field(x => x.HeldBack, new("Held back: ask", "Retenue : s'adresser à", "محجوزة: راجع"), f => f with { Help = Careful })
        .Field(x => x.RecordedOn, new("Recorded on", "Enregistrée le", "سُجّلت في"), f => f with { Required = true })
        .Field(x => x.ExpiresOn, new("Expires on", "Expire le", "تنتهي في"), f => f with { Required = true, Listed = true, Help = new("At most five years after the recording (RPD Art. 49).", "Cinq ans au plus après l'enregistrement (RTD art. 49).", "خمس سنوات على الأكثر بعد التسجيل (المادة 49).") })
        .Field(x => x.Ended, new("Ended", "Terminée", "انتهت"), f => f with { Codes = Ends, Filtered = true })
        .Title(x => x.Subject)
        .Rule(x => x.RecordedOn != default && x.ExpiresOn.ToDateOnly() > NoticeTerms.LatestExpiry(x.RecordedOn.ToDateOnly())
            ? [new Refusal("notice.retention", $"At most five years: until {NoticeTerms.LatestExpiry(x.RecordedOn.ToDateOnly()):yyyy-MM-dd}.", "RPD Art. 49", "expiresOn")] : [])
        .Rule(x => x.ExpiresOn < x.RecordedOn ? [new Refusal("notice.order", "It expires before it is recorded.", Field: "expiresOn")] : [])
        .Handling(new(Tlp.Amber, SienaCodes.H1))
        .Purposes(Purpose.Investigation, Purpose.BorderManagement, Purpose.Cooperation, Purpose.Prosecution)
        .Retention(5, 5, "RPD Arts. 49-51")
        .NeedsLegalBasis();
}
