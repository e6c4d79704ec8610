using NodaTime;

namespace Palermo.Kernel;

/// <summary>Who acts: a person, or a service account.</summary>
/// <param name="Id">Stable name within the node, as written in the audit log.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Node">The node whose actor it is.</param>
/// <param name="Organisation">The authority the person works for; handling AMBER+STRICT is about it.</param>
/// <param name="Roles">Names of <see cref="Role.All"/>.</param>
/// <param name="Teams">Cases and teams the person belongs to: what need-to-know asks for.</param>
/// <param name="ActiveUntil">The last day of the assignment; null: open.</param>
/// <param name="Ceiling">The widest that this person may share, however open the record is.</param>
/// <param name="BreakGlass">An emergency opening that the person has declared, if it is running.</param>
public sealed record Actor(
    string Id,
    string Name,
    string Node,
    string Organisation,
    ImmutableSet Roles,
    ImmutableSet Teams = default,
    LocalDate? ActiveUntil = null,
    Tlp Ceiling = Tlp.Red,
    BreakGlass? BreakGlass = null);

/// <summary>An emergency opening: named, reasoned, short, reported to a reviewer within the hour. It lifts need-to-know, and nothing else.</summary>
public sealed record BreakGlass(string Reason, Instant Until);

/// <summary>By which way somebody came in. It changes nothing in the decision; the log keeps it.</summary>
public enum Channel { Page, Api, CommandLine, Job, Exchange }

/// <summary>Somebody at work: goes with every read and write of the store.</summary>
public sealed record Session(Actor Actor, Work Work, Channel Channel);
