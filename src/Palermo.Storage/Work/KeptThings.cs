using Palermo.Kernel;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Work;

/// <summary>Small things by name, each person's own.</summary>
internal sealed class KeptThings(VaultPair vaults) : IKeptThings
{
    public async ValueTask<IReadOnlyList<(string Name, string Json)>> ListAsync(string actor, string sort, CancellationToken cancel = default)
    {
        await using var connection = await vaults.General.Db.ReadAsync(cancel);
        return await connection.QueryAsync("SELECT name, json FROM kept WHERE actor = @p0 AND sort = @p1 ORDER BY name", r => (r.GetString(0), r.GetString(1)), actor, sort);
    }

    public async ValueTask SaveAsync(string actor, string sort, string name, string json, CancellationToken cancel = default)
    {
        await using var connection = await vaults.General.Db.AppendAsync(cancel);
        await connection.ExecuteAsync("INSERT INTO kept(actor, sort, name, json) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT(actor, sort, name) DO UPDATE SET json = excluded.json", actor, sort, name, json);
        await connection.CommitAsync();
    }

    public async ValueTask RemoveAsync(string actor, string sort, string name, CancellationToken cancel = default)
    {
        await using var connection = await vaults.General.Db.AppendAsync(cancel);
        await connection.ExecuteAsync("DELETE FROM kept WHERE actor = @p0 AND sort = @p1 AND name = @p2", actor, sort, name);
        await connection.CommitAsync();
    }
}
