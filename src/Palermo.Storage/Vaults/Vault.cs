using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;

namespace Palermo.Storage.Vaults;

/// <summary>One compartment: a database of its own with everything that is kept in it. The same code serves both (law 3).</summary>
internal sealed class Vault : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Session, AccessAction, LocalDate, bool), AllowedClasses> _answers = [];
    private byte[] _secret = [];
    private long _newestClass;

    private Vault(Compartment compartment, Database db, Catalogue catalogue)
    {
        (Compartment, Db, Catalogue) = (compartment, db, catalogue);
        Chain = new(this);
        Scribe = new(this);
    }

    public Compartment Compartment { get; }
    public Database Db { get; }
    public Catalogue Catalogue { get; }
    public Dictionaries Names { get; } = new();
    public AuditChain Chain { get; }
    public Scribe Scribe { get; }
    public Instant Now => Catalogue.Now;

    public static async ValueTask<Vault> OpenAsync(Compartment compartment, Database db, Catalogue catalogue, CancellationToken cancel)
    {
        var secret = await Migrations.BringUpToDateAsync(db, cancel);
        return new(compartment, db, catalogue) { _secret = secret };
    }

    /// <summary>A keyed hash of a text: compares without keeping it. The key is the compartment's own.</summary>
    public byte[] Veil(string text) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(text));

    /// <summary>A key of its own for a use, from the compartment's secret.</summary>
    public byte[] Key(string use) => HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes("key\0" + use));

    /// <summary>The keyed hash as the log shows it.</summary>
    public string Veiled(string text) => "hmac:" + Convert.ToHexStringLower(Veil(text).AsSpan(0, 12));

    /// <summary>The classes whose records a session may see (or do something else to), each decided by <see cref="Access.Decide"/>.</summary>
    public async ValueTask<AllowedClasses> AllowedAsync(Connection connection, Session session, AccessAction action = AccessAction.Read)
    {
        var rows = await connection.QueryAsync("SELECT id, text FROM access_class WHERE id > @p0 ORDER BY id", r => (r.GetInt64(0), r.GetString(1)), Volatile.Read(ref _newestClass));
        var now = Now;
        lock (_gate)
        {
            foreach (var (id, text) in rows)
            {
                if (id <= _newestClass) continue;
                Names.Classes.Learn(id, text, AccessClass.Parse(text));
                _newestClass = id;
                _answers.Clear();
            }
            // The answer of a session changes with the day and with the end of an emergency opening, and with nothing else.
            var key = (session, action, now.InUtc().Date, session.Actor.BreakGlass is { } glass && glass.Until > now);
            if (_answers.TryGetValue(key, out var known)) return known;
            if (_answers.Count >= 256) _answers.Clear();
            List<long> allowed = [];
            for (var id = 1L; id <= _newestClass; id++)
                if (Names.Classes.Known.TryGetValue(id, out var item) && Access.Decide(session, item, action, now).Allowed) allowed.Add(id);
            return _answers[key] = new(allowed);
        }
    }

    /// <summary>What a reader may see of a record: the question for each statement's marking.</summary>
    public Func<Handling, bool> MaySee(Session session, AccessClass record)
    {
        Dictionary<Handling, bool> answers = [];
        var now = Now;
        return marking =>
        {
            if (!answers.TryGetValue(marking, out var answer))
                answers[marking] = answer = Access.Decide(session, record.ForStatement(marking), AccessAction.Read, now).Allowed;
            return answer;
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Scribe.DisposeAsync();
        await Db.DisposeAsync();
    }
}

/// <summary>Classes of one compartment that somebody may see, as a set and as words of SQL.</summary>
internal sealed class AllowedClasses(IReadOnlyList<long> ids)
{
    private readonly HashSet<long> _ids = [.. ids];

    /// <summary>For <c>cid IN (...)</c>; -1, which no class has, when none is allowed.</summary>
    public string Sql { get; } = ids.Count == 0 ? "-1" : string.Join(',', ids.Select(i => i.ToString(CultureInfo.InvariantCulture)));
    public bool IsEmpty => _ids.Count == 0;
    public AllowedClasses And(AllowedClasses other) => new([.. ids.Where(other.Has)]);
    public bool Has(long cid) => _ids.Contains(cid);
}
