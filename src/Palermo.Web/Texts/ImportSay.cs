using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words of the import pages.</summary>
public static class ImportSay
{
    public static readonly Words Title = new("Import a table", "Importer un tableau", "استيراد جدول");
    public static readonly Words Lead = new("CSV or Excel. Nothing is stored before you have seen a trial.", "CSV ou Excel. Rien n'est enregistré avant l'essai.", "CSV أو Excel. لا يُحفظ شيء قبل أن ترى التجربة.");
    public static readonly Words File = new("File (.csv, .xlsx, .csv.gz)", "Fichier (.csv, .xlsx, .csv.gz)", "الملف (.csv أو .xlsx أو .csv.gz)");
    public static readonly Words Kind = new("Each row is a", "Chaque ligne est", "كل صف هو");
    public static readonly Words Source = new("From whom is it?", "De qui vient-il ?", "من أين جاء؟");
    public static readonly Words SourceHelp = new("Publisher or sender, alike each time: by source and reference a row is known again.", "Éditeur ou expéditeur, toujours le même nom : la source et la référence permettent de reconnaître une ligne.", "الناشر أو المرسِل، بالاسم نفسه كل مرة: بالمصدر والمرجع يُعرف الصف من جديد.");
    public static readonly Words Upload = new("Upload and look", "Téléverser et examiner", "رفع ومعاينة");
    public static readonly Words Recent = new("Earlier imports", "Importations précédentes", "عمليات استيراد سابقة");
    public static readonly Words Form = new("How the file is read", "Comment le fichier est lu", "كيف يُقرأ الملف");
    public static readonly Words Guessed = new("Guessed from the file: change what is wrong.", "Deviné d'après le fichier : corrigez ce qui est faux.", "خُمِّن من الملف: صحِّح الخطأ.");
    public static readonly Words Encoding = new("Encoding", "Encodage", "الترميز");
    public static readonly Words Separator = new("Separator", "Séparateur", "الفاصل");
    public static readonly Words Dates = new("03/04/2016 means", "03/04/2016 signifie", "03/04/2016 تعني");
    public static readonly Words DatesOpen = new("The dates in the sample can be read both ways: please choose.", "Les dates de l'échantillon se lisent des deux façons : veuillez choisir.", "تواريخ العينة تُقرأ بالطريقتين: اختر من فضلك.");
    public static readonly Words DayFirst = new("3 April 2016", "3 avril 2016", "3 أبريل 2016");
    public static readonly Words MonthFirst = new("March 4, 2016", "4 mars 2016", "4 مارس 2016");
    public static readonly Words Decimals = new("1,5 means one and a half", "1,5 signifie un et demi", "1,5 تعني واحداً ونصفاً");
    public static readonly Words Sheet = new("Sheet", "Feuille", "الورقة");
    public static readonly Words HeadingRow = new("Row with the headings", "Ligne des en-têtes", "صف العناوين");
    public static readonly Words Reader = new("Read as", "Lire comme", "يُقرأ بصيغة");
    public static readonly Words ByColumns = new("a table, by the columns below", "un tableau, selon les colonnes ci-dessous", "جدول، بحسب الأعمدة أدناه");
    public static readonly Words LookAgain = new("Look again", "Relire", "معاينة من جديد");
    public static readonly Words Columns = new("What each column is", "Ce qu'est chaque colonne", "ما هو كل عمود");
    public static readonly Words Remembered = new("As for the last file with these headings.", "Comme pour le dernier fichier ayant ces en-têtes.", "كما في آخر ملف بهذه العناوين.");
    public static readonly Words Column = new("Column of the file", "Colonne du fichier", "عمود الملف");
    public static readonly Words Examples = new("Examples", "Exemples", "أمثلة");
    public static readonly Words Becomes = new("Becomes", "Devient", "يصبح");
    public static readonly Words LeftOut = new("left out", "ignorée", "يُهمل");
    public static readonly Words Try = new("Try: store nothing", "Essayer : rien n'est enregistré", "تجربة: لا يُحفظ شيء");
    public static readonly Words Start = new("Import", "Importer", "استيراد");
    public static readonly Words Tried = new("What would happen", "Ce qui se passerait", "ما الذي سيحدث");
    public static readonly Words Read = new("Rows read", "Lignes lues", "الصفوف المقروءة");
    public static readonly Words Good = new("Good", "Correctes", "سليمة");
    public static readonly Words Stored = new("Stored", "Enregistrées", "مخزَّنة");
    public static readonly Words Changed = new("Changed", "Modifiées", "معدَّلة");
    public static readonly Words Unchanged = new("Unchanged", "Inchangées", "بلا تغيير");
    public static readonly Words Rejected = new("Rejected", "Rejetées", "مرفوضة");
    public static readonly Words Problems = new("Problems", "Problèmes", "المشكلات");
    public static readonly Words Line = new("Line", "Ligne", "السطر");
    public static readonly Words Field = new("Field", "Champ", "الحقل");
    public static readonly Words What = new("What is wrong, and how to mend it", "Ce qui ne va pas, et comment corriger", "ما الخطأ وكيف يُصلَح");
    public static readonly Words Partial = new("Rejected rows are left out; mend them and import the file again: what is stored stays as it is.", "Les lignes rejetées sont laissées de côté ; corrigez-les et réimportez le fichier : ce qui est enregistré reste tel quel.", "تُترك الصفوف المرفوضة؛ أصلحها واستورد الملف من جديد: ما خُزِّن يبقى كما هو.");
    public static readonly Words EndedEarly = new("The file could not be read to its end:", "Le fichier n'a pas pu être lu jusqu'au bout :", "تعذّرت قراءة الملف إلى آخره:");
    public static readonly Words Running = new("The import is running", "L'importation est en cours", "الاستيراد جارٍ");
    public static readonly Words Waiting = new("The import waits for its turn", "L'importation attend son tour", "الاستيراد ينتظر دوره");
    public static readonly Words Progress = new("Progress", "Avancement", "التقدم");
    public static readonly Words Done = new("The import is done", "L'importation est terminée", "انتهى الاستيراد");
    public static readonly Words Failed = new("The import ended without a result", "L'importation s'est terminée sans résultat", "انتهى الاستيراد بلا نتيجة");
    public static readonly Words ShowRecords = new("Show what it brought", "Voir ce qu'elle a apporté", "عرض ما جلبه");
    public static readonly Words RollBack = new("Roll back the whole import", "Annuler toute l'importation", "التراجع عن الاستيراد كله");
    public static readonly Words RollBackHelp = new("Withdraws each record that it brought. What people changed since stays, and is listed.", "Retire chaque fiche apportée. Ce qui a été modifié depuis reste, et est listé.", "يسحب كل سجل جلبه. ما غيّره الناس بعده يبقى ويُذكر.");
    public static readonly Words RolledBack = new("Records withdrawn: {0}.", "Fiches retirées : {0}.", "السجلات المسحوبة: {0}.");
    public static readonly Words KeptChanged = new("Changed by people since, and left as they are:", "Modifiées depuis, et laissées telles quelles :", "غيّرها الناس بعد ذلك فبقيت كما هي:");
    public static readonly Words ToRecall = new("Partners received these: recall them there.", "Des partenaires les ont reçues : rappelez-les.", "استلمها شركاء: استرجعها منهم.");
    public static readonly Words Cancel = new("Stop the import", "Arrêter l'importation", "إيقاف الاستيراد");
    public static readonly Words Tab = new("tab", "tabulation", "علامة جدولة");
}
