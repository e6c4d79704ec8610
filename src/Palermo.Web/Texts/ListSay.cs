using Palermo.Kernel;

namespace Palermo.Web.Texts;

/// <summary>Words of lists, filters and facets.</summary>
public static class ListSay
{
    public static readonly Words MoreThan = new("more than {0}", "plus de {0}", "أكثر من {0}");
    public static readonly Words Kinds = new("Kinds of records", "Types de fiches", "أنواع السجلات");
    public static readonly Words KindsLead = new("Counted as far as your purpose lets you see.", "Comptées dans la mesure où votre finalité le permet.", "معدودة بقدر ما يسمح به غرضك.");
    public static readonly Words Shared = new("Shared by all", "Communs à tous", "مشتركة بين الجميع");
    public static readonly Words New = new("New: {0}", "Nouveau : {0}", "جديد: {0}");
    public static readonly Words Export = new("Export", "Exporter", "تصدير");
    public static readonly Words ExportLead = new("What the list shows, with its marking", "Ce que montre la liste, avec son marquage", "ما تعرضه القائمة، مع تصنيفها");
    public static readonly Words Import = new("Import a file", "Importer un fichier", "استيراد ملف");
    public static readonly Words Text = new("Words or name", "Mots ou nom", "كلمات أو اسم");
    public static readonly Words TextHelp = new("other spellings and scripts are found; \"in quotes\" exactly", "trouve d'autres graphies et écritures ; « entre guillemets » exactement", "يعثر على تهجئات وكتابات أخرى؛ وبين علامتي اقتباس حرفياً");
    public static readonly Words From = new("From", "Du", "من");
    public static readonly Words To = new("To", "Au", "إلى");
    public static readonly Words State = new("State", "État", "الحالة");
    public static readonly Words AnyState = new("Any", "Tous", "الكل");
    public static readonly Words Sort = new("Order", "Ordre", "الترتيب");
    public static readonly Words Newest = new("Newest record", "Fiche la plus récente", "أحدث سجل");
    public static readonly Words Oldest = new("Oldest record", "Fiche la plus ancienne", "أقدم سجل");
    public static readonly Words LatestEvent = new("Latest event", "Événement le plus récent", "أحدث واقعة");
    public static readonly Words EarliestEvent = new("Earliest event", "Événement le plus ancien", "أقدم واقعة");
    public static readonly Words Withdrawn = new("Show withdrawn records", "Montrer les fiches retirées", "إظهار السجلات المسحوبة");
    public static readonly Words Apply = new("Show", "Afficher", "عرض");
    public static readonly Words Clear = new("Clear all", "Tout effacer", "مسح الكل");
    public static readonly Words Filters = new("Filters", "Filtres", "المرشِّحات");
    public static readonly Words ActiveFilters = new("Filters in use", "Filtres actifs", "المرشِّحات المستعملة");
    public static readonly Words Remove = new("Remove the filter {0}", "Retirer le filtre {0}", "إزالة المرشِّح {0}");
    public static readonly Words Facets = new("Narrow down", "Affiner", "تضييق النتائج");
    public static readonly Words MoreValues = new("{0} more", "{0} de plus", "{0} أخرى");
    public static readonly Words Table = new("Table", "Tableau", "جدول");
    public static readonly Words Columns = new("Columns", "Colonnes", "الأعمدة");
    public static readonly Words ShowColumns = new("Show these columns", "Afficher ces colonnes", "عرض هذه الأعمدة");
    public static readonly Words Title = new("Record", "Fiche", "السجل");
    public static readonly Words When = new("When", "Quand", "متى");
    public static readonly Words Kind = new("Kind", "Type", "النوع");
    public static readonly Words Owner = new("Owner", "Propriétaire", "المالك");
    public static readonly Words Changed = new("Changed", "Modifiée", "آخر تغيير");
    public static readonly Words Marking = new("Marking", "Marquage", "التصنيف");
    public static readonly Words Records = new("{0} records", "{0} fiches", "{0} سجلات");
    public static readonly Words Nothing = new("No record matches. Remove a filter, or look for fewer words.", "Aucune fiche ne correspond. Retirez un filtre ou cherchez moins de mots.", "لا سجل مطابق. أزل مرشِّحاً أو ابحث بكلمات أقل.");
    public static readonly Words NothingYet = new("There is no record of this kind yet, or none for your purpose.", "Il n'y a pas encore de fiche de ce type, ou aucune pour votre finalité.", "لا سجل من هذا النوع بعد، أو لا شيء لغرضك.");
    public static readonly Words Next = new("Next page", "Page suivante", "الصفحة التالية");
    public static readonly Words First = new("First page", "Première page", "الصفحة الأولى");
    public static readonly Words Views = new("Saved views", "Vues enregistrées", "العروض المحفوظة");
    public static readonly Words SaveView = new("Save this view as", "Enregistrer cette vue sous", "احفظ هذا العرض باسم");
    public static readonly Words Save = new("Save", "Enregistrer", "حفظ");
    public static readonly Words Delete = new("Delete {0}", "Supprimer {0}", "حذف {0}");
    public static readonly Words NotKeptForProtection = new("Views are not kept in protection work: their words would lie outside the protected records.", "Les vues ne sont pas conservées pour la protection : leurs mots seraient hors des fiches protégées.", "لا تُحفظ العروض في عمل الحماية: ستقع كلماتها خارج السجلات المحمية.");
    public static readonly Words NoViews = new("None yet.", "Aucune pour l'instant.", "لا شيء بعد.");
    public static readonly Words Alert = new("Tell me when something new matches", "M'avertir quand une nouvelle fiche correspond", "أبلغني عند ظهور ما يطابق");
    public static readonly Words Alerting = new("alerts", "avec alerte", "مع تنبيه");
    public static readonly Words AlertNews = new("{0} new", "{0} nouvelle(s)", "{0} جديد");
    public static readonly Words Area = new("Area on the map", "Zone sur la carte", "منطقة على الخريطة");
    public static readonly Words FromImport = new("Of one import", "D'une importation", "من استيراد واحد");
    public static readonly Words WithdrawnMark = new("withdrawn", "retirée", "مسحوب");
    public static readonly Words OldAddress = new("This page of the list is no longer there: here is the first.", "Cette page de la liste n'existe plus : voici la première.", "لم تعد هذه الصفحة من القائمة موجودة: هذه هي الأولى.");
    public static readonly Words Yes = new("Yes", "Oui", "نعم");
    public static readonly Words No = new("No", "Non", "لا");
    public static readonly Words NoExport = new("None of your roles for this purpose may export.", "Aucun de vos rôles pour cette finalité ne permet d'exporter.", "لا يسمح أي من أدوارك لهذا الغرض بالتصدير.");
}
