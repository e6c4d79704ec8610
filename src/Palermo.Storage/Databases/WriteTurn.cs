namespace Palermo.Storage.Databases;

/// <summary>The right to write, for one write. Disposing undoes what was not committed.</summary>
internal abstract class WriteTurn : IAsyncDisposable
{
    /// <summary>The connection; not to be used after the commit.</summary>
    public abstract Connection Connection { get; }

    /// <summary>Returns when what was written is durable.</summary>
    public abstract ValueTask CommitAsync();

    public abstract ValueTask DisposeAsync();
}

/// <summary>A turn whose transaction is its own.</summary>
internal sealed class SingleTurn(Connection connection) : WriteTurn
{
    public override Connection Connection => connection;
    public override ValueTask CommitAsync() => connection.CommitAsync();
    public override ValueTask DisposeAsync() => connection.DisposeAsync();
}
