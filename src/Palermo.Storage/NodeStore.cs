using System.Text.RegularExpressions;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.DataSets;
using Palermo.Storage.Exchange;
using Palermo.Storage.Keeping;
using Palermo.Storage.Lists;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;
using Palermo.Storage.Work;

namespace Palermo.Storage;

/// <summary>The store of one node: the kernel's ports over SQLite or PostgreSQL.</summary>
/// <remarks>Safe from several threads; several processes may have the same folder open at once, such as <c>serve</c> and a verb.</remarks>
public sealed partial class NodeStore : IAsyncDisposable
{
    private readonly VaultPair _vaults;
    private readonly Outbox _outbox;
    private readonly Files _files;
    private readonly AuditHeads _heads;
    private readonly DataSetStore _dataSets;

    private NodeStore(VaultPair vaults, Files files, ErasureJournal journal)
    {
        (_vaults, _files) = (vaults, files);
        var reader = new RecordReader(vaults);
        var writes = new RecordWrites(vaults, files, journal);
        Records = new RecordStore(vaults, reader, writes, new(vaults, new(vaults.General.Key("cursor"))));
        Audit = new AuditLog(vaults);
        _heads = new(vaults);
        Attachments = new AttachmentStore(vaults, reader, files);
        Outbox = _outbox = new(vaults);
        Jobs = new JobTable(vaults);
        People = new People(vaults);
        Kept = new KeptThings(vaults);
        Exchange = new ExchangeStore(vaults, writes, files);
        ExchangeLog = new ExchangeLog(vaults);
        DataSets = _dataSets = new(vaults, reader, writes, (AttachmentStore)Attachments, files, new(vaults.General.Catalogue.Options.DataFolder));
    }

    public IRecords Records { get; }
    public IAuditLog Audit { get; }
    public IAttachments Attachments { get; }
    public IOutbox Outbox { get; }
    public IJobs Jobs { get; }
    public IPeople People { get; }
    public IKeptThings Kept { get; }
    public IExchangeStore Exchange { get; }
    public IExchangeLog ExchangeLog { get; }
    public IDataSets DataSets { get; }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,40}$")]
    private static partial Regex SchemaName { get; }

    /// <summary>Opens the store, making it when it is not there, and brings schema and indexes up to date.</summary>
    /// <param name="kinds">Every kind of record that the node knows.</param>
    /// <param name="keys">What search compares.</param>
    /// <param name="time">The node's clock.</param>
    /// <exception cref="StoreProblem">The folder or the database cannot be used: the message says which and how to mend it.</exception>
    public static async ValueTask<NodeStore> OpenAsync(StoreOptions options, IReadOnlyList<Kind> kinds, ITextKeys keys, TimeProvider time, CancellationToken cancel = default)
    {
        if (!SchemaName.IsMatch(options.PostgresSchema))
            throw new StoreProblem($"'{options.PostgresSchema}' cannot begin the name of a schema: use lower-case letters, digits and underscores, a letter first, 41 at most.");
        try { Directory.CreateDirectory(options.DataFolder); }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StoreProblem($"The folder {options.DataFolder} cannot be made: {fault.Message}", fault);
        }
        var catalogue = new Catalogue(options, kinds, keys, time);
        var journal = new ErasureJournal(options.DataFolder);
        var general = await Vault.OpenAsync(Compartment.General, DatabaseOf(options, Compartment.General), catalogue, cancel);
        var vaults = new VaultPair(general, await Vault.OpenAsync(Compartment.Protection, DatabaseOf(options, Compartment.Protection), catalogue, cancel));
        var files = new Files(Path.Combine(options.DataFolder, "files"));
        var store = new NodeStore(vaults, files, journal);
        await store.RecoverAsync(files, journal, cancel);
        return store;
    }

    private static Database DatabaseOf(StoreOptions options, Compartment compartment)
    {
        var name = compartment == Compartment.Protection ? "protection" : "general";
        return options.PostgresConnectionString is { Length: > 0 } connection
            ? new PostgresDatabase(connection, $"{options.PostgresSchema}_{name}")
            : new SqliteDatabase(Path.Combine(options.DataFolder, name + ".db"));
    }

    /// <summary>Finishes what a crash may have left between a commit and what follows it.</summary>
    private async ValueTask RecoverAsync(Files files, ErasureJournal journal, CancellationToken cancel)
    {
        HashSet<string> known = [];
        foreach (var vault in _vaults.All)
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            known.UnionWith(await connection.QueryAsync("SELECT address FROM attachment", r => r.GetString(0)));
            await journal.CatchUpAsync(vault, connection);
        }
        foreach (var vault in _vaults.All) await IndexRebuild.RunAsync(vault, cancel);
        files.Recover(known, _vaults.General.Catalogue.Time.GetUtcNow().UtcDateTime);
    }

    /// <summary>Examines everything: bodies against commitments, commitments against the log, indexes against bodies, the chains, files against their hashes.</summary>
    public ValueTask<CheckReport> CheckAsync(CancellationToken cancel = default) => new Check(_vaults, _files).RunAsync(cancel);

    /// <summary>Writes everything of the node into one file, while the node goes on working. The secret keys of the store are in it: keep it as safe as the store.</summary>
    /// <param name="file">The file to be made; it must not exist.</param>
    /// <param name="with">Parts of the host's own that go with it, by names such as <c>node/settings.json</c>.</param>
    public ValueTask BackupAsync(string file, IReadOnlyList<(string Name, byte[] Content)>? with = null, CancellationToken cancel = default) => Backup.WriteAsync(_vaults, file, with ?? [], cancel);

    /// <summary>A part of the host's own in a backup; null when it has none of the name.</summary>
    /// <exception cref="StoreProblem">The file is no backup, or the part is not what was written.</exception>
    public static byte[]? PartOfBackup(string file, string name) => Restore.PartOf(file, name);

    /// <summary>The name of the node whose backup a file is.</summary>
    /// <exception cref="StoreProblem">The file is no backup.</exception>
    public static string NodeOfBackup(string file) => Restore.NodeOf(file);

    /// <summary>Makes the node's databases and files what the backup holds, then erases again whatever was erased since.</summary>
    /// <remarks>No other program may have the store open.</remarks>
    /// <exception cref="StoreProblem">The file is no backup, is damaged, or was made of another sort of database.</exception>
    public static ValueTask<RestoreReport> RestoreAsync(StoreOptions options, string file, IReadOnlyList<Kind> kinds, ITextKeys keys, TimeProvider time, CancellationToken cancel = default) =>
        Restore.RunAsync(options, file, kinds, keys, time, cancel);

    internal async ValueTask<RestoreReport> ReplayErasuresAsync(CancellationToken cancel)
    {
        var (records, replayed) = (0L, 0);
        var journal = new ErasureJournal(_vaults.General.Catalogue.Options.DataFolder);
        foreach (var vault in _vaults.All)
        {
            replayed += await ErasureReplay.RunAsync(vault, _files, journal, cancel);
            await using var connection = await vault.Db.ReadAsync(cancel);
            records += await connection.NumberAsync("SELECT count(*) FROM record WHERE (flags & 2) = 0") ?? 0;
        }
        replayed += await _dataSets.ReplayAsync(cancel);
        // Files that came after the backup belong to nobody now; no other program is at work here, so none of them is on its way.
        HashSet<string> known = [];
        foreach (var vault in _vaults.All)
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            known.UnionWith(await connection.QueryAsync("SELECT address FROM attachment", r => r.GetString(0)));
        }
        _files.Forget(known);
        return new(records, replayed);
    }

    /// <summary>Whose signature heads of the log bear; null: signatures are not checked.</summary>
    public INodeIdentity? Identity
    {
        get => _vaults.General.Catalogue.Identity;
        set => _vaults.General.Catalogue.Identity = value;
    }

    /// <summary>Signs the head of a compartment's log as it is now, for partners to keep and for retention to prune to.</summary>
    public ValueTask<SignedHead> SignHeadAsync(Session session, Compartment compartment, INodeIdentity identity, CancellationToken cancel = default) => _heads.SignAsync(session, compartment, identity, cancel);

    /// <summary>Signed heads of a compartment's log, the newest first.</summary>
    public ValueTask<IReadOnlyList<SignedHead>> HeadsAsync(Compartment compartment, CancellationToken cancel = default) => _heads.ListAsync(compartment, cancel);

    /// <summary>Removes the entries of the log up to a head that this node signed, once their retention (<see cref="StoreOptions.LogYears"/>) has ended; the rest verifies from that head on.</summary>
    /// <param name="session">Somebody who oversees the log: that of protection by its own officer, the other by the data protection officer.</param>
    /// <param name="to">The head's sequence number, or the beginning of its hash.</param>
    public ValueTask<Outcome<Pruned>> PruneAuditAsync(Session session, string to, INodeIdentity identity, CancellationToken cancel = default) => _heads.PruneAsync(session, to, identity, cancel);

    /// <summary>Keeps the head of a chain that a partner holds, signed by him: <see cref="IAuditLog.VerifyAsync"/> compares it from then on.</summary>
    public async ValueTask DepositHeadAsync(Compartment compartment, long sequence, string hash, string partner, byte[] signature, CancellationToken cancel = default)
    {
        var vault = _vaults.Of(compartment);
        await using var connection = await vault.Db.WriteAsync(cancel);
        await connection.ExecuteAsync("INSERT INTO audit_head(aseq, hash, partner, signature, at) VALUES (@p0, @p1, @p2, @p3, @p4) ON CONFLICT(partner, aseq) DO NOTHING",
            sequence, Convert.FromHexString(hash), partner, signature, Days.Ticks(vault.Now));
        await connection.CommitAsync();
    }

    /// <summary>How the store is, for health and monitoring.</summary>
    public async ValueTask<StoreStatus> StatusAsync(CancellationToken cancel = default)
    {
        var (bytes, unsealed, jobs) = (0L, 0L, 0L);
        foreach (var vault in _vaults.All)
        {
            bytes += await vault.Db.SizeAsync(cancel) ?? 0;
            await using var connection = await vault.Db.ReadAsync(cancel);
            unsealed += await connection.NumberAsync("SELECT count(*) FROM audit WHERE aseq IS NULL") ?? 0;
            jobs += await connection.NumberAsync("SELECT count(*) FROM job WHERE state = 0") ?? 0;
        }
        return new(_vaults.General.Db.Description, SchemaText.Version, bytes, unsealed, await _outbox.CountAsync(cancel), jobs);
    }

    /// <summary>The place in commit order that each compartment has reached: while a number stays, no record there has changed.</summary>
    public async ValueTask<(long General, long Protection)> ReachedAsync(CancellationToken cancel = default)
    {
        return (await InAsync(_vaults.General), await InAsync(_vaults.Protection));

        async ValueTask<long> InAsync(Vault vault)
        {
            await using var connection = await vault.Db.ReadAsync(cancel);
            return await connection.NumberAsync("SELECT max(seq) FROM version") ?? 0;
        }
    }

    /// <summary>Records of a kind recorded before a day that still have their body, the oldest first, whoever may see them: for retention.</summary>
    /// <param name="after">Place of the last one seen; 0: from the beginning.</param>
    public ValueTask<IReadOnlyList<AgedRecord>> RecordedBeforeAsync(Kind kind, LocalDate day, long after, int limit, CancellationToken cancel = default) =>
        new DueRecords(_vaults.Of(kind.Compartment)).BeforeAsync(kind, day, after, limit, cancel);

    /// <summary>How many records of a kind were recorded from a day to before another, by who recorded them, without those whose review a change moved beyond <paramref name="prolonged"/>.</summary>
    public ValueTask<IReadOnlyList<AgedCount>> RecordedBetweenAsync(Kind kind, LocalDate from, LocalDate to, LocalDate prolonged, CancellationToken cancel = default) =>
        new DueRecords(_vaults.Of(kind.Compartment)).CountAsync(kind, from, to, prolonged, cancel);

    /// <summary>Records of the same compartment that link to one, whoever may see them: what may keep it from retention.</summary>
    public ValueTask<IReadOnlyList<LinkedRecord>> LinkingToAsync(Compartment compartment, RecordId id, CancellationToken cancel = default) =>
        new DueRecords(_vaults.Of(compartment)).LinkingToAsync(id, cancel);

    public ValueTask DisposeAsync() => _vaults.DisposeAsync();
}
