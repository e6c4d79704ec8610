using NodaTime;
using Npgsql;
using Palermo.Exchange.Links;
using Palermo.Exchange.Post;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Exchange.Tests;

public enum Backend { Sqlite, Postgres }

/// <summary>Runs a test once on each database. PostgreSQL that is not configured is skipped and seen to be; in CI it fails.</summary>
public sealed class OnEachDatabaseAttribute : Xunit.v3.DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(System.Reflection.MethodInfo testMethod, Xunit.Sdk.DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(Backend.Sqlite), new TheoryDataRow(Backend.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>A clock that a test moves.</summary>
public sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
    public void Pass(TimeSpan time) => Now += time;
}

/// <summary>Search by nothing: the tests of the exchange look for nothing by words.</summary>
public sealed class NoKeys : ITextKeys
{
    public int Version => 1;
    public void Tokens(string text, ICollection<string> into) { }
    public void Keys(string token, ICollection<string> into) { }
}

/// <summary>A link in memory: to whom is decided by name, and a test may cut it.</summary>
public sealed class WireLink : ILink
{
    public Dictionary<string, Func<string, CancellationToken, ValueTask<Outcome<byte[]>>>> Ends { get; } = [];
    public bool Cut { get; set; }
    public List<string> Carried { get; } = [];

    public ValueTask<Outcome<byte[]>> SendAsync(Partner partner, ReadOnlyMemory<byte> sealedEnvelope, CancellationToken cancel)
    {
        var text = System.Text.Encoding.ASCII.GetString(sealedEnvelope.Span);
        lock (Carried) Carried.Add(text);
        if (Cut) return new(new Refusal("exchange.unreachable", "the link is cut"));
        return Ends[partner.Name](text, cancel);
    }
}

/// <summary>A node of the tests: store, keys, trust and post office, in a folder of its own.</summary>
public sealed class TestNode : IAsyncDisposable
{
    public static string Scratch { get; } = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "palermo-exchange-tests");
    public static string? Postgres => Environment.GetEnvironmentVariable("PALERMO_TEST_POSTGRES") is { Length: > 0 } connection ? connection : null;

    private TestNode(string name, StoreOptions options, TimeProvider time) => (Name, Options, Time) = (name, options, time);

    public string Name { get; }
    public StoreOptions Options { get; }
    public TimeProvider Time { get; }
    public NodeStore Store { get; private set; } = null!;
    public NodeIdentity Identity { get; private set; } = null!;
    public PostOffice Post { get; private set; } = null!;
    public Sender Sender { get; private set; } = null!;
    public LetterRoom Room { get; private set; } = null!;
    public WireLink Wire { get; } = new();
    public Instant Now => Instant.FromDateTimeOffset(Time.GetUtcNow());
    public Session Reader => new(new("ann", "Ann", Name, Name, [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation, "test"), Channel.Page);

    public static void Needs(Backend backend)
    {
        if (backend == Backend.Sqlite || Postgres is not null) return;
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL is not configured: set PALERMO_TEST_POSTGRES, or run ./palermo test");
        Assert.Fail("In CI the tests run on PostgreSQL too: PALERMO_TEST_POSTGRES is not set.");
    }

    public static StoreOptions NewOptions(string name, Backend backend, string? folder = null, string? schema = null)
    {
        Needs(backend);
        var random = Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
        return new()
        {
            DataFolder = folder ?? Path.Combine(Scratch, random, name), NodeName = name,
            PostgresConnectionString = backend == Backend.Postgres ? Postgres : null, PostgresSchema = schema ?? "x_" + random,
        };
    }

    public static async Task<TestNode> OpenAsync(string name, TimeProvider time, Backend backend = Backend.Sqlite, string? address = "http://wire", StoreOptions? options = null, params string[] without)
    {
        var node = new TestNode(name, options ?? NewOptions(name, backend), time);
        await node.ReopenAsync(address, without);
        return node;
    }

    /// <summary>Closes and opens again, as a new process would.</summary>
    public async Task ReopenAsync(string? address = "http://wire", params string[] without)
    {
        if (Store is not null) await Store.DisposeAsync();
        Room = new(without);
        var rooms = Declarations.Of(Room);
        Store = await NodeStore.OpenAsync(Options, rooms.Kinds, new NoKeys(), Time);
        Identity = NodeIdentity.Open(Options.DataFolder, new(Name, Words.Same(Name), Name, null, address), Time, null);
        Post = new(Identity, Store.Exchange, Store.Records, Store.Audit, rooms, new(Time), Wire, Time, seed: 1);
        Sender = new(Identity, Store.Exchange, Post.Receiver, Wire, new(Time, 1), Time);
    }

    /// <summary>Lets two nodes trust each other, and joins them by a wire. Pairing by the code, which is slow by design, has tests of its own.</summary>
    public static void Pair(TestNode a, TestNode b)
    {
        foreach (var (from, to) in (ReadOnlySpan<(TestNode, TestNode)>)[(a, b), (b, a)])
        {
            from.Identity.Trust.Change(book => book.With(TrustRules.Introduced(to.Identity.Card(), from.Now) with { Private = true }));
            var end = to;
            from.Wire.Ends[to.Name] = (text, cancel) => end.Post.TakeAsync(System.Text.Encoding.ASCII.GetBytes(text), cancel);
        }
    }

    /// <summary>Writes a letter here, and the message that takes it to a partner, in one transaction.</summary>
    public async Task WriteAsync(string to, string conversation, int number, string text = "hello", string kind = "letter/1")
    {
        var letter = new Letter(text, Name, conversation, number);
        var written = await Store.Records.WriteAsync(Reader, [new RecordChange.Create(letter.Header(Name), letter)], [new(to, conversation, kind, letter.ToBytes(), null)]);
        Assert.True(written.Done, written.Done ? "" : string.Join(' ', written.Refusals.Select(r => r.Message)));
    }

    /// <summary>Sends, receives and lets take effect until nothing moves any more.</summary>
    public static async Task SettleAsync(params TestNode[] nodes)
    {
        for (var quiet = 0; quiet < 2;)
        {
            var moved = 0;
            foreach (var node in nodes)
            {
                moved += await node.Sender.RunAsync();
                moved += await node.Post.Effects.RunAsync();
            }
            quiet = moved == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>Letters that came from others, in the order of their taking effect.</summary>
    public async Task<List<Letter>> CameAsync()
    {
        List<(long Sequence, Letter Letter)> letters = [];
        await foreach (var view in Store.Records.ScanAsync(Reader, new(Letter.Kind.Name)))
            if (view.As<Letter>().From != Name) letters.Add((view.Sequence, view.As<Letter>()));
        return [.. letters.OrderBy(l => l.Sequence).Select(l => l.Letter)];
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (Options.PostgresConnectionString is { } connection)
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {Options.PostgresSchema}_general CASCADE; DROP SCHEMA IF EXISTS {Options.PostgresSchema}_protection CASCADE");
            await command.ExecuteNonQueryAsync();
        }
        if (Directory.Exists(Options.DataFolder)) Directory.Delete(Options.DataFolder, recursive: true);
    }
}
