namespace Palermo.Kernel;

/// <summary>An import of a file: what came, how it was read, what was done with it.</summary>
/// <param name="Reader">Name of the reader or <c>table</c> for one mapped by hand.</param>
/// <param name="KindName">The kind that it brought.</param>
/// <param name="FileSha256">Hash of the file as received, hex.</param>
public sealed record ImportFile(
    string FileName, string Reader, string KindName, string Source, string FileSha256, long Bytes,
    long Read = 0, long Stored = 0, long Changed = 0, long Unchanged = 0, long Rejected = 0, IReadOnlyList<string>? Problems = null)
{
    private static readonly Workflow Steps = new(
        [
            new("running", new("Running", "En cours", "قيد التنفيذ")),
            new("done", new("Done", "Terminé", "منتهٍ")),
            new("failed", new("Failed", "Échoué", "فشل"), Final: true),
            new("rolled-back", new("Rolled back", "Annulé", "تم التراجع"), Final: true),
        ],
        [
            new("finish", new("Finish", "Terminer", "إنهاء"), "running", "done"),
            new("fail", new("Give up", "Abandonner", "إيقاف"), "running", "failed"),
            new("roll-back", new("Roll back", "Annuler", "تراجع"), "done", "rolled-back"),
        ],
        []);

    public static Kind<ImportFile> Kind { get; } = new KindBuilder<ImportFile>("import-file", "shared",
            new("Import", "Importation", "استيراد"), new("Imports", "Importations", "عمليات الاستيراد"))
        .Field(x => x.FileName, new("File", "Fichier", "الملف"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.Reader, new("Read as", "Lu comme", "قُرئ بصيغة"), f => f with { Required = true, Filtered = true, Listed = true })
        .Field(x => x.KindName, new("Kind", "Type", "النوع"), f => f with { Required = true, Filtered = true })
        .Field(x => x.Source, new("Source", "Source", "المصدر"), f => f with { Required = true, Searched = true, Listed = true })
        .Field(x => x.FileSha256, new("SHA-256 of the file", "SHA-256 du fichier", "بصمة الملف SHA-256"))
        .Field(x => x.Bytes, new("Size", "Taille", "الحجم"), f => f with { Unit = "bytes", Minimum = 0 })
        .Field(x => x.Read, new("Rows read", "Lignes lues", "الصفوف المقروءة"), f => f with { Minimum = 0, Listed = true })
        .Field(x => x.Stored, new("Stored", "Enregistrées", "المخزَّنة"), f => f with { Minimum = 0, Listed = true })
        .Field(x => x.Changed, new("Changed", "Modifiées", "المعدَّلة"), f => f with { Minimum = 0 })
        .Field(x => x.Unchanged, new("Unchanged", "Inchangées", "بلا تغيير"), f => f with { Minimum = 0 })
        .Field(x => x.Rejected, new("Rejected", "Rejetées", "المرفوضة"), f => f with { Minimum = 0, Listed = true })
        .Field(x => x.Problems, new("Problems", "Problèmes", "المشكلات"), f => f with { MaxLength = 500 })
        .Title(x => x.FileName)
        .Workflow(Steps)
        .Handling(new(Tlp.Green))
        .Purposes(Purpose.BorderManagement, Purpose.Investigation, Purpose.Statistics, Purpose.Cooperation, Purpose.Administration, Purpose.FinancialIntelligence, Purpose.Rescue)
        .Retention(1, 5, "Directive (EU) 2016/680, Art. 5: log of processing")
        .Build();
}
