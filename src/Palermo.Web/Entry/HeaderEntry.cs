using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Web.Entry;

/// <summary>What every record bears (law 1), as texts of a form under <c>header.</c>.</summary>
public static class HeaderEntry
{
    /// <summary>The header that a new record of a kind begins with.</summary>
    public static RecordHeader Default(Kind kind, RecordId id, Session session, string source, LocalDate today, RecordId? import = null) => new(
        id, kind.Name, session.Actor.Node, kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default,
        new(source, Import: import), kind.Retention.ReviewDate(today), [], session.Work.LegalBasis);

    /// <summary>The texts of a header.</summary>
    public static void Write(RecordHeader header, EntryTexts into)
    {
        FieldWriter.WriteHandling("header.handling", header.Handling, into);
        FieldWriter.WriteGrading("header.grading", header.Grading, into);
        into.Set("header.purposes", string.Join('\n', header.Purposes));
        into.Set("header.needToKnow", string.Join(", ", header.NeedToKnow));
        into.Set("header.source", header.Provenance.Source);
        into.Set("header.reference", header.Provenance.Reference);
        into.Set("header.reviewDate", LocalDatePattern.Iso.Format(header.ReviewDate));
        into.Set("header.legalBasis", header.LegalBasis);
        into.Set("header.categories", string.Join('\n', header.Categories.Select(c => FieldWriter.Code(c))));
    }

    /// <summary>The header that the texts make of one to begin with. Kind, owner, state and id stay.</summary>
    public static Outcome<RecordHeader> Read(RecordHeader before, EntryTexts texts, Kind kind, LocalDate today)
    {
        LocalDate? review = texts["header.reviewDate"] is { } text ? DateText.Day(text, DateOrder.DayFirst) : before.ReviewDate;
        var header = before with
        {
            Handling = HandlingEntry.Read("header.handling", texts, before.Handling),
            Grading = HandlingEntry.ReadGrading("header.grading", texts),
            Purposes = ImmutableSet.Of((texts["header.purposes"] ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
            NeedToKnow = HandlingEntry.Names(texts["header.needToKnow"]),
            Provenance = before.Provenance with { Source = texts["header.source"] ?? "", Reference = texts["header.reference"] },
            ReviewDate = review ?? before.ReviewDate,
            LegalBasis = texts["header.legalBasis"],
            Categories = [.. Enum.GetValues<SubjectCategory>().Where(c => texts.Has("header.categories", FieldWriter.Code(c)))],
        };
        Refusal[] problems =
        [
            .. review is null ? [new Refusal("header.review", $"The review date '{texts["header.reviewDate"]}' is not a date such as 2027-11-24.", Field: "reviewDate")] : (Refusal[])[],
            .. header.Problems(kind, today),
        ];
        return problems.Length > 0 ? problems : header;
    }
}
