using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>How often lost and stolen documents were searched at a post, beside how many crossings it recorded: counts only.</summary>
internal sealed record DocumentSearchDay
{
    public required EventTime When { get; init; }
    public required string Post { get; init; }
    /// <summary>Searches of the database (SLTD, or the node's own entries).</summary>
    public int Searches { get; init; }
    public int Crossings { get; init; }

    public static Kind<DocumentSearchDay> Kind { get; } = new KindBuilder<DocumentSearchDay>("document-search-count", "sharing",
            new("Count of document searches", "Nombre de consultations de documents", "عدد عمليات البحث عن الوثائق"), new("Counts of document searches", "Nombres de consultations de documents", "أعداد عمليات البحث عن الوثائق"))
        .Field(x => x.When, new("When", "Quand", "متى"), f => f with { Required = true, Listed = true })
        .Field(x => x.Post, new("Post", "Poste", "المركز"), f => f with { Required = true, Filtered = true, Listed = true, Searched = true })
        .Field(x => x.Searches, new("Searches", "Consultations", "عمليات البحث"), f => f with { Minimum = 0, Maximum = 1e9, Listed = true })
        .Field(x => x.Crossings, new("Crossings recorded", "Passages enregistrés", "عمليات العبور المسجلة"), f => f with { Minimum = 0, Maximum = 1e9, Listed = true })
        .Title(x => $"{x.Post}, {x.When.From:uuuu-MM-dd}")
        .Handling(new(Tlp.Green))
        .Purposes(Purpose.BorderManagement, Purpose.Statistics, Purpose.Cooperation)
        .Retention(2, 10, "counts without personal data")
        .Build();
}
