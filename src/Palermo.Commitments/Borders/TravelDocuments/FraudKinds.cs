using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Kinds of document fraud (border-routes 9.2, after Frontex' and the European document-fraud network's usage).</summary>
internal enum FraudKind
{
    Counterfeit, PhotoSubstitution, DataPage, PageSubstitution, StampOrVisa, StolenBlank, FraudulentlyObtained, Impostor, Fantasy, Chip, VisaAbuse, Expired, Lent, BreederDocument,
}

/// <summary>How it was found.</summary>
internal enum DetectionMethod { FirstLineVisual, FirstLineMachine, SecondLine, ForensicLaboratory }

/// <summary>What is wrong with a document, as an examiner ticks it.</summary>
internal enum FraudFeature
{
    SubstrateWrong, SubstrateBrightUnderUv, PrintingInkjet, PrintingToner, PrintingOffsetWrong, GuillocheWrong, MicroprintMissing, ThreadMissing, ThreadImitated, OviMissing, OviImitated,
    LaminateReplaced, LaminateCut, HologramMissing, HologramImitated, PersonalisationWrongFont, PersonalisationAbraded, PhotoReplaced, StitchingDisturbed, PageNumberWrong, PerforationWrong,
    StampImitated, ChipMissing, ChipPassiveAuthenticationFailed, ChipActiveAuthenticationFailed, ChipDataDiffers, MrzDiffersFromVisual, MrzCheckDigitWrong, MrzFontWrong, SpellingError, EditionNotOfIssueDate,
}

/// <summary>Code lists of the fraud register.</summary>
internal static class FraudKinds
{
    public static CodeList Kinds { get; } = CodeList.Of<FraudKind>("fraud-kind",
        (FraudKind.Counterfeit, new("Counterfeit (whole document)", "Contrefaçon (document entier)", "تقليد (الوثيقة كلها)")),
        (FraudKind.PhotoSubstitution, new("Forged: photo replaced", "Falsifié : photo substituée", "تزوير: استبدال الصورة")),
        (FraudKind.DataPage, new("Forged: data page", "Falsifié : page de données", "تزوير: صفحة البيانات")),
        (FraudKind.PageSubstitution, new("Forged: page replaced", "Falsifié : page substituée", "تزوير: استبدال صفحة")),
        (FraudKind.StampOrVisa, new("Forged stamp or visa", "Cachet ou visa falsifié", "ختم أو تأشيرة مزوَّرة")),
        (FraudKind.StolenBlank, new("Stolen blank", "Vierge volé", "نموذج فارغ مسروق")),
        (FraudKind.FraudulentlyObtained, new("Genuine, fraudulently obtained", "Authentique, frauduleusement obtenu", "أصلي حُصل عليه بالاحتيال")),
        (FraudKind.Impostor, new("Used by another (look-alike)", "Utilisé par un tiers (sosie)", "استعمله غير صاحبه (شبيه)")),
        (FraudKind.Fantasy, new("Fantasy or camouflage document", "Document de fantaisie ou de camouflage", "وثيقة وهمية أو تمويهية")),
        (FraudKind.Chip, new("Chip altered or missing", "Puce altérée ou absente", "شريحة معدَّلة أو مفقودة")),
        (FraudKind.VisaAbuse, new("Visa abuse", "Abus de visa", "إساءة استعمال التأشيرة")),
        (FraudKind.Expired, new("Expired", "Expiré", "منتهية")),
        (FraudKind.Lent, new("Lent", "Prêté", "معارة")),
        (FraudKind.BreederDocument, new("Breeder document", "Document source", "وثيقة أساس")));

    /// <summary>Kinds in which the document itself is forged: what the indicator C06-I6 counts.</summary>
    public static bool IsForged(FraudKind kind) => kind is FraudKind.Counterfeit or FraudKind.PhotoSubstitution or FraudKind.DataPage or FraudKind.PageSubstitution or FraudKind.StampOrVisa
        or FraudKind.StolenBlank or FraudKind.Fantasy or FraudKind.Chip;

    public static CodeList Methods { get; } = CodeList.Of<DetectionMethod>("detection-method",
        (DetectionMethod.FirstLineVisual, new("First line, eye or UV", "Première ligne, œil ou UV", "الخط الأول، بالعين أو الأشعة فوق البنفسجية")),
        (DetectionMethod.FirstLineMachine, new("First line, reader", "Première ligne, lecteur", "الخط الأول، جهاز القراءة")),
        (DetectionMethod.SecondLine, new("Second line", "Deuxième ligne", "الخط الثاني")),
        (DetectionMethod.ForensicLaboratory, new("Forensic laboratory", "Laboratoire", "المختبر الجنائي")));

    public static CodeList Features { get; } = CodeList.Of<FraudFeature>("fraud-feature",
        (FraudFeature.SubstrateWrong, new("Wrong substrate", "Support inadéquat", "مادة غير صحيحة")),
        (FraudFeature.SubstrateBrightUnderUv, new("Paper bright under UV", "Papier brillant aux UV", "ورق ساطع تحت الأشعة فوق البنفسجية")),
        (FraudFeature.PrintingInkjet, new("Inkjet printing", "Impression jet d'encre", "طباعة نافثة للحبر")),
        (FraudFeature.PrintingToner, new("Toner printing", "Impression toner", "طباعة ليزر")),
        (FraudFeature.PrintingOffsetWrong, new("Wrong offset printing", "Offset non conforme", "طباعة أوفست غير مطابقة")),
        (FraudFeature.GuillocheWrong, new("Wrong guilloche", "Guilloches non conformes", "زخرفة أمنية غير مطابقة")),
        (FraudFeature.MicroprintMissing, new("Microprint missing", "Micro-impression absente", "الطباعة الدقيقة مفقودة")),
        (FraudFeature.ThreadMissing, new("Security thread missing", "Fil de sécurité absent", "خيط الأمان مفقود")),
        (FraudFeature.ThreadImitated, new("Security thread imitated", "Fil de sécurité imité", "خيط الأمان مقلَّد")),
        (FraudFeature.OviMissing, new("Colour-changing ink missing", "Encre à couleur changeante absente", "الحبر المتغير اللون مفقود")),
        (FraudFeature.OviImitated, new("Colour-changing ink imitated", "Encre à couleur changeante imitée", "الحبر المتغير اللون مقلَّد")),
        (FraudFeature.LaminateReplaced, new("Laminate replaced", "Film substitué", "الغشاء مستبدَل")),
        (FraudFeature.LaminateCut, new("Laminate cut", "Film incisé", "الغشاء مقطوع")),
        (FraudFeature.HologramMissing, new("Hologram missing", "Hologramme absent", "الهولوغرام مفقود")),
        (FraudFeature.HologramImitated, new("Hologram imitated", "Hologramme imité", "الهولوغرام مقلَّد")),
        (FraudFeature.PersonalisationWrongFont, new("Wrong font of personal data", "Police des données non conforme", "خط البيانات غير مطابق")),
        (FraudFeature.PersonalisationAbraded, new("Personal data abraded", "Données grattées", "البيانات مكشوطة")),
        (FraudFeature.PhotoReplaced, new("Photo replaced", "Photo substituée", "الصورة مستبدَلة")),
        (FraudFeature.StitchingDisturbed, new("Stitching disturbed", "Couture perturbée", "الخياطة مضطربة")),
        (FraudFeature.PageNumberWrong, new("Wrong page number", "Numéro de page erroné", "رقم صفحة خاطئ")),
        (FraudFeature.PerforationWrong, new("Wrong perforation", "Perforation non conforme", "التثقيب غير مطابق")),
        (FraudFeature.StampImitated, new("Stamp imitated", "Cachet imité", "الختم مقلَّد")),
        (FraudFeature.ChipMissing, new("Chip missing where expected", "Puce absente alors qu'attendue", "الشريحة مفقودة وهي متوقعة")),
        (FraudFeature.ChipPassiveAuthenticationFailed, new("Chip: passive authentication failed", "Puce : authentification passive échouée", "الشريحة: فشل التحقق السلبي")),
        (FraudFeature.ChipActiveAuthenticationFailed, new("Chip: active authentication failed", "Puce : authentification active échouée", "الشريحة: فشل التحقق النشط")),
        (FraudFeature.ChipDataDiffers, new("Chip differs from the page", "Puce différente de la page", "بيانات الشريحة تخالف الصفحة")),
        (FraudFeature.MrzDiffersFromVisual, new("MRZ differs from the visual zone", "Bande MRZ différente de la zone visuelle", "المنطقة المقروءة آلياً تخالف المرئية")),
        (FraudFeature.MrzCheckDigitWrong, new("MRZ check digit wrong", "Chiffre de contrôle MRZ faux", "رقم تحقق المنطقة المقروءة آلياً خاطئ")),
        (FraudFeature.MrzFontWrong, new("MRZ not in OCR-B", "Bande MRZ hors police OCR-B", "خط المنطقة المقروءة آلياً ليس OCR-B")),
        (FraudFeature.SpellingError, new("Spelling error in printed text", "Faute dans le texte imprimé", "خطأ إملائي في النص المطبوع")),
        (FraudFeature.EditionNotOfIssueDate, new("Edition not of the date of issue", "Édition incompatible avec la date de délivrance", "الطبعة لا توافق تاريخ الإصدار")));
}
