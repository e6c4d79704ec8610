using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Web.Records;

/// <summary>Makes a record of what was written into the form of its kind: the same for a form that is posted and an entry that is sent later.</summary>
internal static class NewRecord
{
    /// <summary>The header that the form begins with, and whether the person may make such a record at all.</summary>
    public static (RecordHeader Header, Decision Decision) Begin(Kind kind, RecordId id, Session session, Instant now)
    {
        var header = HeaderEntry.Default(kind, id, session, session.Actor.Organisation, now.InUtc().Date);
        return (header, Access.Decide(session, header.ClassIn(kind.Compartment), AccessAction.Create, now));
    }

    /// <summary>The record as written, or every reason why it is none.</summary>
    public static Outcome<RecordChange> Read(Kind kind, RecordHeader begun, EntryTexts texts, string language, LocalDate today)
    {
        var body = kind.Parse(FieldReader.Read(kind, texts, EntryConventions.OfForm(language)));
        var header = HeaderEntry.Read(begun, texts, kind, today);
        Refusal[] refused = [.. body.Refusals, .. header.Refusals];
        if (refused.Length > 0) return refused;
        return new RecordChange.Create(header.Value, body.Value);
    }
}
