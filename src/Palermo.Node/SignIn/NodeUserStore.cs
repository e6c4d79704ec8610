using Microsoft.AspNetCore.Identity;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Identity's view of the node's people. Every save is a change by somebody, and is logged.</summary>
internal sealed class NodeUserStore(OpenedNode node) :
    IUserPasswordStore<NodeUser>, IUserSecurityStampStore<NodeUser>, IUserLockoutStore<NodeUser>, IUserPasskeyStore<NodeUser>
{
    private Session Self(NodeUser user) => new(user.Person.ToActor(node.Settings.Name), new(Purpose.Administration, "sign-in"), Channel.Page);

    public async Task<IdentityResult> CreateAsync(NodeUser user, CancellationToken cancel) => await SaveAsync(user, null, "account made", cancel);
    public async Task<IdentityResult> UpdateAsync(NodeUser user, CancellationToken cancel) => await SaveAsync(user, user.Person.Stamp, "credentials or lockout", cancel);

    private async Task<IdentityResult> SaveAsync(NodeUser user, string? stamp, string reason, CancellationToken cancel)
    {
        var saved = await node.Store.People.SaveAsync(Self(user), user.Changed(), stamp, reason, cancel);
        if (!saved.TryGet(out var person))
            return IdentityResult.Failed([.. saved.Refusals.Select(r => new IdentityError { Code = r.Code, Description = r.Message })]);
        user.Person = person;
        return IdentityResult.Success;
    }

    /// <summary>People are disabled, never deleted: the log names them.</summary>
    public Task<IdentityResult> DeleteAsync(NodeUser user, CancellationToken cancel)
    {
        user.Person = user.Person with { Disabled = true };
        return UpdateAsync(user, cancel);
    }

    public async Task<NodeUser?> FindByIdAsync(string userId, CancellationToken cancel) => Of(await node.Store.People.FindAsync(userId, cancel));
    public async Task<NodeUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) => Of(await node.Store.People.FindByNameAsync(normalizedUserName, cancel));
    public async Task<NodeUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancel) => Of(await node.Store.People.FindByPasskeyAsync(Passkey.IdOf(credentialId), cancel));
    private static NodeUser? Of(Person? person) => person is { Disabled: false } ? new(person) : null;

    public Task<string> GetUserIdAsync(NodeUser user, CancellationToken cancel) => Task.FromResult(user.Person.Id);
    public Task<string?> GetUserNameAsync(NodeUser user, CancellationToken cancel) => Task.FromResult<string?>(user.Person.SignInName);
    public Task SetUserNameAsync(NodeUser user, string? userName, CancellationToken cancel) { user.Person = user.Person with { SignInName = userName ?? "" }; return Task.CompletedTask; }
    public Task<string?> GetNormalizedUserNameAsync(NodeUser user, CancellationToken cancel) => Task.FromResult<string?>(user.Person.SignInName);
    /// <summary>The store compares names without regard to case: there is no normal form to keep.</summary>
    public Task SetNormalizedUserNameAsync(NodeUser user, string? normalizedName, CancellationToken cancel) => Task.CompletedTask;

    public Task SetPasswordHashAsync(NodeUser user, string? passwordHash, CancellationToken cancel) => Change(user, c => c with { PasswordHash = passwordHash });
    public Task<string?> GetPasswordHashAsync(NodeUser user, CancellationToken cancel) => Task.FromResult(user.Credentials.PasswordHash);
    public Task<bool> HasPasswordAsync(NodeUser user, CancellationToken cancel) => Task.FromResult(user.Credentials.PasswordHash is not null);

    public Task SetSecurityStampAsync(NodeUser user, string stamp, CancellationToken cancel) => Change(user, c => c with { SecurityStamp = stamp });
    public Task<string?> GetSecurityStampAsync(NodeUser user, CancellationToken cancel) => Task.FromResult<string?>(user.Credentials.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(NodeUser user, CancellationToken cancel) => Task.FromResult(user.Credentials.LockedUntil);
    public Task SetLockoutEndDateAsync(NodeUser user, DateTimeOffset? lockoutEnd, CancellationToken cancel) => Change(user, c => c with { LockedUntil = lockoutEnd });
    public Task<int> IncrementAccessFailedCountAsync(NodeUser user, CancellationToken cancel)
    {
        user.Credentials = user.Credentials with { FailedCount = user.Credentials.FailedCount + 1 };
        return Task.FromResult(user.Credentials.FailedCount);
    }
    public Task ResetAccessFailedCountAsync(NodeUser user, CancellationToken cancel) => Change(user, c => c with { FailedCount = 0 });
    public Task<int> GetAccessFailedCountAsync(NodeUser user, CancellationToken cancel) => Task.FromResult(user.Credentials.FailedCount);
    /// <summary>Every account locks: there is no exception to hide behind.</summary>
    public Task<bool> GetLockoutEnabledAsync(NodeUser user, CancellationToken cancel) => Task.FromResult(true);
    public Task SetLockoutEnabledAsync(NodeUser user, bool enabled, CancellationToken cancel) => Task.CompletedTask;

    public Task AddOrUpdatePasskeyAsync(NodeUser user, UserPasskeyInfo passkey, CancellationToken cancel) =>
        Change(user, c => c with { Passkeys = [.. c.Passkeys.Where(p => p.Id != Passkey.IdOf(passkey.CredentialId)), Passkey.Of(passkey)] });
    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(NodeUser user, CancellationToken cancel) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Credentials.Passkeys.Select(p => p.ToInfo())]);
    public Task<UserPasskeyInfo?> FindPasskeyAsync(NodeUser user, byte[] credentialId, CancellationToken cancel) =>
        Task.FromResult(user.Credentials.Passkeys.FirstOrDefault(p => p.Id == Passkey.IdOf(credentialId))?.ToInfo());
    public Task RemovePasskeyAsync(NodeUser user, byte[] credentialId, CancellationToken cancel) =>
        Change(user, c => c with { Passkeys = [.. c.Passkeys.Where(p => p.Id != Passkey.IdOf(credentialId))] });

    private static Task Change(NodeUser user, Func<Credentials, Credentials> change)
    {
        user.Credentials = change(user.Credentials);
        return Task.CompletedTask;
    }

    public void Dispose() { }
}
