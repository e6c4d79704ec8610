using System.Globalization;
using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>A refusal in the reader's language: by its code, with the field's own label and limits.</summary>
public static class RefusalSay
{
    private static readonly Dictionary<string, Words> Known = new(StringComparer.Ordinal)
    {
        ["record.not-found"] = new("", "Cette fiche n'existe pas, ou n'est pas disponible pour cette finalité.", "لا يوجد سجل كهذا، أو هو غير متاح لهذا الغرض."),
        ["body.required"] = new("", "{0} : à remplir.", "{0}: يجب ملؤه."),
        ["body.length"] = new("", "{0} : au plus {1} caractères.", "{0}: {1} حرفاً على الأكثر."),
        ["body.control"] = new("", "{0} : contient des caractères de contrôle.", "{0}: يحتوي على أحرف تحكم."),
        ["body.code"] = new("", "{0} : choisissez une valeur de la liste.", "{0}: اختر قيمة من القائمة."),
        ["body.identifier"] = new("", "{0} : cette valeur ne peut pas être un identifiant de ce type.", "{0}: لا يمكن أن تكون هذه القيمة معرِّفاً من هذا النوع."),
        ["body.range"] = new("", "{0} : hors des limites ({2}).", "{0}: خارج الحدود ({2})."),
        ["body.value"] = new("", "{0} : cette valeur n'a pas la bonne forme.", "{0}: شكل هذه القيمة غير صحيح."),
        ["time.order"] = new("", "{0} : se termine avant de commencer.", "{0}: ينتهي قبل أن يبدأ."),
        ["time.range"] = new("", "{0} : l'année est hors de 1950 à 2100.", "{0}: السنة خارج 1950 إلى 2100."),
        ["date.year"] = new("", "{0} : l'année est hors de 1850 à 2100.", "{0}: السنة خارج 1850 إلى 2100."),
        ["date.month"] = new("", "{0} : un jour a besoin de son mois.", "{0}: اليوم يحتاج إلى شهره."),
        ["date.month-range"] = new("", "{0} : ce mois n'existe pas.", "{0}: لا يوجد هذا الشهر."),
        ["date.day"] = new("", "{0} : ce jour n'existe pas.", "{0}: لا يوجد هذا اليوم."),
        ["place.half-point"] = new("", "{0} : il faut la latitude et la longitude.", "{0}: يلزم خط العرض وخط الطول معاً."),
        ["place.latitude"] = new("", "{0} : la latitude est hors de -90 à 90 degrés. Latitude et longitude sont-elles inversées ?", "{0}: خط العرض خارج -90 إلى 90 درجة. هل انعكس خطا العرض والطول؟"),
        ["place.longitude"] = new("", "{0} : la longitude est hors de -180 à 180 degrés.", "{0}: خط الطول خارج -180 إلى 180 درجة."),
        ["place.radius"] = new("", "{0} : le rayon n'est pas possible.", "{0}: نصف القطر غير ممكن."),
        ["place.empty"] = new("", "{0} : indiquez un point, un lieu répertorié, un pays ou des mots.", "{0}: اذكر نقطة أو مكاناً معروفاً أو بلداً أو كلمات."),
        ["handling.h3-words"] = new("", "H3 demande sa restriction en toutes lettres, et le texte demande le code H3.", "يحتاج H3 إلى قيده بالكلمات، والكلمات إلى الرمز H3."),
        ["handling.red-recipients"] = new("", "TLP:RED est réservé à des destinataires nommés : nommez-les.", "TLP:RED لمستلمين مسمَّين فقط: سمِّهم."),
        ["header.provenance"] = new("", "Indiquez d'où vient l'information.", "اذكر من أين جاءت المعلومة."),
        ["header.purpose"] = new("", "Indiquez à quoi la fiche peut servir : au moins une finalité.", "اذكر فيمَ يجوز استعمال السجل: غرض واحد على الأقل."),
        ["header.protection-only"] = new("", "Les fiches de protection servent à la protection uniquement.", "سجلات الحماية للحماية فقط."),
        ["header.review"] = new("", "La date de réexamen doit être postérieure à aujourd'hui.", "يجب أن يكون تاريخ المراجعة بعد اليوم."),
        ["header.legal-basis"] = new("", "Ce type demande sa base légale : nommez la disposition.", "يحتاج هذا النوع إلى أساسه القانوني: سمِّ النص."),
        ["header.grading"] = new("", "Ce type demande une cotation de la source.", "يحتاج هذا النوع إلى تقييم مصدره."),
        ["grading.source"] = new("", "Cette lettre n'existe pas dans ce barème.", "لا يوجد هذا الحرف في هذا النظام."),
        ["grading.information"] = new("", "Ce chiffre n'existe pas dans ce barème.", "لا يوجد هذا الرقم في هذا النظام."),
        ["sourced.source"] = new("", "{0} : chaque déclaration nomme sa source.", "{0}: كل إفادة تسمّي مصدرها."),
        ["sourced.preferred"] = new("", "{0} : une seule déclaration est préférée.", "{0}: إفادة واحدة فقط هي المفضَّلة."),
        ["category.smuggled-not-suspect"] = new("", "Une personne objet d'un trafic ou victime présumée ne peut être enregistrée ici comme suspecte : enregistrez une autre infraction dans une fiche distincte.", "لا يمكن تسجيل شخص مهرَّب أو ضحية مفترضة مشتبهاً به هنا: سجّل أي جريمة أخرى في سجل مستقل."),
        ["change.reason"] = new("Say why you change it.", "Indiquez pourquoi vous la modifiez.", "اذكر لماذا تغيّره."),
        ["write.reason"] = new("", "Indiquez pourquoi : une modification demande un motif.", "اذكر السبب: كل تغيير يحتاج إلى سبب."),
        ["write.idempotency"] = new("", "Ce formulaire a déjà été envoyé avec d'autres valeurs : ouvrez-le à nouveau.", "أُرسل هذا النموذج من قبل بقيم أخرى: افتحه من جديد."),
        ["record.changed"] = new("", "Quelqu'un a modifié la fiche depuis que vous l'avez ouverte : rouvrez-la et faites votre modification.", "غيّر شخص آخر السجل منذ فتحته: افتحه من جديد وأجرِ تغييرك."),
        ["record.withdrawn"] = new("", "La fiche a été retirée.", "سُحب السجل."),
        ["record.erased"] = new("", "La fiche a été effacée : l'en-tête et le motif restent, le contenu a disparu.", "مُحي السجل: يبقى رأسه والسبب، وزال محتواه."),
        ["record.version"] = new("", "Cette version n'existe pas ou n'est pas disponible.", "هذا الإصدار غير موجود أو غير متاح."),
        ["link.target"] = new("", "{0} : le lien ne mène à aucune fiche disponible ici.", "{0}: الرابط لا يؤدي إلى سجل متاح هنا."),
        ["sourced.incomplete"] = new("", "{0} : chaque déclaration demande une valeur, une source et un marquage.", "{0}: كل إفادة تحتاج إلى قيمة ومصدر وتصنيف."),
        ["handling.strict-organisation"] = new("", "TLP:AMBER+STRICT reste dans une organisation : nommez-la comme destinataire.", "TLP:AMBER+STRICT يبقى في منظمة واحدة: سمِّها مستلماً."),
        ["header.purpose-unknown"] = new("", "Cette finalité n'existe pas.", "لا يوجد هذا الغرض."),
        ["header.category"] = new("", "Ce type n'enregistre pas cette catégorie de personnes.", "لا يسجّل هذا النوع هذه الفئة من الأشخاص."),
        ["attachment.empty"] = new("", "Le fichier est vide.", "الملف فارغ."),
        ["attachment.size"] = new("", "Le fichier est trop grand pour ce nœud.", "الملف أكبر مما تقبله هذه العقدة."),
        ["attachment.name"] = new("", "Le nom du fichier n'est pas admis : sans dossier ni caractères spéciaux.", "اسم الملف غير مقبول: دون مجلدات أو رموز خاصة."),
        ["import.source"] = new("", "Une importation nomme sa source.", "كل استيراد يسمّي مصدره."),
        ["access.assignment-ended"] = new("", "L'affectation est terminée.", "انتهت المهمة."),
        ["access.purpose-of-role"] = new("", "Aucun rôle de la personne ne permet cette finalité.", "لا يسمح أي دور للشخص بهذا الغرض."),
        ["access.purpose-of-record"] = new("", "La fiche ne peut pas servir à cette finalité.", "لا يجوز استعمال السجل لهذا الغرض."),
        ["access.need-to-know"] = new("", "Seuls les membres du dossier ou de l'équipe peuvent en avoir connaissance.", "لأعضاء الملف أو الفريق وحدهم."),
        ["access.recipients"] = new("", "Réservée à des destinataires nommés.", "لمستلمين مسمَّين فقط."),
        ["access.owner"] = new("", "La fiche appartient à un autre nœud : adressez-vous à lui.", "السجل ملك عقدة أخرى: اطلب منها."),
        ["access.action"] = new("", "Aucun rôle pour cette finalité ne permet cette action.", "لا يسمح أي دور لهذا الغرض بهذا الإجراء."),
        ["workflow.state"] = new("", "L'étape ne part pas de l'état actuel.", "الخطوة لا تبدأ من الحالة الحالية."),
        ["workflow.role"] = new("", "Cette étape est réservée à d'autres rôles.", "هذه الخطوة لأدوار أخرى."),
        ["workflow.unknown"] = new("", "Cette étape n'existe pas.", "لا توجد هذه الخطوة."),
        ["workflow.four-eyes"] = new("", "Une deuxième personne doit franchir cette étape : vous avez fait la dernière modification.", "يجب أن يتخذ شخص ثانٍ هذه الخطوة: أنت صاحب آخر تغيير."),
        ["allegation.kept"] = new("", "Une allégation de refoulement est conservée jusqu'à ce qu'elle soit traitée : elle ne peut être ni retirée ni effacée avant. Faites-la examiner par une deuxième personne, rédigez la réponse et franchissez l'étape « répondre ».", "يُحتفظ بادعاء الإعادة القسرية حتى تتم الإجابة عنه: لا يمكن سحبه ولا محوه قبل ذلك. ليدرسه شخص ثانٍ، ثم اكتب الإجابة واتخذ خطوة «الإجابة»."),
        ["allegation.answer"] = new("", "Rédigez la réponse avant de clore l'allégation.", "اكتب الإجابة قبل إغلاق الادعاء."),
        ["assessment.judgement"] = new("", "Écrivez pourquoi, dans le champ Jugement, avant de confirmer ou de rejeter.", "اكتب السبب في حقل الحكم قبل التأكيد أو الرفض."),
        ["seizure.link"] = new("", "Nommez la saisie : lieu, autorité et base légale y figurent.", "سمِّ عملية الضبط: فيها المكان والسلطة والأساس القانوني."),
        ["seizure.number"] = new("", "Indiquez son numéro au registre.", "اذكر رقمه في السجل."),
        ["seizure.custody"] = new("", "Enregistrez d'abord la remise : de qui, à qui, quand, pourquoi.", "سجّل التسليم أولاً: من سلّم ومن تسلّم ومتى ولماذا."),
        ["seizure.custody-step"] = new("", "Chaque remise nomme celui qui remet, celui qui reçoit, le lieu, l'heure et le motif.", "كل تسليم يسمّي من سلّم ومن تسلّم والمكان والوقت والغرض."),
        ["seizure.custody-broken"] = new("", "La chaîne de possession est rompue : expliquez-le. La rupture reste au dossier.", "سلسلة الحيازة منقطعة: فسّر ذلك. ويبقى الانقطاع في الملف."),
        ["seizure.decision"] = new("", "Nommez la décision : autorité, date, référence.", "سمِّ القرار: السلطة والتاريخ والمرجع."),
        ["seizure.decision-document"] = new("", "Joignez la décision : son SHA-256 ou la fiche qui la contient.", "أرفق القرار: بصمته SHA-256 أو السجل الذي يحويه."),
        ["seizure.decision-day"] = new("", "La décision est postérieure à aujourd'hui.", "القرار بتاريخ بعد اليوم."),
        ["seizure.order"] = new("", "La fiche doit indiquer ce qui a été ordonné.", "يجب أن يذكر السجل ما أُمر به."),
        ["seizure.execution"] = new("", "Indiquez quand la décision a été exécutée et à qui le bien a été remis.", "اذكر متى نُفِّذ القرار ولمن سُلِّم الشيء."),
        ["seizure.owner"] = new("", "Personne n'a encore recherché de propriétaire : faites-le et notez le résultat.", "لم يُبحث بعد عن مالك: ابحث وسجّل النتيجة."),
        ["seizure.owner-notified"] = new("", "Le propriétaire doit être avisé, avec le délai d'opposition.", "يجب إخطار المالك مع مهلة الاعتراض."),
        ["seizure.objection-runs"] = new("", "Le délai d'opposition du propriétaire court encore.", "ما زالت مهلة اعتراض المالك سارية."),
        ["seizure.objection-pending"] = new("", "L'opposition du propriétaire n'est pas tranchée.", "لم يُفصل في اعتراض المالك."),
        ["seizure.objection-upheld"] = new("", "L'opposition du propriétaire a été accueillie : le bien lui revient.", "قُبل اعتراض المالك: يُعاد الشيء إليه."),
        ["seizure.stolen-check"] = new("", "Interrogez d'abord les registres de véhicules, bateaux et moteurs volés, et notez la réponse.", "اسأل أولاً سجلات المركبات والقوارب والمحركات المسروقة ودوّن الجواب."),
        ["seizure.stolen"] = new("", "La dernière interrogation n'est pas sans résultat : faites confirmer par l'émetteur, puis interrogez de nouveau.", "آخر استعلام ليس خالياً من نتيجة: اطلب تأكيد الجهة المصدرة ثم أعد السؤال."),
        ["seizure.marking"] = new("", "Marquez-le avant de le vendre, ou détruisez-le : des moteurs vendus sont revenus aux passeurs.", "علِّمه قبل بيعه أو أتلفه: عادت محركات مبيعة إلى المهربين."),
        ["seizure.currency"] = new("", "{0} : code de trois capitales, par exemple XOF.", "{0}: رمز من ثلاثة أحرف كبيرة مثل XOF."),
        ["seizure.hash"] = new("", "Un SHA-256 a 64 chiffres hexadécimaux.", "بصمة SHA-256 من 64 رقماً ست عشرياً."),
        ["seizure.stored"] = new("", "L'entreposage se termine avant de commencer.", "ينتهي التخزين قبل أن يبدأ."),
        ["seizure.objection-date"] = new("", "L'opposition est antérieure à l'avis.", "الاعتراض سابق للإخطار."),
        ["seizure.objection-outcome"] = new("", "Indiquez la suite de l'opposition : en cours pour commencer.", "اذكر مآل الاعتراض: قيد النظر في البداية."),
        ["seizure.from-name"] = new("", "Nommez la personne ou l'entité, ou indiquez abandonné ou inconnu.", "سمِّ الشخص أو الكيان، أو اذكر متروك أو مجهول."),
        ["claim.notice"] = new("", "Indiquez quand le propriétaire a été avisé et jusqu'à quand il peut s'opposer.", "اذكر متى أُخطر المالك وحتى متى له الاعتراض."),
        ["claim.objection"] = new("", "Indiquez quand l'opposition est parvenue.", "اذكر متى ورد الاعتراض."),
        ["claim.decision"] = new("", "Écrivez la décision et ses motifs.", "اكتب القرار وأسبابه."),
        ["claim.runs"] = new("", "Le délai d'opposition du propriétaire court encore.", "ما زالت مهلة اعتراض المالك سارية."),
        ["claim.until"] = new("", "Le délai se termine avant l'avis.", "تنتهي المهلة قبل الإخطار."),
        ["check.number"] = new("", "Le numéro d'un document en ordre n'est pas conservé : laissez-le vide.", "لا يُحفظ رقم وثيقة سليمة: اتركه فارغاً."),
        ["check.fraud"] = new("", "Indiquez quel type de fraude est confirmé.", "اذكر نوع الاحتيال المؤكد."),
        ["check.outcome"] = new("", "Un document en ordre ne porte aucun type de fraude.", "الوثيقة السليمة لا تحمل نوع احتيال."),
        ["check.hit"] = new("", "Une réponse positive se confirme auprès de l'émetteur avant toute mesure : notez la référence.", "يُؤكَّد التطابق لدى الجهة المصدرة قبل أي إجراء: دوّن المرجع."),
        ["fraud.hash"] = new("", "Une empreinte d'image a 16 chiffres hexadécimaux : laissez la page la calculer.", "بصمة الصورة من 16 رقماً ست عشرياً: دع الصفحة تحسبها."),
        ["import.form"] = new("Choose what each row is, and say from whom the file is.", "Choisissez ce qu'est chaque ligne, et indiquez de qui vient le fichier.", "اختر ما هو كل صف، واذكر من أين جاء الملف."),
        ["import.columns"] = new("Say of at least one column what it is.", "Indiquez pour au moins une colonne ce qu'elle est.", "حدِّد ما هو عمود واحد على الأقل."),
        ["files.empty"] = new("Choose a file first.", "Choisissez d'abord un fichier.", "اختر ملفاً أولاً."),
    };

    /// <summary>The sentence in a language, and whether it had to stay English.</summary>
    /// <param name="kind">The kind whose field it concerns, for label and limits; null when it concerns none.</param>
    public static (string Text, bool Fallback) In(Refusal refusal, string language, Kind? kind = null)
    {
        if (language == "en") return (refusal.Message, false);
        if (!Known.TryGetValue(refusal.Code, out var words)) return (refusal.Message, true);
        var field = refusal.Field is { } name ? kind?.Field(name.Split('.', '[')[0]) : null;
        var limits = field is null ? "" : $"{field.Minimum?.ToString(CultureInfo.InvariantCulture) ?? "–∞"} … {field.Maximum?.ToString(CultureInfo.InvariantCulture) ?? "∞"}";
        var text = string.Format(CultureInfo.InvariantCulture, words.In(language), field?.Label.In(language) ?? "", field?.MaxLength, limits).TrimStart(' ', ':');
        return (text, false);
    }

    /// <summary>A refusal of the pages themselves, by its code.</summary>
    public static Refusal Of(string code, string? field = null) => new(code, Known[code].English, Field: field);
}
