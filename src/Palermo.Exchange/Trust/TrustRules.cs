using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Kernel;

namespace Palermo.Exchange.Trust;

/// <summary>When a node is trusted, and when no longer: pure functions from one book to the next.</summary>
public static class TrustRules
{
    /// <summary>How far clocks of two nodes may differ.</summary>
    public static readonly Duration ClockSkew = Duration.FromMinutes(5);

    /// <summary>Trusts a node after two people compared the code.</summary>
    /// <param name="typed">The partner's half of the code, as its person said it.</param>
    /// <param name="alone">True when its address may lie in a private network.</param>
    public static Outcome<TrustBook> Pair(TrustBook book, string self, string cardJws, string typed, bool alone, Instant now)
    {
        var read = NodeCard.Read(cardJws);
        if (!read.TryGet(out var card)) return read.Then<TrustBook>(_ => null!);
        if (card.Node == self) return new Refusal("trust.self", "This is the node's own card: take the partner's.");
        if (!PairingCode.Same(typed, card.Code())) return new Refusal("trust.code", "The code is not that of this card: somebody may have changed the card on its way. Compare once more, by a way that nobody else can write to.");
        if (book.Revoked.FirstOrDefault(r => r.Key == card.Sign.Id || r.Key == card.Seal.Id) is { } gone) return new Refusal("trust.revoked", $"The card names a key that was revoked at {gone.At}: ask for a new card.");
        var partner = book.Find(card.Node) is { } known ? known.With(card, now) : Introduced(card, now);
        // People who compared a code say which keys are good now: others of that node are not believed from here on.
        partner = partner with
        {
            Private = alone, By = "code", From = null, Until = null, Since = now,
            Keys = [.. partner.Keys.Select(k => k.Public.Id == card.Sign.Id || k.Public.Id == card.Seal.Id ? k with { Until = null } : k)],
        };
        return book.With(partner);
    }

    /// <summary>A partner as its card says it is.</summary>
    internal static Partner Introduced(NodeCard card, Instant now) => new(card.Node, card.Title, card.Organisation, card.Country, card.Address, false, [new(card.Sign, now), new(card.Seal, now)], now, "code");

    /// <summary>Takes over an edition of a directory.</summary>
    /// <param name="authorityKey">The key that the edition must be signed with: a partner's, or one that was compared.</param>
    /// <param name="alone">True when addresses in it may lie in private networks.</param>
    public static Outcome<TrustBook> Accept(TrustBook book, string self, string jws, PublicKey authorityKey, bool alone, Instant now)
    {
        jws = jws.Trim();
        if (jws.Length > FederationDirectory.Longest) return SignedStatement.Malformed("a directory has at most 8 MiB");
        var opened = SignedStatement.Open(jws, authorityKey, FederationDirectory.Type);
        if (!opened.TryGet(out var bytes)) return opened.Then<TrustBook>(_ => null!);
        var read = SignedJson.Read<FederationDirectory>(bytes);
        if (!read.TryGet(out var directory)) return read.Then<TrustBook>(_ => null!);
        if (book.Revoked.Any(r => r.Key == authorityKey.Id)) return new Refusal("exchange.revoked-key", "The key of the authority was revoked.");
        if (book.OwnerOf(authorityKey.Id) is { } owner && owner.Partner.Name != directory.Authority) return new Refusal("trust.authority", $"The key belongs to '{owner.Partner.Name}', and the directory says '{directory.Authority}'.");
        if (directory.Issued > now + ClockSkew) return new Refusal("exchange.from-the-future", $"The directory says to be issued at {directory.Issued}, which is not yet: compare the clocks.");
        var before = book.Directories.FirstOrDefault(d => d.Authority == directory.Authority);
        if (before is not null && directory.Sequence <= before.Sequence) return new Refusal("trust.old-directory", $"Edition {directory.Sequence} is not newer than edition {before.Sequence}, which was accepted at {before.AcceptedAt}.");

        List<NodeCard> cards = [];
        foreach (var entry in directory.Nodes)
        {
            var card = NodeCard.Read(entry.Card);
            if (!card.Done) return card.Then<TrustBook>(_ => null!);
            cards.Add(card.Value);
        }
        if (cards.GroupBy(c => c.Node, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice) return new Refusal("trust.twice", $"The directory names '{twice.Key}' twice.");
        foreach (var revocation in directory.Revoked) book = book.After(revocation);
        var by = "directory:" + directory.Authority;
        // Who was a member by this directory and is in it no more, is trusted no more.
        foreach (var gone in book.Partners.Where(p => p.By == by && cards.All(c => c.Node != p.Name)).ToArray()) book = book.WithoutPartner(gone.Name);
        for (var i = 0; i < cards.Count; i++)
        {
            var (card, entry) = (cards[i], directory.Nodes[i]);
            if (card.Node == self || book.Revoked.Any(r => r.Key == card.Sign.Id || r.Key == card.Seal.Id)) continue;
            // What two people compared is not overruled by a list: the list may only renew what it brought itself.
            if (book.Find(card.Node) is { By: "code" }) continue;
            var partner = book.Find(card.Node) is { } known ? known.With(card, now) : Introduced(card, now);
            book = book.With(partner with { By = by, From = entry.From, Until = entry.Until, Private = alone });
        }
        return book with { Directories = [.. book.Directories.Where(d => d.Authority != directory.Authority), new(directory.Authority, authorityKey.Id, directory.Sequence, now)] };
    }

    /// <summary>Takes a rotation or a revocation that a partner signed. What is known already changes nothing.</summary>
    public static Outcome<TrustBook> Take(TrustBook book, string statement, Instant now)
    {
        if (SignedStatement.KeyIdOf(statement, Rotation.Type) is { Done: true } rotating) return Rotate(book, statement, rotating.Value, now);
        if (SignedStatement.KeyIdOf(statement, Revocation.Type) is { Done: true } revoking) return Revoke(book, statement, revoking.Value, now);
        return SignedStatement.Malformed("it is no statement about keys");
    }

    private static Outcome<TrustBook> Rotate(TrustBook book, string statement, string keyId, Instant now)
    {
        if (book.OwnerOf(keyId) is not { } owner) return UnknownSender;
        if (owner.Key.RevokedAt is { } gone) return RevokedKey(gone);
        if (owner.Key.Until is { } until && now >= until) return new Refusal("exchange.key-ended", $"The key ended at {until}: pair the nodes again.");
        var opened = SignedStatement.Open(statement, owner.Key.Public, Rotation.Type);
        if (!opened.TryGet(out var bytes)) return opened.Then<TrustBook>(_ => null!);
        if (!SignedJson.Read<Rotation>(bytes).TryGet(out var rotation) || rotation.Node != owner.Partner.Name) return SignedStatement.Malformed("the rotation is another node's");
        var read = NodeCard.Read(rotation.Card);
        if (!read.TryGet(out var card)) return read.Then<TrustBook>(_ => null!);
        if (card.Node != owner.Partner.Name) return SignedStatement.Malformed("the new card is another node's");
        if (book.Revoked.Any(r => r.Key == card.Sign.Id || r.Key == card.Seal.Id)) return new Refusal("exchange.revoked-key", "The new card names a revoked key.");
        // An old statement again, after a newer one: nothing new in it.
        if (owner.Partner.Keys.Any(k => k.Public.Id == card.Sign.Id) && owner.Partner.Keys.Any(k => k.Public.Id == card.Seal.Id)) return book;
        // An address is taken over; whether it may be private is for people of this node to say, and stays as they said.
        return book.With(owner.Partner.With(card, now));
    }

    private static Outcome<TrustBook> Revoke(TrustBook book, string statement, string keyId, Instant now)
    {
        if (book.OwnerOf(keyId) is not { } owner) return UnknownSender;
        if (owner.Key.RevokedAt is not null) return book;
        var opened = SignedStatement.Open(statement, owner.Key.Public, Revocation.Type);
        if (!opened.TryGet(out var bytes)) return opened.Then<TrustBook>(_ => null!);
        if (!SignedJson.Read<Revocation>(bytes).TryGet(out var revocation) || revocation.Node != owner.Partner.Name) return SignedStatement.Malformed("the revocation is another node's");
        // It may name itself, or a key to open: a stolen key must not be able to end the good one that replaced it.
        if (owner.Partner.Keys.All(k => k.Public.Id != revocation.Key || (k.Public.Use == KeyUse.Sign && k.Public.Id != keyId))) return SignedStatement.Malformed("the revocation names a key that is not its to revoke");
        return book.After(revocation with { At = revocation.At > now ? now : revocation.At });
    }

    internal static Refusal UnknownSender { get; } = new("exchange.unknown-sender", "The signing key belongs to no partner of this node: pair the nodes first ('palermo node trust').");

    internal static Refusal RevokedKey(Instant at) => new("exchange.revoked-key", $"The signing key was revoked at {at}.");
}
