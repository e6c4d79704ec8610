using NodaTime;

namespace Palermo.Kernel;

/// <summary>A person who signs in, or a service account.</summary>
/// <param name="SignInName">Unique within the node, compared without regard to case.</param>
/// <param name="Credentials">What sign-in needs, as the host writes it: password hash, passkeys, lockout. Never shown or exported.</param>
/// <param name="Stamp">Changes with every save; a save with an old stamp is refused.</param>
/// <param name="PasskeyIds">Ids of the person's passkeys, base64url, for sign-in without a name.</param>
public sealed record Person(
    string Id, string SignInName, string Name, string Organisation, ImmutableSet Roles, ImmutableSet Teams,
    LocalDate? ActiveUntil, Tlp Ceiling, string Language, string Credentials, string Stamp, ImmutableSet PasskeyIds = default, bool Disabled = false)
{
    /// <summary>The person as the access decision sees one.</summary>
    public Actor ToActor(string node, BreakGlass? breakGlass = null) => new(Id, Name, node, Organisation, Roles, Teams, ActiveUntil, Ceiling, breakGlass);
}

/// <summary>The people of a node.</summary>
public interface IPeople
{
    ValueTask<Person?> FindAsync(string id, CancellationToken cancel = default);
    ValueTask<Person?> FindByNameAsync(string signInName, CancellationToken cancel = default);
    ValueTask<Person?> FindByPasskeyAsync(string credentialId, CancellationToken cancel = default);
    ValueTask<IReadOnlyList<Person>> ListAsync(CancellationToken cancel = default);

    /// <summary>Adds or changes a person, with the audit entry in the same transaction.</summary>
    /// <param name="expectedStamp">The stamp that was read; null for a new person.</param>
    /// <returns>The person with the new stamp; refused when the name is taken or somebody else saved first.</returns>
    ValueTask<Outcome<Person>> SaveAsync(Session by, Person person, string? expectedStamp, string reason, CancellationToken cancel = default);
}
