using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;

namespace Palermo.Storage.Databases;

/// <summary>Brings a compartment's schema to the newest version, each step in a transaction, whoever comes first.</summary>
internal static class Migrations
{
    /// <returns>The compartment's secret, made with the schema.</returns>
    /// <exception cref="StoreProblem">A newer program has been here.</exception>
    public static async ValueTask<byte[]> BringUpToDateAsync(Database db, CancellationToken cancel)
    {
        if (db is PostgresDatabase postgres)
        {
            await using var first = await db.ReadAsync(cancel);
            try { await first.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {postgres.Schema}"); }
            catch (DbException fault) when (fault.SqlState is "23505" or "42P06") { /* another process made it at the same moment */ }
        }
        await using var connection = await db.WriteAsync(cancel);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL)");
        var version = int.Parse(await MetaAsync(connection, "schema") ?? "0", CultureInfo.InvariantCulture);
        if (version > SchemaText.Version)
            throw new StoreProblem($"The store has schema {version} and this program knows up to {SchemaText.Version}: run the newer program, or restore a backup made by this one.");
        for (var next = version + 1; next <= SchemaText.Version; next++) await connection.ExecuteAsync(db.Migration(next));
        await SetMetaAsync(connection, "schema", SchemaText.Version.ToString(CultureInfo.InvariantCulture));
        var secret = await MetaAsync(connection, "secret");
        if (secret is null) await SetMetaAsync(connection, "secret", secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        await connection.CommitAsync();
        return Convert.FromBase64String(secret);
    }

    public static ValueTask<string?> MetaAsync(Connection connection, string name) =>
        connection.FirstAsync("SELECT value FROM meta WHERE name = @p0", r => r.GetString(0), name);

    public static async ValueTask SetMetaAsync(Connection connection, string name, string value) =>
        await connection.ExecuteAsync("INSERT INTO meta(name, value) VALUES (@p0, @p1) ON CONFLICT(name) DO UPDATE SET value = excluded.value", name, value);
}
