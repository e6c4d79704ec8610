using NodaTime;
using Npgsql;
using Palermo.Kernel;

namespace Palermo.Storage.Tests;

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

/// <summary>A store in a folder of its own, or two schemas of its own, gone after the test.</summary>
public sealed class StoreUnderTest : IAsyncDisposable
{
    public const string Node = "niger";
    public static readonly Kind[] Kinds = [Sighting.Kind, Claim.Kind];

    private StoreUnderTest(StoreOptions options) => Options = options;

    public StoreOptions Options { get; }
    public TestClock Clock { get; } = new();
    public NodeStore Store { get; private set; } = null!;
    public IRecords Records => Store.Records;
    public bool KeepFolder { get; set; }

    public static string? Postgres => Environment.GetEnvironmentVariable("PALERMO_TEST_POSTGRES") is { Length: > 0 } connection ? connection : null;

    /// <summary>Memory where there is some to write files in: the tests kill programs, not the power.</summary>
    public static string Scratch { get; } = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "palermo-tests");

    public static void Needs(Backend backend)
    {
        if (backend == Backend.Sqlite || Postgres is not null) return;
        Assert.SkipWhen(Environment.GetEnvironmentVariable("CI") != "true", "PostgreSQL is not configured: set PALERMO_TEST_POSTGRES, or run ./palermo test");
        Assert.Fail("In CI the tests run on PostgreSQL too: PALERMO_TEST_POSTGRES is not set.");
    }

    public static StoreOptions NewOptions(Backend backend, string? folder = null)
    {
        Needs(backend);
        var name = Path.GetRandomFileName().Replace(".", "", StringComparison.Ordinal);
        return new()
        {
            DataFolder = folder ?? Path.Combine(Scratch, name), NodeName = Node,
            PostgresConnectionString = backend == Backend.Postgres ? Postgres : null, PostgresSchema = "t_" + name,
        };
    }

    public static async Task<StoreUnderTest> OpenAsync(Backend backend, Func<StoreOptions, StoreOptions>? more = null, Kind[]? kinds = null, ITextKeys? keys = null)
    {
        var options = NewOptions(backend);
        var test = new StoreUnderTest(more is null ? options : more(options));
        await test.ReopenAsync(kinds, keys);
        return test;
    }

    /// <summary>Closes and opens again, as a new process would.</summary>
    public async Task ReopenAsync(Kind[]? kinds = null, ITextKeys? keys = null)
    {
        if (Store is not null) await Store.DisposeAsync();
        Store = await NodeStore.OpenAsync(Options, kinds ?? Kinds, keys ?? new PlainKeys(), Clock);
    }

    public static Session As(Role role, string purpose, string id = "ann", string[]? teams = null, Channel channel = Channel.Page, string organisation = "Police") =>
        new(new(id, id, Node, organisation, [role.Name], teams is null ? default : ImmutableSet.Of(teams)), new(purpose, "Code, Art. 1"), channel);

    public static Session Analyst { get; } = As(Role.Analyst, Purpose.Investigation);
    public static Session Supervisor { get; } = As(Role.Supervisor, Purpose.Investigation, "sam");
    public static Session Protector { get; } = As(Role.ProtectionOfficer, Purpose.Protection, "pia", organisation: "Shelter");
    public static Session Overseer { get; } = As(Role.DataProtectionOfficer, Purpose.Oversight, "dpo", organisation: "Authority");

    public RecordHeader Header(Kind kind, Handling? handling = null, string[]? needToKnow = null) => new(
        default, kind.Name, Node, kind.Workflow.Initial.Name, handling ?? kind.DefaultHandling, kind.DefaultPurposes, needToKnow is null ? default : ImmutableSet.Of(needToKnow),
        new("Test"), new LocalDate(2029, 1, 1), [kind.Categories[0]]);

    public async Task<RecordView> AddAsync(Session session, Kind kind, object body, Handling? handling = null, string[]? needToKnow = null) =>
        (await Records.WriteAsync(session, [new RecordChange.Create(Header(kind, handling, needToKnow), body)])).Value[0];

    public Task<RecordView> AddAsync(Sighting body, Handling? handling = null, string[]? needToKnow = null, Session? by = null) => AddAsync(by ?? Analyst, Sighting.Kind, body, handling, needToKnow);

    public static Sourced<T> Said<T>(params (T Value, Handling Handling)[] statements) =>
        new([.. statements.Select((s, i) => new Statement<T>(i + 1, s.Value, "witness", s.Handling))]);

    public async Task<string[]> TitlesAsync(Session session, RecordQuery query) => [.. (await Records.ListAsync(session, query)).Rows.Select(r => r.Title)];

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        if (Options.PostgresConnectionString is { } connection)
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS {Options.PostgresSchema}_general CASCADE; DROP SCHEMA IF EXISTS {Options.PostgresSchema}_protection CASCADE");
            await command.ExecuteNonQueryAsync();
        }
        if (!KeepFolder && Directory.Exists(Options.DataFolder)) Directory.Delete(Options.DataFolder, recursive: true);
    }
}
