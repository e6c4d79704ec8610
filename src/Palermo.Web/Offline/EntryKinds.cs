using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Records;

namespace Palermo.Web.Offline;

/// <summary>The kinds whose forms a person at this work may take into the field.</summary>
internal static class EntryKinds
{
    /// <summary>Kinds declared for field entry that serve the purpose and that the person may make, in the order of the declarations.</summary>
    public static IReadOnlyList<Kind> Of(Declarations declared, Session session, Instant now) =>
    [
        .. declared.Kinds.Where(k => k.FieldEntry && k.DefaultPurposes.Contains(session.Work.Purpose)
            && NewRecord.Begin(k, default, session, now).Decision.Allowed),
    ];
}
