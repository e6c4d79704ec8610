using NodaTime;
using NodaTime.Extensions;
using Palermo.Kernel;
using Palermo.Node.Cli;
using Palermo.Storage;

namespace Palermo.Node;

/// <summary>A node's folder, opened: settings, store and clock.</summary>
internal sealed class OpenedNode : IAsyncDisposable
{
    private OpenedNode(string folder, NodeSettings settings, NodeStore store, Declarations rooms, TimeProvider time) =>
        (Folder, Settings, Store, Rooms, Time, Clock, Ids) = (folder, settings, store, rooms, time, time.ToClock(), new RecordIdSource(time));

    public string Folder { get; }
    public NodeSettings Settings { get; }
    public NodeStore Store { get; }
    public TimeProvider Time { get; }
    public IClock Clock { get; }
    public RecordIdSource Ids { get; }
    public Declarations Rooms { get; }
    public LocalDate Today => Clock.GetCurrentInstant().InUtc().Date;

    /// <summary>Opens a folder, making it when it is not there.</summary>
    /// <param name="rooms">What the node knows; null: the rooms of the house.</param>
    /// <param name="postgres">A connection string; null: what PALERMO_POSTGRES says.</param>
    /// <exception cref="CliProblem">The folder cannot be used; the message says why.</exception>
    public static async Task<OpenedNode> OpenAsync(string folder, TimeProvider time, CancellationToken cancel = default, Declarations? rooms = null, string? postgres = null)
    {
        rooms ??= Node.Rooms.All;
        var settings = NodeSettings.ReadOrCreate(folder);
        try
        {
            return new(folder, settings, await NodeStore.OpenAsync(OptionsOf(folder, settings, postgres), rooms.Kinds, NameTextKeys.Instance, time, cancel), rooms, time);
        }
        catch (StoreProblem problem) { throw new CliProblem(problem.Message); }
    }

    /// <summary>Where the store of a folder is: SQLite in it, or PostgreSQL when PALERMO_POSTGRES names one.</summary>
    /// <param name="postgres">A connection string in the variable's place.</param>
    public static StoreOptions OptionsOf(string folder, NodeSettings settings, string? postgres = null) => new()
    {
        DataFolder = folder,
        NodeName = settings.Name,
        PostgresConnectionString = postgres ?? (Environment.GetEnvironmentVariable("PALERMO_POSTGRES") is { Length: > 0 } text ? text : null),
        PostgresSchema = settings.Name.Replace('-', '_'),
    };

    /// <summary>The folder's own account: imports and open figures, no protection.</summary>
    public Actor Operator => new("operator", Role.Operator.Title.English, Settings.Name, Settings.Organisation, [Role.Operator.Name], Ceiling: Tlp.Clear);

    private NodeExchange? _exchange;

    /// <summary>The exchange with other nodes, opened when it is first asked for.</summary>
    public NodeExchange Exchange => _exchange ??= new(this);

    /// <summary>The log and what lies beside the records, for documents of the rooms.</summary>
    public LogPorts Logs => new(Store.Audit, Store.ExchangeLog, Exchange.Identity, Store.People);

    public ValueTask DisposeAsync()
    {
        _exchange?.Dispose();
        return Store.DisposeAsync();
    }
}
