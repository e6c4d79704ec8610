using System.Globalization;
using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>What the checks of a notice find, in the languages of the pages: by the form of each message, with its values in their places.</summary>
/// <remarks>Terms after the French and Arabic texts of INTERPOL's Constitution and Rules on the Processing of Data, and of the conventions named beside each finding.</remarks>
internal static class FindingSay
{
    /// <summary>The finding in three languages.</summary>
    public static Words Of(NoticeFinding finding) =>
        Forms.TryGetValue(finding.Form, out var form) ? new(finding.Message, Filled(form.French, finding, "fr"), Filled(form.Arabic, finding, "ar")) : Words.Same(finding.Message);

    /// <summary>Every form that has its words.</summary>
    internal static IReadOnlyDictionary<string, (string French, string Arabic)> Known => Forms;

    private static string Filled(string form, NoticeFinding finding, string language) =>
        string.Format(CultureInfo.InvariantCulture, form, [.. finding.Values.Select(v => (object?)Value(v, language))]);

    private static string Value(object? value, string language) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Months months => Of(months, language),
        Named named => Phrases.TryGetValue(named.Phrase, out var words) ? language == "fr" ? words.French : words.Arabic : named.Phrase,
        Listed listed => string.Join(language == "ar" ? "، " : ", ", listed.Items.Select(i => Value(i, language))),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Of(Months months, string language)
    {
        var (number, years) = months.InYears ? (months.Value / 12, true) : (months.Value, false);
        var text = number.ToString("0.#", CultureInfo.InvariantCulture);
        if (language == "fr") return (years ? $"{text} an{(number >= 2 ? "s" : "")}" : $"{text} mois").Replace('.', ',');
        // Arabic counts one, two, three to ten, and more each in its own way.
        return number switch
        {
            1 => years ? "سنة واحدة" : "شهر واحد",
            2 => years ? "سنتان" : "شهران",
            >= 3 and <= 10 => $"{text} {(years ? "سنوات" : "أشهر")}",
            _ => $"{text} {(years ? "سنة" : "شهراً")}",
        };
    }

    private static readonly Dictionary<string, (string French, string Arabic)> Phrases = new(StringComparer.Ordinal)
    {
        ["behavioural or cultural norms"] = ("des normes comportementales ou culturelles", "أعرافاً سلوكية أو ثقافية"),
        ["a family or private matter"] = ("une affaire familiale ou privée", "شأناً عائلياً أو خاصاً"),
        ["an administrative rule"] = ("une règle administrative", "قاعدة إدارية"),
        ["the facts"] = ("les faits", "الوقائع"),
        ["the time"] = ("la date", "الزمان"),
        ["the place"] = ("le lieu", "المكان"),
        ["search for a wanted person"] = ("la recherche d'une personne recherchée", "البحث عن شخص مطلوب"),
    };

    private static readonly Dictionary<string, (string French, string Arabic)> Forms = new(StringComparer.Ordinal)
    {
        // Neutrality, human rights, refugees.
        ["The matter is predominantly of a {0} character. INTERPOL may not act in it."] = ("L'affaire présente un caractère prédominant : {0}. INTERPOL ne peut y intervenir.", "يغلب على القضية طابع: {0}. لا يجوز للإنتربول التدخل فيها."),
        ["By its words the charge \"{0}\" is of a political, military, religious or racial character, and no ordinary crime stands beside it."] = ("Par ses termes, le chef d'accusation « {0} » présente un caractère politique, militaire, religieux ou racial, et aucune infraction de droit commun ne l'accompagne.", "يدل نص التهمة «{0}» على طابع سياسي أو عسكري أو ديني أو عنصري، ولا تصاحبها جريمة من جرائم القانون العام."),
        ["The charge \"{0}\" is of a political, military, religious or racial character: a person weighs which character predominates."] = ("Le chef d'accusation « {0} » présente un caractère politique, militaire, religieux ou racial : une personne apprécie le caractère prédominant.", "للتهمة «{0}» طابع سياسي أو عسكري أو ديني أو عنصري: يقدّر شخص أي طابع يغلب."),
        ["The person is \"{0}\": weigh the offence, the public role, the requesting country and the context before it goes further."] = ("La personne est « {0} » : appréciez l'infraction, la fonction publique, le pays demandeur et le contexte avant d'aller plus loin.", "صفة الشخص «{0}»: قدّر الجريمة والدور العام والبلد الطالب والسياق قبل المضي."),
        ["The person may be immune: clear that before it goes further."] = ("La personne peut bénéficier d'une immunité : vérifiez-le avant d'aller plus loin.", "قد يتمتع الشخص بحصانة: تحقق من ذلك قبل المضي."),
        ["A concern about human rights is on record: it must be cleared first."] = ("Une préoccupation relative aux droits de l'homme est consignée : elle doit d'abord être levée.", "ثمة شاغل مسجَّل يتعلق بحقوق الإنسان: يجب البت فيه أولاً."),
        ["The request does not comply."] = ("La demande n'est pas conforme.", "الطلب غير مستوفٍ للشروط."),
        ["A person must decide before it goes further; nothing about this is told to the requester."] = ("Une personne doit décider avant d'aller plus loin ; rien n'en est dit au demandeur.", "يجب أن يقرر شخص قبل المضي؛ ولا يُقال شيء عن ذلك لمقدم الطلب."),
        ["One of the recipients may not have it. Take it from the list."] = ("L'un des destinataires ne peut le recevoir. Retirez-le de la liste.", "أحد المتلقين لا يجوز أن يتلقاه. احذفه من القائمة."),
        // Victims, smuggled persons, minors.
        ["The person is flagged as a victim of trafficking in the same facts. Two officers may decide otherwise, with their reasons on record."] = ("La personne est signalée comme victime de la traite dans les mêmes faits. Deux agents peuvent en décider autrement, motifs au dossier.", "الشخص مُعلَّم كضحية اتجار في الوقائع نفسها. لضابطين أن يقررا خلاف ذلك مع تدوين أسبابهما."),
        ["The person was smuggled, and is charged with steering the boat in which that happened. Migrants are not liable for having been smuggled: an officer examines whether anything else is charged."] = ("La personne a fait l'objet d'un trafic de migrants et il lui est reproché d'avoir piloté le bateau du voyage. Les migrants ne sont pas passibles de poursuites pour avoir été l'objet d'un tel trafic : un agent examine si autre chose lui est reproché.", "هُرِّب الشخص ويُتَّهم بقيادة القارب الذي هُرِّب فيه. لا يُسأل المهاجرون جنائياً لكونهم هدفاً للتهريب: يفحص ضابط هل ثمة تهمة أخرى."),
        ["The person was smuggled in the same facts. Migrants are not liable for that: an officer examines what else is charged."] = ("La personne a fait l'objet du trafic dans les mêmes faits. Les migrants n'en sont pas passibles de poursuites : un agent examine ce qui lui est reproché par ailleurs.", "هُرِّب الشخص في الوقائع نفسها. لا يُسأل المهاجرون جنائياً عن ذلك: يفحص ضابط ما يُتَّهم به غير ذلك."),
        ["Steering the boat one travels in may be what a smuggled person was made to do: an officer examines the role."] = ("Piloter le bateau dans lequel on voyage peut avoir été imposé à un migrant objet du trafic : un agent examine son rôle.", "قد تكون قيادة القارب مما أُجبر عليه مهاجر مهرَّب: يفحص ضابط دوره."),
        ["At the time of the facts the person was {0}; the age of criminal responsibility is {1}."] = ("Au moment des faits, la personne avait {0} ans ; l'âge de la responsabilité pénale est de {1} ans.", "كان عمر الشخص وقت الوقائع {0}؛ وسن المسؤولية الجزائية {1}."),
        ["At the time of the facts the person was {0}, and no age of criminal responsibility is stated. Below 14 none is presumed."] = ("Au moment des faits, la personne avait {0} ans, et aucun âge de la responsabilité pénale n'est indiqué. En dessous de 14 ans, elle n'est pas présumée.", "كان عمر الشخص وقت الوقائع {0}، ولم تُذكر سن المسؤولية الجزائية. ولا تُفترض دون الرابعة عشرة."),
        ["The person was {0} at the time of the facts, a child: a person weighs the child's interest before it goes further."] = ("La personne avait {0} ans au moment des faits, c'était un enfant : une personne apprécie l'intérêt de l'enfant avant d'aller plus loin.", "كان عمر الشخص {0} وقت الوقائع، أي طفلاً: يقدّر شخص مصلحة الطفل قبل المضي."),
        ["By the date of birth the person may be under {0}: say so with \"minor\": true."] = ("D'après la date de naissance, la personne peut avoir moins de {0} ans : indiquez-le dans le champ « Mineur ».", "بحسب تاريخ الميلاد قد يكون الشخص دون {0} سنة: اذكر ذلك في حقل «قاصر»."),
        // What holds for every colour.
        ["\"{0}\" is none of the purposes of international police cooperation: name one, such as {1}."] = ("« {0} » n'est pas une finalité de la coopération policière internationale : indiquez-en une, par exemple {1}.", "«{0}» ليس من أغراض التعاون الشرطي الدولي: اذكر واحداً منها، مثل {1}."),
        ["\"{0}\" is no level of confidentiality: FOR OFFICIAL USE ONLY, RESTRICTED or CONFIDENTIAL."] = ("« {0} » n'est pas un niveau de confidentialité : INTERPOL À USAGE OFFICIEL EXCLUSIVEMENT, DIFFUSION RESTREINTE ou CONFIDENTIEL.", "«{0}» ليس من درجات السرية: للاستخدام الرسمي فقط، أو مقيَّد التوزيع، أو سري."),
        ["It would stand until {0:yyyy-MM-dd}; five years end on {1:yyyy-MM-dd}."] = ("Elle resterait en vigueur jusqu'au {0} ; les cinq ans s'achèvent le {1}.", "ستبقى سارية حتى {0}؛ والسنوات الخمس تنتهي في {1}."),
        ["It expired on {0:yyyy-MM-dd}: re-examine and record it anew, or delete it."] = ("Elle a expiré le {0} : réexaminez-la et enregistrez-la de nouveau, ou supprimez-la.", "انتهت في {0}: أعد دراستها وسجلها من جديد أو احذفها."),
        ["Its purpose has ended ({0}): it is deleted without delay, not sent."] = ("Sa finalité n'existe plus ({0}) : elle est supprimée sans délai, et non envoyée.", "انتهى الغرض منها ({0}): تُحذف دون إبطاء ولا تُرسل."),
        ["Sensitive data ({0}) need a reason why they are of particular value; say it, or leave them out."] = ("Les données sensibles ({0}) exigent un motif : en quoi elles présentent un intérêt particulier. Indiquez-le, ou retirez-les.", "تحتاج البيانات الحساسة ({0}) إلى بيان قيمتها الخاصة: اذكره أو احذفها."),
        ["The person is a {0}: no measure may be asked for against victims and witnesses."] = ("La personne a le statut « {0} » : aucune mesure ne peut être demandée contre les victimes et les témoins.", "صفة الشخص «{0}»: لا يجوز طلب تدبير ضد الضحايا والشهود."),
        ["The applicant says that the data are not checked or not up to date: check them first."] = ("Le demandeur indique que les données ne sont pas vérifiées ou pas à jour : vérifiez-les d'abord.", "يذكر مقدم الطلب أن البيانات غير مدققة أو غير محدَّثة: دقّقها أولاً."),
        ["The recorder bars {0}: take it from the recipients."] = ("La source des données exclut {0} : retirez-le des destinataires.", "الجهة المسجِّلة تحجبه عن {0}: احذفه من المتلقين."),
        ["A diffusion names its recipients."] = ("Une diffusion désigne ses destinataires.", "يُسمّي التعميم متلقيه."),
        // Red notices.
        ["Say that extradition will be asked for on arrest, in conformity with national law and treaties, and in which countries."] = ("Indiquez que l'extradition sera demandée après l'arrestation, conformément au droit national et aux traités, et dans quels pays.", "اذكر أن التسليم سيُطلب عند التوقيف وفقاً للقانون الوطني والمعاهدات، وفي أي بلدان."),
        ["No offence is stated: name the charge and the law."] = ("Aucune infraction n'est indiquée : précisez le chef d'accusation et le texte de loi.", "لم تُذكر جريمة: اذكر التهمة ونص القانون."),
        ["\"{0}\" concerns {1}, and no serious ordinary-law crime is charged beside it."] = ("« {0} » concerne {1}, et aucune infraction grave de droit commun n'est reprochée par ailleurs.", "«{0}» يخص {1}، ولا تصاحبه تهمة بجريمة خطيرة من جرائم القانون العام."),
        ["\"{0}\" concerns {1}: leave it out, it carries no notice."] = ("« {0} » concerne {1} : retirez-le, il ne peut fonder une notice.", "«{0}» يخص {1}: احذفه، فلا تُبنى عليه نشرة."),
        ["It is not stated; at least 6 months of the sentence must remain."] = ("Elle n'est pas indiquée ; il doit rester au moins 6 mois de peine à purger.", "لم تُذكر؛ ويجب أن يبقى من العقوبة 6 أشهر على الأقل."),
        ["It is not stated; the maximum penalty must be at least 2 years."] = ("Elle n'est pas indiquée ; la peine maximale doit être d'au moins 2 ans.", "لم تُذكر؛ ويجب ألا يقل الحد الأقصى للعقوبة عن سنتين."),
        ["{0} are stated; at least 6 months of the sentence must remain."] = ("Durée indiquée : {0} ; il doit rester au moins 6 mois de peine à purger.", "المدة المذكورة: {0}؛ ويجب أن يبقى من العقوبة 6 أشهر على الأقل."),
        ["{0} are stated; the maximum penalty must be at least 2 years."] = ("Durée indiquée : {0} ; la peine maximale doit être d'au moins 2 ans.", "المدة المذكورة: {0}؛ ويجب ألا يقل الحد الأقصى للعقوبة عن سنتين."),
        ["{0} are stated; at least 6 months of the sentence must remain. The General Secretariat may find it of particular importance: give the reasons."] = ("Durée indiquée : {0} ; il doit rester au moins 6 mois de peine à purger. Le Secrétariat général peut juger l'affaire d'une importance particulière : donnez-en les raisons.", "المدة المذكورة: {0}؛ ويجب أن يبقى من العقوبة 6 أشهر على الأقل. وقد تراها الأمانة العامة ذات أهمية خاصة: اذكر الأسباب."),
        ["{0} are stated; the maximum penalty must be at least 2 years. The General Secretariat may find it of particular importance: give the reasons."] = ("Durée indiquée : {0} ; la peine maximale doit être d'au moins 2 ans. Le Secrétariat général peut juger l'affaire d'une importance particulière : donnez-en les raisons.", "المدة المذكورة: {0}؛ ويجب ألا يقل الحد الأقصى للعقوبة عن سنتين. وقد تراها الأمانة العامة ذات أهمية خاصة: اذكر الأسباب."),
        ["There is no arrest warrant or judicial decision of the same effect."] = ("Il n'y a ni mandat d'arrêt ni décision judiciaire ayant le même effet.", "لا توجد مذكرة توقيف ولا قرار قضائي له الأثر نفسه."),
        ["The warrant is no longer valid."] = ("Le mandat d'arrêt n'est plus valable.", "لم تعد مذكرة التوقيف سارية."),
        ["Give reference, date and authority of the warrant."] = ("Indiquez la référence, la date et l'autorité du mandat d'arrêt.", "اذكر مرجع مذكرة التوقيف وتاريخها والسلطة التي أصدرتها."),
        ["Give either family name, first name, sex, date of birth (at least the year) and one of physical description, DNA profile, fingerprints or identity document; or a photograph of good quality and a further identifier."] = ("Indiquez soit le nom de famille, le prénom, le sexe, la date de naissance (au moins l'année) et l'un des éléments suivants : signalement, profil ADN, empreintes digitales ou document d'identité ; soit une photographie de bonne qualité et un autre élément d'identification.", "اذكر إما اسم العائلة والاسم الأول والجنس وتاريخ الميلاد (السنة على الأقل) مع واحد من: الأوصاف الجسدية أو بصمة الحمض النووي أو بصمات الأصابع أو وثيقة هوية؛ وإما صورة جيدة مع عنصر تعريف آخر."),
        ["A clear and succinct account is needed; missing: {0}."] = ("Un exposé clair et succinct est nécessaire ; il manque : {0}.", "يلزم عرض واضح وموجز؛ ينقصه: {0}."),
        ["The limitation period ends before the facts: one of the dates is wrong."] = ("La prescription est acquise avant les faits : l'une des dates est fausse.", "تنتهي مدة التقادم قبل الوقائع: أحد التاريخين خطأ."),
        ["The facts were time-barred on {0:yyyy-MM-dd}: a court's view is needed."] = ("Les faits ont été prescrits le {0} : l'avis d'un tribunal est nécessaire.", "سقطت الوقائع بالتقادم في {0}: يلزم رأي محكمة."),
        // The other colours.
        ["A criminal investigation must be open."] = ("Une enquête pénale doit être ouverte.", "يجب أن يكون ثمة تحقيق جنائي مفتوح."),
        ["Give enough to identify the person: name and year of birth, or a photograph, fingerprints or DNA profile."] = ("Donnez de quoi identifier la personne : nom et année de naissance, ou photographie, empreintes digitales ou profil ADN.", "اذكر ما يكفي لتحديد هوية الشخص: الاسم وسنة الميلاد، أو صورة أو بصمات أصابع أو بصمة حمض نووي."),
        ["A national authority must have assessed the person as a threat to public safety."] = ("Une autorité nationale doit avoir évalué la personne comme une menace pour la sécurité publique.", "يجب أن تكون سلطة وطنية قد قيّمت الشخص خطراً على السلامة العامة."),
        ["The assessment rests on convictions or other reasonable grounds: state them."] = ("L'évaluation repose sur des condamnations ou d'autres motifs raisonnables : indiquez-les.", "يستند التقييم إلى إدانات أو أسباب معقولة أخرى: اذكرها."),
        ["Give the name of the person."] = ("Indiquez le nom de la personne.", "اذكر اسم الشخص."),
        ["The police must have recorded the disappearance."] = ("La police doit avoir enregistré la disparition.", "يجب أن تكون الشرطة قد سجلت الاختفاء."),
        ["Consider the privacy and safety of the person first: somebody may be hiding from a danger."] = ("Prenez d'abord en considération la vie privée et la sécurité de la personne : elle se cache peut-être d'un danger.", "راعِ أولاً خصوصية الشخص وسلامته: فقد يكون مختبئاً من خطر."),
        ["Say that privacy and safety of the person were considered."] = ("Indiquez que la vie privée et la sécurité de la personne ont été prises en considération.", "اذكر أن خصوصية الشخص وسلامته قد روعيتا."),
        ["Give a name, a photograph or a description."] = ("Donnez un nom, une photographie ou un signalement.", "اذكر اسماً أو صورة أو أوصافاً."),
        ["Give what may identify the body: photograph, fingerprints, DNA profile or description."] = ("Donnez ce qui peut identifier le corps : photographie, empreintes digitales, profil ADN ou signalement.", "اذكر ما قد يحدد هوية الجثة: صورة أو بصمات أصابع أو بصمة حمض نووي أو أوصافاً."),
        ["The body has a name here: if it is identified, no notice is needed."] = ("Le corps porte ici un nom : s'il est identifié, aucune notice n'est nécessaire.", "للجثة هنا اسم: إن كانت هويتها معروفة فلا حاجة إلى نشرة."),
        ["The threat must be serious and imminent."] = ("La menace doit être grave et imminente.", "يجب أن يكون التهديد خطيراً ووشيكاً."),
        ["Describe the event, person, object or process that is the danger."] = ("Décrivez l'événement, la personne, l'objet ou le procédé qui constitue le danger.", "صف الحدث أو الشخص أو الشيء أو الأسلوب الذي يشكّل الخطر."),
        ["It must be of interest to more than one country."] = ("Elle doit intéresser plus d'un pays.", "يجب أن تهم أكثر من بلد."),
        ["Describe the method, object, device or way of hiding."] = ("Décrivez le mode opératoire, l'objet, le dispositif ou le procédé de dissimulation.", "صف الأسلوب الإجرامي أو الشيء أو الأداة أو طريقة الإخفاء."),
        ["A purple notice needs no personal data: leave the person out."] = ("Une notice mauve ne requiert aucune donnée personnelle : retirez la personne.", "لا تحتاج النشرة البنفسجية إلى بيانات شخصية: احذف الشخص."),
        ["Only a Sanctions Committee of the Security Council lists: name its decision."] = ("Seul un Comité des sanctions du Conseil de sécurité inscrit sur la liste : indiquez sa décision.", "الإدراج من شأن لجنة جزاءات تابعة لمجلس الأمن وحدها: اذكر قرارها."),
        ["Only countries of the pilot may ask for it."] = ("Seuls les pays de la phase pilote peuvent la demander.", "لا يجوز طلبها إلا لبلدان المرحلة التجريبية."),
        ["Describe the assets to be traced."] = ("Décrivez les avoirs à localiser.", "صف الأموال المطلوب تعقبها."),
        ["With a warrant and an assurance of extradition this looks like a red notice: a blue one may not be used to arrest."] = ("Avec un mandat et une assurance d'extradition, il s'agit plutôt d'une notice rouge : une notice bleue ne peut servir à arrêter.", "مع وجود مذكرة توقيف وضمان بطلب التسليم يبدو هذا نشرة حمراء: لا يجوز استعمال النشرة الزرقاء للتوقيف."),
    };
}
