using Palermo.Kernel;

namespace Palermo.Web.Frame;

/// <summary>Who is at the page, for what work, in which language. The host implements it, one for each request.</summary>
public interface ICurrentSession
{
    /// <summary>The person at the stated work; null before sign-in, and before a purpose was stated.</summary>
    Session? Session { get; }

    /// <summary>The person signed in, whether or not a purpose was stated; null before sign-in.</summary>
    Person? Person { get; }

    /// <summary><c>en</c>, <c>fr</c> or <c>ar</c>.</summary>
    string Language { get; }

    NodeFace Node { get; }
}

/// <summary>What pages show of the node itself.</summary>
/// <param name="Name">The stable name, as owner of records.</param>
/// <param name="Title">The name that people read.</param>
/// <param name="Synthetic">True when everything in the node is made up: each page says so.</param>
public sealed record NodeFace(string Name, Words Title, bool Synthetic);

/// <summary>Something that waits for a person. The text bears no content of records: it may go out by mail.</summary>
/// <param name="Address">Where it is dealt with.</param>
public sealed record Notification(string Id, Words Text, string Address, NodaTime.Instant At);

/// <summary>What waits for the person at work. The host implements it.</summary>
public interface INotifications
{
    ValueTask<IReadOnlyList<Notification>> WaitingAsync(Session session, CancellationToken cancel = default);
}
