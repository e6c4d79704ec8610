using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Palermo.Kernel;
using Palermo.Storage.Audit;
using Palermo.Storage.Databases;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Work;

/// <summary>The people of the node.</summary>
internal sealed class People(VaultPair vaults) : IPeople
{
    private static Person Read(DbDataReader r) => JsonSerializer.Deserialize<Person>(r.GetString(0), BodyJson.Options)!;

    /// <summary>Names that look alike are one name: compatibility forms and case do not tell people apart.</summary>
    private static string Key(string signInName) => signInName.Trim().Normalize(NormalizationForm.FormKC).ToUpperInvariant();

    public ValueTask<Person?> FindAsync(string id, CancellationToken cancel = default) => OneAsync("SELECT json FROM person WHERE id = @p0", id, cancel);
    public ValueTask<Person?> FindByNameAsync(string signInName, CancellationToken cancel = default) => OneAsync("SELECT json FROM person WHERE name_key = @p0", Key(signInName), cancel);
    public ValueTask<Person?> FindByPasskeyAsync(string credentialId, CancellationToken cancel = default) =>
        OneAsync("SELECT p.json FROM passkey k JOIN person p ON p.id = k.person WHERE k.credential = @p0", credentialId, cancel);

    private async ValueTask<Person?> OneAsync(string sql, string value, CancellationToken cancel)
    {
        await using var connection = await vaults.General.Db.ReadAsync(cancel);
        return await connection.FirstAsync(sql, Read, value);
    }

    public async ValueTask<IReadOnlyList<Person>> ListAsync(CancellationToken cancel = default)
    {
        await using var connection = await vaults.General.Db.ReadAsync(cancel);
        return await connection.QueryAsync("SELECT json FROM person ORDER BY name_key", Read);
    }

    public async ValueTask<Outcome<Person>> SaveAsync(Session by, Person person, string? expectedStamp, string reason, CancellationToken cancel = default)
    {
        var vault = vaults.General;
        await using var connection = await vault.Db.WriteAsync(cancel);
        var before = await connection.FirstAsync("SELECT json FROM person WHERE id = @p0", Read, person.Id);
        List<Refusal> refusals = [];
        if (string.IsNullOrWhiteSpace(person.SignInName)) refusals.Add(new("person.name", "A person needs a name to sign in with.", Field: "signInName"));
        if (before is null && expectedStamp is not null || before is not null && expectedStamp != before.Stamp)
            refusals.Add(new("person.changed", "Somebody changed this person since you opened the page: open it again."));
        if (await connection.FirstAsync("SELECT id FROM person WHERE name_key = @p0 AND id <> @p1", r => r.GetString(0), Key(person.SignInName), person.Id) is not null)
            refusals.Add(new("person.name-taken", $"The sign-in name '{person.SignInName}' is taken.", Field: "signInName"));
        foreach (var passkey in person.PasskeyIds)
            if (await connection.FirstAsync("SELECT person FROM passkey WHERE credential = @p0 AND person <> @p1", r => r.GetString(0), passkey, person.Id) is not null)
                refusals.Add(new("person.passkey", "This passkey belongs to another person."));
        if (refusals.Count > 0) return refusals.ToArray();

        var saved = person with { Stamp = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) };
        await connection.ExecuteAsync("INSERT INTO person(id, name_key, json, stamp) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT(id) DO UPDATE SET name_key = excluded.name_key, json = excluded.json, stamp = excluded.stamp",
            saved.Id, Key(saved.SignInName), JsonSerializer.Serialize(saved, BodyJson.Options), saved.Stamp);
        await connection.ExecuteAsync("DELETE FROM passkey WHERE person = @p0", saved.Id);
        foreach (var passkey in saved.PasskeyIds) await connection.ExecuteAsync("INSERT INTO passkey(credential, person) VALUES (@p0, @p1)", passkey, saved.Id);
        await vault.Chain.AddAsync(connection,
            [AuditRecord.Of(by, before is null ? "person-add" : "person-change", "person:" + saved.Id, new { Changed = Changed(before, saved), Reason = reason }, vault.Now)]);
        await connection.CommitAsync();
        vault.Scribe.Nudge();
        return saved;
    }

    /// <summary>Names of what changed: roles with their values, since who gave whom which role is what the log is read for.</summary>
    private static string[] Changed(Person? before, Person after)
    {
        List<string> changed = [];
        if (before?.SignInName != after.SignInName) changed.Add("signInName");
        if (before?.Name != after.Name) changed.Add("name");
        if (before?.Organisation != after.Organisation) changed.Add("organisation");
        if (before?.Roles != after.Roles) changed.Add($"roles: {after.Roles}");
        if (before?.Teams != after.Teams) changed.Add($"teams: {after.Teams}");
        if (before?.ActiveUntil != after.ActiveUntil) changed.Add("activeUntil");
        if (before?.Ceiling != after.Ceiling) changed.Add($"ceiling: {after.Ceiling}");
        if (before?.Credentials != after.Credentials) changed.Add("credentials");
        if (before?.PasskeyIds != after.PasskeyIds) changed.Add("passkeys");
        if (before?.Disabled != after.Disabled && (before is not null || after.Disabled)) changed.Add(after.Disabled ? "disabled" : "enabled");
        return [.. changed];
    }
}
