using NodaTime;
using Palermo.Exchange;
using Palermo.Exchange.Links;
using Palermo.Exchange.Post;
using Palermo.Exchange.Trust;
using Palermo.Kernel;
using Palermo.Storage;

namespace Palermo.Commitments.InformationSharing.Tests.Sharing;

/// <summary>A clock that a test moves.</summary>
public sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    public override DateTimeOffset GetUtcNow() => Now;
    public void Pass(TimeSpan time) => Now += time;
}

/// <summary>Words are found as they are written.</summary>
public sealed class PlainKeys : ITextKeys
{
    public int Version => 1;
    public void Tokens(string text, ICollection<string> into)
    {
        foreach (var word in text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) into.Add(new([.. word.Where(char.IsAsciiLetterOrDigit)]));
    }

    public void Keys(string token, ICollection<string> into) { }
}

/// <summary>A person's file.</summary>
public sealed record Dossier(string Name, Sourced<string>? Phone = null, IReadOnlyList<string>? Nationalities = null, string? AsylumStatus = null, string? Notes = null)
{
    public static Kind<Dossier> Kind { get; } = new KindBuilder<Dossier>("dossier", "test", Words.Same("Dossier"), Words.Same("Dossiers"))
        .Field(x => x.Name, Words.Same("Name"), f => f with { Required = true, Searched = true })
        .Field(x => x.Phone, Words.Same("Phone"), f => f with { Type = FieldType.Identifier, IdentifierType = "phone", Normalise = t => string.Concat(t.Where(char.IsDigit)) is { Length: > 3 } d ? d : null })
        .Field(x => x.Nationalities, Words.Same("Nationalities"))
        .Field(x => x.AsylumStatus, Words.Same("Asylum status"))
        .Field(x => x.Notes, Words.Same("Notes"))
        .Title(x => x.Name).Purposes(Purpose.Investigation).Retention(1, 5, "test").Categories(SubjectCategory.Suspect, SubjectCategory.OtherParty).Build();
}

/// <summary>A note that rests on a dossier.</summary>
public sealed record Finding(string Text, RecordId On)
{
    public static Kind<Finding> Kind { get; } = new KindBuilder<Finding>("finding", "test", Words.Same("Finding"), Words.Same("Findings"))
        .Field(x => x.Text, Words.Same("Text"), f => f with { Required = true })
        .Field(x => x.On, Words.Same("On"), f => f with { LinkRole = "rests-on" })
        .Title(x => x.Text).Purposes(Purpose.Investigation).Retention(1, 5, "test").Build();
}

/// <summary>A claim behind the wall.</summary>
public sealed record Claim(string Name)
{
    public static Kind<Claim> Kind { get; } = new KindBuilder<Claim>("claim", "test", Words.Same("Claim"), Words.Same("Claims"))
        .Field(x => x.Name, Words.Same("Name"), f => f with { Required = true }).Title(x => x.Name).Protected().Retention(1, 5, "test").Build();
}

public sealed class TestRoom : ICommitment
{
    public string Id => "C02";
    public string Path => "test";
    public Words Title => Words.Same("Test");
    public Words Summary => Words.Same("Test");
    public void Declare(Declarations room) => room.Kind(Dossier.Kind).Kind(Finding.Kind).Kind(Claim.Kind);
}

/// <summary>A link in memory that a test may cut.</summary>
public sealed class Wire : ILink
{
    public Dictionary<string, Country> Ends { get; } = [];
    public bool Cut { get; set; }

    public ValueTask<Outcome<byte[]>> SendAsync(Partner partner, string sealedEnvelope, CancellationToken cancel) =>
        Cut || Ends[partner.Name].Wire.Cut ? new(new Refusal("exchange.unreachable", "the link is cut")) : Ends[partner.Name].Post.TakeAsync(System.Text.Encoding.ASCII.GetBytes(sealedEnvelope), cancel);
}

/// <summary>The node of a country: real store, real keys, real envelopes; only the wire is in memory.</summary>
public sealed class Country : IAsyncDisposable
{
    private static readonly string Scratch = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "palermo-sharing-tests");
    private readonly string _folder = Path.Combine(Scratch, Path.GetRandomFileName());

    private Country(string name, string iso, TestClock clock) => (Name, Iso, Clock, Ids) = (name, iso, clock, new(clock));

    public string Name { get; }
    public string Iso { get; }
    public TestClock Clock { get; }
    public RecordIdSource Ids { get; }
    public NodeStore Store { get; private set; } = null!;
    public NodeIdentity Identity { get; private set; } = null!;
    public PostOffice Post { get; private set; } = null!;
    public Sender Sender { get; private set; } = null!;
    public Wire Wire { get; } = new();
    public IRecords Records => Store.Records;
    public Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());
    public LocalDate Today => Now.InUtc().Date;
    public string Folder => _folder;

    public Session Officer => As("officer", Role.LiaisonOfficer, Role.Investigator);
    public Session Second => As("second", Role.Supervisor);
    public Session Overseer => new(new("dpo", "dpo", Name, Name + " police", [Role.DataProtectionOfficer.Name]), new(Purpose.Oversight, "law"), Channel.Page);
    public Session As(string id, params Role[] roles) => new(new(id, id, Name, Name + " police", ImmutableSet.Of(roles.Select(r => r.Name)), Ceiling: Tlp.Amber), new(Purpose.Investigation, "law"), Channel.Page);

    public SharingDesk Desk => new(Records, Rooms, Name, Ids);
    public RequestDesk Requests => new(Records, Desk, Name, Ids);
    public AnswerDesk Answers => new(Records, Desk, Requests, Name);
    public RecallDesk Recalls => new(Records, Desk, Name, Ids);
    public RecallDuties Duties => new(Records, Store.Audit, Identity, Recalls, Desk);
    public HoldDesk Holds => new(Records, Desk, Name, Ids);
    public PermissionDesk Permissions => new(Records, Name, Ids);
    public Declarations Rooms { get; } = Declarations.Of(new TestRoom(), new InformationSharingModule());

    public static async Task<Country[]> FederationAsync(params (string Name, string Iso)[] of)
    {
        var clock = new TestClock();
        List<Country> countries = [];
        foreach (var (name, iso) in of)
        {
            var country = new Country(name, iso, clock);
            Directory.CreateDirectory(country._folder);
            country.Store = await NodeStore.OpenAsync(new() { DataFolder = country._folder, NodeName = name }, country.Rooms.Kinds, new PlainKeys(), clock);
            country.Identity = NodeIdentity.Open(country._folder, new(name, Words.Same(name), name + " police", iso, "http://wire"), clock, null);
            country.Post = new(country.Identity, country.Store.Exchange, country.Records, country.Store.Audit, country.Rooms, country.Ids, country.Wire, clock, seed: 1);
            country.Sender = new(country.Identity, country.Store.Exchange, country.Post.Receiver, country.Wire, new(clock, 1), clock);
            countries.Add(country);
        }
        foreach (var from in countries)
            foreach (var to in countries.Where(c => c != from))
            {
                var paired = from.Identity.Trust.Change(book => TrustRules.Pair(book, from.Name, to.Identity.SignedCard(), to.Identity.Card().Code(), true, from.Now));
                Assert.True(paired.Done, paired.Done ? "" : paired.Refusals[0].Message);
                from.Wire.Ends[to.Name] = to;
                await from.AddAsync(from.Second, PartnerProfile.Kind, from.ProfileOf(to));
            }
        return [.. countries];
    }

    public PartnerProfile ProfileOf(Country to) => new(to.Name, to.Name, to.Iso, to.Name + " police", [Purpose.Investigation], Gateways: ["investigation: Agreement, 2020-01-01, 2030-01-01"], TransferBasis: TransferBasis.SameLaw);

    public async Task<RecordView> AddAsync(Session session, Kind kind, object body, Handling? handling = null)
    {
        var header = new RecordHeader(Ids.Next(), kind.Name, Name, kind.Workflow.Initial.Name, handling ?? kind.DefaultHandling, kind.DefaultPurposes, default, new("test"), Today.PlusYears(1), []);
        var written = await Records.WriteAsync(session, [new RecordChange.Create(header, body)]);
        Assert.True(written.Done, string.Join(' ', written.Refusals.Select(r => r.Message)));
        return written.Value[0];
    }

    public Task<RecordView> AddAsync(Dossier dossier, Handling? handling = null) => AddAsync(Officer, Dossier.Kind, dossier, handling);

    public async Task<RecordView> ShareAsync(RecordId record, Country to, string? rules = null) => Must(await Desk.ShareAsync(Officer, new(record, to.Name, Purpose.Investigation, rules), Now));

    public static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Done, string.Join(' ', outcome.Refusals.Select(r => $"{r.Code}: {r.Message}")));
        return outcome.Value;
    }

    public async Task<RecordView> ReadAsync(RecordId id) => Must(await Records.ReadAsync(Officer, id));

    public async Task<List<T>> AllAsync<T>(Kind kind)
    {
        List<T> all = [];
        await foreach (var view in Records.ScanAsync(Officer, new(kind.Name))) all.Add(view.As<T>());
        return all;
    }

    /// <summary>Sends, receives, lets take effect, does duties, until nothing moves any more.</summary>
    public static async Task SettleAsync(params Country[] countries)
    {
        for (var quiet = 0; quiet < 2;)
        {
            var moved = 0;
            foreach (var country in countries)
            {
                country.Clock.Pass(TimeSpan.FromSeconds(1));
                if (!country.Wire.Cut) moved += await country.Sender.RunAsync();
                moved += await country.Post.Effects.RunAsync();
                moved += await country.Duties.RunAsync(country.Now);
            }
            quiet = moved == 0 ? quiet + 1 : 0;
        }
    }

    /// <summary>Why messages of a partner were refused here.</summary>
    public async Task<string[]> QuarantineAsync() => [.. (await Store.Exchange.QuarantineAsync(50)).Select(q => q.Code)];

    /// <summary>True when any file of the node's folder holds these bytes.</summary>
    public bool FolderHolds(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        return Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Any(f =>
        {
            using var file = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            return content.AsSpan().IndexOf(bytes) >= 0;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
