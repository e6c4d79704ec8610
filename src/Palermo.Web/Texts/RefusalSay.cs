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
