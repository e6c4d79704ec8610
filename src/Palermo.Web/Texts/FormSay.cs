using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words of forms.</summary>
public static class FormSay
{
    public static readonly Words NewOf = new("New: {0}", "Nouveau : {0}", "جديد: {0}");
    public static readonly Words EditOf = new("Edit: {0}", "Modifier : {0}", "تعديل: {0}");
    public static readonly Words Save = new("Save", "Enregistrer", "حفظ");
    public static readonly Words Cancel = new("Cancel", "Annuler", "إلغاء");
    public static readonly Words Required = new("required", "obligatoire", "إلزامي");
    public static readonly Words NotSaved = new("Not saved. Please look at:", "Non enregistré. Veuillez vérifier :", "لم يُحفظ. يرجى مراجعة:");
    public static readonly Words NotDone = new("Not done:", "Non effectué :", "لم يُنفَّذ:");
    public static readonly Words Reason = new("Why do you change it?", "Pourquoi la modifiez-vous ?", "لماذا تغيّره؟");
    public static readonly Words Handling = new("Handling, source and review", "Traitement, source et réexamen", "التداول والمصدر والمراجعة");
    public static readonly Words HandlingHelp = new("Filled in as this kind prescribes: change it where this record differs.", "Rempli selon les règles de ce type : modifiez-le si cette fiche diffère.", "مملوء وفق قواعد هذا النوع: غيّره حيث يختلف هذا السجل.");
    public static readonly Words Source = new("Where does it come from?", "D'où vient l'information ?", "من أين جاءت المعلومة؟");
    public static readonly Words Reference = new("Its name in the source", "Sa référence dans la source", "اسمه في المصدر");
    public static readonly Words Tlp = new("Traffic light (TLP 2.0)", "Protocole TLP 2.0", "بروتوكول الإشارة TLP 2.0");
    public static readonly Words Codes = new("Handling codes", "Codes de traitement", "رموز التداول");
    public static readonly Words H1 = new("H1: not in court without permission of the provider", "H1 : pas en justice sans l'accord du fournisseur", "H1: لا يُستعمل في القضاء دون إذن المزوِّد");
    public static readonly Words H2 = new("H2: not passed on without permission of the provider", "H2 : pas transmis sans l'accord du fournisseur", "H2: لا يُنقل دون إذن المزوِّد");
    public static readonly Words H3 = new("H3: other restriction, in words below", "H3 : autre restriction, décrite ci-dessous", "H3: قيد آخر، يُذكر أدناه");
    public static readonly Words Restriction = new("Restriction in words (H3)", "Restriction en toutes lettres (H3)", "القيد بالكلمات (H3)");
    public static readonly Words Recipients = new("For these recipients only, separated by commas", "Pour ces destinataires uniquement, séparés par des virgules", "لهؤلاء المستلمين فقط، تفصل بينهم فواصل");
    public static readonly Words Consent = new("The originator must agree before it goes further", "L'auteur doit consentir à toute transmission", "يجب أن يوافق المُصدر قبل أي نقل");
    public static readonly Words Purposes = new("It may serve", "Elle peut servir à", "يجوز استعماله في");
    public static readonly Words NeedToKnow = new("Cases or teams that alone may know of it, separated by commas", "Dossiers ou équipes qui seuls peuvent la connaître, séparés par des virgules", "الملفات أو الفرق التي يجوز لها وحدها العلم به، تفصل بينها فواصل");
    public static readonly Words LegalBasis = new("Legal basis", "Base légale", "الأساس القانوني");
    public static readonly Words ReviewDate = new("Look again by", "À réexaminer avant le", "يُراجع قبل");
    public static readonly Words Categories = new("Data subjects", "Personnes concernées", "أصحاب البيانات");
    public static readonly Words Scheme = new("Scheme", "Barème", "النظام");
    public static readonly Words NoGrade = new("no grade", "sans cotation", "بلا تقييم");
    public static readonly Words GradeSource = new("Source (letter)", "Source (lettre)", "المصدر (حرف)");
    public static readonly Words GradeInformation = new("Information (digit)", "Information (chiffre)", "المعلومة (رقم)");
    public static readonly Words Latitude = new("Latitude, degrees north", "Latitude, degrés nord", "خط العرض، درجات شمالاً");
    public static readonly Words Longitude = new("Longitude, degrees east", "Longitude, degrés est", "خط الطول، درجات شرقاً");
    public static readonly Words RadiusKm = new("Known to within, km", "Connu à, km près", "معروف ضمن، كم");
    public static readonly Words PlaceWords = new("Place in words", "Lieu en toutes lettres", "المكان بالكلمات");
    public static readonly Words Country = new("Country (three letters)", "Pays (trois lettres)", "البلد (ثلاثة أحرف)");
    public static readonly Words Gazetteer = new("Known place", "Lieu répertorié", "مكان معروف");
    public static readonly Words TimeFrom = new("First day", "Premier jour", "أول يوم");
    public static readonly Words TimeTo = new("Last day, if another", "Dernier jour, si différent", "آخر يوم، إن اختلف");
    public static readonly Words TimePrecision = new("Known to the", "Connu", "معروف بدقة");
    public static readonly Words TimeAt = new("Moment, UTC (if known)", "Moment, UTC (si connu)", "اللحظة، UTC (إن عُرفت)");
    public static readonly Words PartialDateHelp = new("2016, 2016-03 or 2016-03-12; ~ before it when estimated", "2016, 2016-03 ou 2016-03-12 ; précédé de ~ si estimé", "2016 أو 2016-03 أو 2016-03-12؛ مع ~ قبله إن كان تقديرياً");
    public static readonly Words ListHelp = new("One on each line", "Un par ligne", "واحد في كل سطر");
    public static readonly Words CountsHelp = new("One on each line: NER 12", "Un par ligne : NER 12", "واحد في كل سطر: NER 12");
    public static readonly Words ReferenceHelp = new("The number of the record, or the address of its page", "Le numéro de la fiche ou l'adresse de sa page", "رقم السجل أو عنوان صفحته");
    public static readonly Words OwnPage = new("Shown and changed on its own page", "Affiché et modifié sur sa propre page", "يُعرض ويُغيَّر في صفحته الخاصة");
    public static readonly Words OwnPageLater = new("Added on its own page when the record is saved", "S'ajoute sur sa propre page une fois la fiche enregistrée", "يُضاف في صفحته الخاصة بعد حفظ السجل");
    public static readonly Words PartHelp = new("As JSON", "En JSON", "بصيغة JSON");
    public static readonly Words UtcHelp = new("In UTC", "En UTC", "بتوقيت UTC");
    public static readonly Words None = new("–", "–", "–");
    public static readonly Words Statement = new("Statement {0}", "Déclaration {0}", "إفادة {0}");
    public static readonly Words NewStatement = new("Add a statement", "Ajouter une déclaration", "إضافة إفادة");
    public static readonly Words StatementsHelp = new("Each value with who says so. Values that disagree stand side by side.", "Chaque valeur avec son auteur. Les valeurs contradictoires restent côte à côte.", "كل قيمة مع قائلها. القيم المتعارضة تبقى جنباً إلى جنب.");
    public static readonly Words Value = new("Value", "Valeur", "القيمة");
    public static readonly Words WhoSays = new("Who says so", "Qui le dit", "من قال ذلك");
    public static readonly Words FirstSeen = new("First seen", "Vu la première fois", "شوهد أول مرة");
    public static readonly Words LastSeen = new("Last seen", "Vu la dernière fois", "شوهد آخر مرة");
    public static readonly Words Preferred = new("Preferred value", "Valeur préférée", "القيمة المفضّلة");
    public static readonly Words RemoveStatement = new("Remove this statement", "Supprimer cette déclaration", "حذف هذه الإفادة");
    public static readonly Words StatementMarking = new("Marking of the statement", "Marquage de la déclaration", "تصنيف الإفادة");
    public static readonly Words SomebodySaved = new("Somebody saved this record while you were writing. Your words are below: compare with the newest version, then save again.", "Quelqu'un a enregistré cette fiche pendant votre saisie. Votre texte est ci-dessous : comparez avec la dernière version, puis enregistrez.", "حفظ شخص آخر هذا السجل أثناء كتابتك. نصك أدناه: قارنه بأحدث إصدار ثم احفظ من جديد.");
}
