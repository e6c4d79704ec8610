using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange;

/// <summary>What a node says of itself on its card.</summary>
/// <param name="Country">ISO 3166-1 alpha-3; null for an organisation of no country.</param>
/// <param name="Address">Where its exchange listens; null: by files only.</param>
public sealed record NodeDescription(string Name, Words Title, string Organisation, string? Country = null, string? Address = null);

/// <summary>Who this node is: its keys, its card, and whom it trusts. Both files are read again when another program changed them.</summary>
public sealed class NodeIdentity : INodeIdentity
{
    private readonly KeyFile _keyFile;
    private readonly IClock _clock;
    private readonly Lock _gate = new();
    private NodeKeys _keys;
    private DateTime _written;
    private long _looked;

    private NodeIdentity(NodeDescription about, KeyFile keyFile, TrustFile trust, NodeKeys keys, IClock clock)
    {
        (About, _keyFile, Trust, _keys, _clock) = (about, keyFile, trust, keys, clock);
        _written = File.GetLastWriteTimeUtc(keyFile.FilePath);
    }

    /// <summary>Opens a node's keys and trust; a node's first start makes its keys.</summary>
    /// <param name="passphrase">Seals the key file; null: the file is guarded by its mode alone.</param>
    /// <exception cref="KeyProblem">The files cannot be used.</exception>
    public static NodeIdentity Open(string folder, NodeDescription about, TimeProvider time, string? passphrase)
    {
        var (file, clock) = (new KeyFile(folder, passphrase), time.ToClock());
        return new(about, file, new(folder), file.ReadOrCreate(clock.GetCurrentInstant()), clock);
    }

    public NodeDescription About { get; }
    public TrustFile Trust { get; }
    public string Node => About.Name;

    public NodeKeys Keys
    {
        get
        {
            lock (_gate)
            {
                if (Environment.TickCount64 - _looked < 100) return _keys;
                _looked = Environment.TickCount64;
                var written = File.GetLastWriteTimeUtc(_keyFile.FilePath);
                if (written != _written) (_keys, _written) = (_keyFile.Read(), written);
                return _keys;
            }
        }
    }

    public IReadOnlyList<PartnerNode> Partners
    {
        get
        {
            var now = _clock.GetCurrentInstant();
            return [.. Trust.Book.Partners.Where(p => p.IsMember(now) && p.Current(KeyUse.Sign, now) is not null).Select(p => new PartnerNode(p.Name, p.Title, p.Country, p.Address is not null))];
        }
    }

    /// <summary>The node's card as it is now.</summary>
    public NodeCard Card() => CardOf(Keys);

    /// <summary>The card as a signed statement, to be given to partners.</summary>
    public string SignedCard() => Card().Signed(Keys.Current(KeyUse.Sign));

    private NodeCard CardOf(NodeKeys keys) => new(About.Name, About.Title, About.Organisation,
        keys.Current(KeyUse.Sign).Public, keys.Current(KeyUse.Seal).Public, _clock.GetCurrentInstant(), About.Country, About.Address);

    /// <summary>Makes new keys. Partners learn of them with the next envelope; the old ones open and verify until their end.</summary>
    public void Rotate() => Change((keys, now) =>
    {
        var after = keys.Rotated(now);
        var rotation = new Rotation(Node, now, CardOf(after).Signed(after.Current(KeyUse.Sign)));
        return after.Announcing(rotation.Signed(keys.Current(KeyUse.Sign)), now);
    });

    /// <summary>Declares a key lost or stolen.</summary>
    /// <returns>The signed revocation, which partners get with the next envelope and which an authority may put into its directory.</returns>
    public Outcome<string> Revoke(string keyId, string reason)
    {
        var statement = "";
        var outcome = Change((keys, now) =>
        {
            var revoked = keys.Revoked(keyId, now);
            if (!revoked.TryGet(out var after)) return revoked;
            var lost = keys.Pairs.First(p => p.Id == keyId);
            var revocation = new Revocation(Node, keyId, now, reason);
            // A key that signs says itself that it is lost; its successor must be compared again, since the thief could name one too.
            statement = revocation.Signed(lost.Public.Use == KeyUse.Sign ? lost : keys.Current(KeyUse.Sign));
            after = after.Announcing(statement, now);
            if (lost.Public.Use == KeyUse.Seal && lost.Until is null)
                after = after.Announcing(new Rotation(Node, now, CardOf(after).Signed(after.Current(KeyUse.Sign))).Signed(keys.Current(KeyUse.Sign)), now);
            return after;
        });
        return outcome.Then(_ => statement);
    }

    private Outcome<NodeKeys> Change(Func<NodeKeys, Instant, Outcome<NodeKeys>> change)
    {
        lock (_gate)
        {
            var outcome = change(_keyFile.Read(), _clock.GetCurrentInstant());
            if (!outcome.TryGet(out var keys)) return outcome;
            _keyFile.Write(keys);
            (_keys, _written) = (keys, File.GetLastWriteTimeUtc(_keyFile.FilePath));
            return outcome;
        }
    }

    private sealed record Statement(string Node, Instant At, byte[] Content);

    public string Sign(string type, ReadOnlySpan<byte> statement) =>
        SignedStatement.Sign(JsonSerializer.SerializeToUtf8Bytes(new Statement(Node, _clock.GetCurrentInstant(), statement.ToArray()), BodyJson.Options), Keys.Current(KeyUse.Sign), "palermo-statement+" + type);

    public Outcome<(byte[] Statement, Instant SignedAt)> Verify(string node, string type, string jws)
    {
        type = "palermo-statement+" + type;
        var id = SignedStatement.KeyIdOf(jws, type);
        if (!id.TryGet(out var keyId)) return id.Then<(byte[], Instant)>(_ => default);
        var now = _clock.GetCurrentInstant();
        PublicKey key;
        if (node == Node && Keys.Pairs.FirstOrDefault(p => p.Id == keyId) is { RevokedAt: null } own) key = own.Public;
        else if (Trust.Book.OwnerOf(keyId) is { } owner && owner.Partner.Name == node)
        {
            if (owner.Key.RevokedAt is { } gone) return TrustRules.RevokedKey(gone);
            key = owner.Key.Public;
        }
        else return TrustRules.UnknownSender;
        var opened = SignedStatement.Open(jws, key, type);
        if (!opened.TryGet(out var bytes)) return opened.Then<(byte[], Instant)>(_ => default);
        if (!SignedJson.Read<Statement>(bytes).TryGet(out var said) || said.Node != node) return SignedStatement.Malformed("the statement is another node's");
        if (said.At > now + TrustRules.ClockSkew) return new Refusal("exchange.from-the-future", $"It says to be signed at {said.At}, which is not yet.");
        return (said.Content, said.At);
    }
}
