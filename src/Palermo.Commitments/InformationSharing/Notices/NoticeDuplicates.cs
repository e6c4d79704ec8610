using Palermo.Analysis.Matching;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Notices;

/// <summary>Two notices or diffusions that may be about one person, with why.</summary>
/// <param name="Probability">That they are about one person, 0 to 1; a proposal for a person to look at.</param>
/// <param name="Why">What speaks for and against, in bits.</param>
internal sealed record DuplicatePair(RecordId First, string FirstSubject, RecordId Second, string SecondSubject, double Probability, IReadOnlyList<MatchReason> Why);

/// <summary>Finds notices that may be about the same person, across spellings and scripts.</summary>
internal static class NoticeDuplicates
{
    public static RoomAnalysis Analysis { get; } = new(
        "notice-duplicates",
        new("Duplicates among notices", "Doublons parmi les notices", "تكرار النشرات"),
        new("Pairs of notices and diffusions that may be about one person. A person decides; nothing is joined.", "Paires de notices et diffusions pouvant concerner une même personne. Une personne décide ; rien n'est fusionné.", "أزواج من النشرات والتعاميم قد تخص شخصاً واحداً. القرار لإنسان ولا يُدمج شيء."),
        [],
        async (context, cancel) =>
        {
            List<(RecordId Id, NoticeBody Body)> notices = [];
            foreach (var kind in (string[])[NoticeRequest.Kind.Name, Diffusion.Kind.Name])
                await foreach (var record in context.Records.ScanAsync(context.Session, new(kind), AccessAction.Read, cancel))
                    if (record.Body is NoticeBody { Ended: null, FamilyName: not null } body) notices.Add((record.Id, body));
            return new AnalysisAnswer(Find(notices), [new("Probabilities come from a general model of names, dates and documents; they order the list and decide nothing.", "Les probabilités viennent d'un modèle général des noms, dates et documents ; elles ordonnent la liste et ne décident rien.", "الاحتمالات من نموذج عام للأسماء والتواريخ والوثائق؛ ترتّب القائمة ولا تقرر شيئاً.")]);
        });

    /// <summary>Pairs from a probability of one half, likeliest first.</summary>
    public static IReadOnlyList<DuplicatePair> Find(IReadOnlyList<(RecordId Id, NoticeBody Body)> notices)
    {
        if (notices.Count < 2) return [];
        string?[] Column(Func<NoticeBody, string?> of) => [.. notices.Select(n => of(n.Body))];
        var table = RecordTable.Of(
            ("givenName", Column(b => b.FirstName)), ("surname", Column(b => b.FamilyName)), ("birthDate", Column(b => b.BirthDate?.ToString())), ("sex", Column(b => b.Sex)),
            ("nationality", Column(b => b.Nationalities is { Count: > 0 } of ? string.Join(';', of) : null)), ("documentNumber", Column(b => b.IdentityDocument)));
        // Too few for rates of their own: the default model stands, and rarity is not counted.
        var model = DefaultModels.Of("person");
        model = model with { Comparisons = [.. model.Comparisons.Select(c => c with { TermFrequency = 0, FuzzyTermFrequency = 0 })] };
        var linkage = Linkage.Prepare(table, model, new() { Train = false });
        return
        [
            .. linkage.ScorePairs().Where(p => p.Probability >= DefaultModels.Threshold).OrderByDescending(p => p.Weight).ThenBy(p => p.Left).ThenBy(p => p.Right)
                .Select(p => new DuplicatePair(notices[p.Left].Id, notices[p.Left].Body.Subject, notices[p.Right].Id, notices[p.Right].Body.Subject, Math.Round(p.Probability, 4),
                    [.. linkage.Explain(p.Left, p.Right).Steps.Where(s => s.Weight != 0).Select(s => new MatchReason(s.Comparison, s.Level, Math.Round(s.Weight + s.Rarity, 1)))])),
        ];
    }
}
