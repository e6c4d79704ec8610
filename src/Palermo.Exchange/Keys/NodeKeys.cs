using NodaTime;
using Palermo.Kernel;

namespace Palermo.Exchange.Keys;

/// <summary>A signed statement about this node's keys that goes with every envelope until a day.</summary>
public sealed record Announcement(string Statement, Instant Until);

/// <summary>The keys of this node, oldest first: one pair in use to sign and one to open, and those before them.</summary>
/// <param name="Announcements">Rotations and revocations that partners may not have heard of yet.</param>
public sealed record NodeKeys(IReadOnlyList<KeyPair> Pairs, IReadOnlyList<Announcement> Announcements)
{
    /// <summary>How long a replaced key still opens and verifies: what travels by stick has arrived by then.</summary>
    public static readonly Duration Overlap = Duration.FromDays(60);

    /// <summary>The first keys of a node.</summary>
    public static NodeKeys New(Instant now) => new([KeyPair.New(KeyUse.Sign, now), KeyPair.New(KeyUse.Seal, now)], []);

    /// <summary>The pair in use.</summary>
    public KeyPair Current(KeyUse use) => Pairs.Last(p => p.Public.Use == use && p.Until is null && p.RevokedAt is null);

    /// <summary>A pair that may still open or sign, by its id.</summary>
    public KeyPair? Find(string id, KeyUse use, Instant now) => Pairs.FirstOrDefault(p => p.Id == id && p.Public.Use == use && p.IsGood(now));

    /// <summary>Statements that are still to be told.</summary>
    public IEnumerable<string> ToTell(Instant now) => Announcements.Where(a => now < a.Until).Select(a => a.Statement);

    /// <summary>New pairs; the old ones end after the overlap.</summary>
    public NodeKeys Rotated(Instant now) => this with
    {
        Pairs = [.. Pairs.Select(p => p.Until is null && p.RevokedAt is null ? p with { Until = now + Overlap } : p), KeyPair.New(KeyUse.Sign, now), KeyPair.New(KeyUse.Seal, now)],
    };

    /// <summary>One pair is never to be believed again; where it was in use a new one takes its place.</summary>
    /// <returns>Refused when there is no such pair, or it is revoked already.</returns>
    public Outcome<NodeKeys> Revoked(string id, Instant now)
    {
        var pair = Pairs.FirstOrDefault(p => p.Id == id);
        if (pair is null) return new Refusal("keys.unknown", $"This node has no key '{id}': 'palermo node show' lists them.");
        if (pair.RevokedAt is not null) return new Refusal("keys.revoked", "This key is revoked already.");
        List<KeyPair> pairs = [.. Pairs.Select(p => p.Id == id ? p with { RevokedAt = now } : p)];
        if (pair.Until is null) pairs.Add(KeyPair.New(pair.Public.Use, now));
        return this with { Pairs = pairs };
    }

    public NodeKeys Announcing(string statement, Instant now) => this with { Announcements = [.. Announcements.Where(a => now < a.Until), new(statement, now + Overlap)] };
}
