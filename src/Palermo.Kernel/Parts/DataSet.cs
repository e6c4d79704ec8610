namespace Palermo.Kernel;

/// <summary>A table of many rows that is kept as one record: what is in it, where it comes from, and the hash of the whole.</summary>
/// <param name="Columns">Name and type of each column.</param>
/// <param name="Sha256">Hash of the table's file, hex: the file beside the record that has it is the table.</param>
public sealed record DataSet(string Title, string Source, IReadOnlyList<string> Columns, long Rows, string Sha256, string? Description = null)
{
    public static Kind<DataSet> Kind { get; } = new KindBuilder<DataSet>("dataset", "shared",
            new("Data set", "Jeu de données", "مجموعة بيانات"), new("Data sets", "Jeux de données", "مجموعات البيانات"))
        .Field(x => x.Title, new("Title", "Titre", "العنوان"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Source, new("Source", "Source", "المصدر"), f => f with { Required = true, Searched = true, Filtered = true, Listed = true })
        .Field(x => x.Columns, new("Columns", "Colonnes", "الأعمدة"), f => f with { Searched = true })
        .Field(x => x.Rows, new("Rows", "Lignes", "الصفوف"), f => f with { Minimum = 0, Listed = true })
        .Field(x => x.Sha256, new("SHA-256 of the table", "SHA-256 de la table", "بصمة الجدول SHA-256"), f => f with { Required = true })
        .Field(x => x.Description, new("Description", "Description", "الوصف"), f => f with { Type = FieldType.LongText, Searched = true, MaxLength = 4_000 })
        .Title(x => x.Title)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Statistics, Purpose.FinancialIntelligence, Purpose.Rescue)
        .Retention(1, 5, "Directive (EU) 2016/680, Art. 5: periodic review")
        .Categories(SubjectCategory.OtherParty)
        .Build();
}

/// <summary>A row of a data set that matters to somebody: a record of its own, with the way back to where it comes from.</summary>
/// <param name="Row">The row's number in the data set, column <c>_row</c>.</param>
/// <param name="Values">Each column and its value, as <c>column: value</c>.</param>
/// <param name="Why">Why it was taken out.</param>
public sealed record DataSetRow(RecordId DataSet, long Row, IReadOnlyList<string> Values, string Why)
{
    public static Kind<DataSetRow> Kind { get; } = new KindBuilder<DataSetRow>("dataset-row", "shared",
            new("Row of a data set", "Ligne d'un jeu de données", "صف من مجموعة بيانات"), new("Rows of data sets", "Lignes de jeux de données", "صفوف من مجموعات البيانات"))
        .Field(x => x.DataSet, new("Data set", "Jeu de données", "مجموعة البيانات"), f => f with { Required = true, LinkRole = "dataset", LinkKind = "dataset" })
        .Field(x => x.Row, new("Row", "Ligne", "الصف"), f => f with { Minimum = 1, Listed = true })
        .Field(x => x.Values, new("Values", "Valeurs", "القيم"), f => f with { Searched = true, MaxLength = 2_000 })
        .Field(x => x.Why, new("Why it matters", "Pourquoi elle importe", "سبب الأهمية"), f => f with { Required = true, Searched = true, Listed = true })
        .Title(x => x.Why)
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Statistics, Purpose.FinancialIntelligence, Purpose.Rescue)
        .Retention(1, 5, "Directive (EU) 2016/680, Art. 5: periodic review")
        .Categories(SubjectCategory.OtherParty)
        .Build();
}
