using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Node;

/// <summary>What the sign-in pages post to. Every answer to a failed sign-in is the same, and each try is logged.</summary>
internal static class SignInEndpoints
{
    private static readonly RequireAntiforgeryTokenAttribute Antiforgery = new();

    public static void MapSignIn(this WebApplication app)
    {
        app.MapPost(Addresses.SignIn, PasswordAsync).WithMetadata(Antiforgery).RequireRateLimiting(Limits.SignIn);
        app.MapPost(Addresses.SignOut, SignOutAsync).WithMetadata(Antiforgery);
        app.MapPost("/sign-in/recover", RecoverAsync).WithMetadata(Antiforgery).RequireRateLimiting(Limits.SignIn);
        app.MapPost("/sign-in/provider", ([FromForm(Name = "return")] string? back) => Results.Challenge(new() { RedirectUri = Addresses.Local(back) }, [OpenIdSignIn.Scheme])).WithMetadata(Antiforgery);
        app.MapPost("/sign-in/passkey/options", PasskeyRequestAsync).WithMetadata(Antiforgery).RequireRateLimiting(Limits.SignIn);
        app.MapPost("/sign-in/passkey", PasskeySignInAsync).WithMetadata(Antiforgery).RequireRateLimiting(Limits.SignIn);
        app.MapPost("/account/passkey/options", PasskeyCreationAsync).WithMetadata(Antiforgery);
        app.MapPost("/account/passkey", PasskeyAddAsync).WithMetadata(Antiforgery);
        app.MapPost("/account/passkey/remove", PasskeyRemoveAsync).WithMetadata(Antiforgery);
        app.MapPost("/account/password", ChangePasswordAsync).WithMetadata(Antiforgery);
        app.MapPost("/account/device/remove", DeviceRemoveAsync).WithMetadata(Antiforgery);
        app.MapPost("/account/sign-out-everywhere", EverywhereAsync).WithMetadata(Antiforgery);
        app.MapPost(Addresses.Work, StateWorkAsync).WithMetadata(Antiforgery);
    }

    private static IResult Back(string page, string? back, string fault) =>
        Results.LocalRedirect(Addresses.With(back is null ? page : Addresses.With(page, "return", Addresses.Local(back)), "fault", fault));

    private static Session Unknown(OpenedNode node, string name) =>
        new(new(name.Length > 80 ? name[..80] : name, name, node.Settings.Name, node.Settings.Organisation, default), new(Purpose.Administration, "sign-in"), Channel.Page);

    private static async Task<IResult> PasswordAsync(HttpContext http, OpenedNode node, SignInManager<NodeUser> signIn, [FromForm] string? name, [FromForm] string? password, [FromForm(Name = "return")] string? back)
    {
        if (string.IsNullOrWhiteSpace(name) || password is null) return Back(Addresses.SignIn, back, "sign-in");
        var user = await signIn.UserManager.FindByNameAsync(name.Trim());
        if (user is null)
        {
            // The same work as for a known name, so that time does not tell which names exist.
            signIn.UserManager.PasswordHasher.HashPassword(new(NoOne), password);
            await node.Store.Audit.AppendAsync(Unknown(node, name.Trim()), "sign-in-failed", null, cancel: http.RequestAborted);
            return Back(Addresses.SignIn, back, "sign-in");
        }
        var result = await signIn.PasswordSignInAsync(user, password, isPersistent: false, lockoutOnFailure: true);
        await node.Store.Audit.AppendAsync(Unknown(node, user.Person.Id), result.Succeeded ? "sign-in" : result.IsLockedOut ? "sign-in-locked" : "sign-in-failed", user.Person.Id, new { by = "password" }, http.RequestAborted);
        return result.Succeeded ? Results.LocalRedirect(Addresses.With(Addresses.Work, "return", Addresses.Local(back))) : Back(Addresses.SignIn, back, "sign-in");
    }

    private static readonly Person NoOne = new("", "", "", "", default, default, null, Tlp.Clear, "en", "", "");

    private static async Task<IResult> SignOutAsync(HttpContext http, OpenedNode node, SignInManager<NodeUser> signIn, StatedWorkCookie work, ICurrentSession current, Devices devices)
    {
        if (current.Person is { } person)
        {
            if (http.User.FindFirst(Devices.Claim)?.Value is { } device) await devices.RemoveAsync(person.Id, device, http.RequestAborted);
            await node.Store.Audit.AppendAsync(Unknown(node, person.Id), "sign-out", person.Id, cancel: http.RequestAborted);
        }
        await signIn.SignOutAsync();
        work.Clear(http.Response);
        return Results.LocalRedirect(Addresses.SignedOut);
    }

    /// <summary>A new password by the code that a second officer gave.</summary>
    private static async Task<IResult> RecoverAsync(HttpContext http, OpenedNode node, UserManager<NodeUser> users, [FromForm] string? name, [FromForm] string? code, [FromForm] string? password)
    {
        var user = string.IsNullOrWhiteSpace(name) ? null : await users.FindByNameAsync(name.Trim());
        var now = node.Time.GetUtcNow();
        var fits = user?.Credentials is { RecoveryHash: { } hash, RecoveryUntil: { } until } && until > now && RecoveryCode.Matches(code, hash);
        if (!fits || password is null)
        {
            await node.Store.Audit.AppendAsync(Unknown(node, name ?? ""), "recovery-failed", user?.Person.Id, cancel: http.RequestAborted);
            return Results.LocalRedirect("/sign-in/recover?fault=recovery");
        }
        var check = await new LengthOverComposition().ValidateAsync(users, user!, password);
        if (!check.Succeeded) return Results.LocalRedirect("/sign-in/recover?fault=password");
        user!.Credentials = user.Credentials with
        {
            PasswordHash = users.PasswordHasher.HashPassword(user, password), RecoveryHash = null, RecoveryUntil = null, FailedCount = 0, LockedUntil = null,
            SecurityStamp = RecordReference.New().ToString(),
        };
        await users.UpdateAsync(user);
        await node.Store.Audit.AppendAsync(Unknown(node, user.Person.Id), "recovery", user.Person.Id, cancel: http.RequestAborted);
        return Results.LocalRedirect("/sign-in?done=recovery");
    }

    private static async Task<IResult> PasskeyRequestAsync(SignInManager<NodeUser> signIn) =>
        Results.Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    private static async Task<IResult> PasskeySignInAsync(HttpContext http, OpenedNode node, SignInManager<NodeUser> signIn, [FromForm] string? credential, [FromForm(Name = "return")] string? back)
    {
        if (credential is not { Length: > 0 and < 100_000 }) return Back(Addresses.SignIn, back, "passkey");
        var result = await signIn.PasskeySignInAsync(credential);
        await node.Store.Audit.AppendAsync(Unknown(node, "passkey"), result.Succeeded ? "sign-in" : "sign-in-failed", null, new { by = "passkey" }, http.RequestAborted);
        return result.Succeeded ? Results.LocalRedirect(Addresses.With(Addresses.Work, "return", Addresses.Local(back))) : Back(Addresses.SignIn, back, "passkey");
    }

    private static async Task<IResult> PasskeyCreationAsync(SignInManager<NodeUser> signIn, ICurrentSession current) =>
        current.Person is { } person
            ? Results.Content(await signIn.MakePasskeyCreationOptionsAsync(new() { Id = person.Id, Name = person.SignInName, DisplayName = person.Name }), "application/json")
            : Results.Unauthorized();

    private static async Task<IResult> PasskeyAddAsync(HttpContext http, OpenedNode node, SignInManager<NodeUser> signIn, ICurrentSession current, [FromForm] string? credential, [FromForm] string? label)
    {
        if (current.Person is not { } person || credential is not { Length: > 0 and < 100_000 }) return Results.LocalRedirect(Addresses.SignIn);
        var made = await signIn.PerformPasskeyAttestationAsync(credential);
        if (!made.Succeeded || await signIn.UserManager.FindByIdAsync(person.Id) is not { } user) return Results.LocalRedirect("/account?fault=passkey");
        made.Passkey.Name = string.IsNullOrWhiteSpace(label) ? "passkey" : label.Trim()[..Math.Min(label.Trim().Length, 60)];
        var saved = await signIn.UserManager.AddOrUpdatePasskeyAsync(user, made.Passkey);
        if (saved.Succeeded) await node.Store.Audit.AppendAsync(Unknown(node, person.Id), "passkey-added", person.Id, cancel: http.RequestAborted);
        return Results.LocalRedirect(saved.Succeeded ? "/account?done=passkey" : "/account?fault=passkey");
    }

    private static async Task<IResult> PasskeyRemoveAsync(HttpContext http, OpenedNode node, UserManager<NodeUser> users, ICurrentSession current, [FromForm] string? id)
    {
        if (current.Person is not { } person || await users.FindByIdAsync(person.Id) is not { } user) return Results.LocalRedirect(Addresses.SignIn);
        if (id is null || !System.Buffers.Text.Base64Url.IsValid(id)) return Results.LocalRedirect("/account?fault=passkey");
        await users.RemovePasskeyAsync(user, System.Buffers.Text.Base64Url.DecodeFromChars(id));
        await node.Store.Audit.AppendAsync(Unknown(node, person.Id), "passkey-removed", person.Id, cancel: http.RequestAborted);
        return Results.LocalRedirect("/account?done=removed");
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext http, OpenedNode node, SignInManager<NodeUser> signIn, ICurrentSession current, [FromForm] string? old, [FromForm] string? password)
    {
        if (current.Person is not { } person || await signIn.UserManager.FindByIdAsync(person.Id) is not { } user) return Results.LocalRedirect(Addresses.SignIn);
        var result = await signIn.UserManager.ChangePasswordAsync(user, old ?? "", password ?? "");
        if (!result.Succeeded) return Results.LocalRedirect("/account?fault=password");
        await node.Store.Audit.AppendAsync(Unknown(node, person.Id), "password-changed", person.Id, cancel: http.RequestAborted);
        await signIn.RefreshSignInAsync(user);
        return Results.LocalRedirect("/account?done=password");
    }

    /// <summary>Signs one of the person's own devices out; the names of others' devices mean nothing here.</summary>
    private static async Task<IResult> DeviceRemoveAsync(HttpContext http, OpenedNode node, ICurrentSession current, Devices devices, [FromForm] string? id)
    {
        if (current.Person is not { } person) return Results.LocalRedirect(Addresses.SignIn);
        if (id is null || (await devices.ListAsync(person.Id, http.RequestAborted)).All(d => d.Id != id)) return Results.LocalRedirect("/account?fault=device");
        await devices.RemoveAsync(person.Id, id, http.RequestAborted);
        await node.Store.Audit.AppendAsync(Unknown(node, person.Id), "device-signed-out", person.Id, cancel: http.RequestAborted);
        return Results.LocalRedirect("/account?done=device");
    }

    private static async Task<IResult> EverywhereAsync(HttpContext http, OpenedNode node, SignInManager<NodeUser> signIn, StatedWorkCookie work, ICurrentSession current, Devices devices)
    {
        if (current.Person is not { } person || await signIn.UserManager.FindByIdAsync(person.Id) is not { } user) return Results.LocalRedirect(Addresses.SignIn);
        await signIn.UserManager.UpdateSecurityStampAsync(user);
        await devices.RemoveAllAsync(person.Id, http.RequestAborted);
        await node.Store.Audit.AppendAsync(Unknown(node, person.Id), "sign-out-everywhere", person.Id, cancel: http.RequestAborted);
        await signIn.SignOutAsync();
        work.Clear(http.Response);
        return Results.LocalRedirect(Addresses.SignedOut);
    }

    /// <summary>States the work at hand; an emergency opening needs its reason, lasts an hour, and is reported.</summary>
    private static async Task<IResult> StateWorkAsync(
        HttpContext http, OpenedNode node, StatedWorkCookie cookie, ICurrentSession current, MailNotices mail,
        [FromForm] string? purpose, [FromForm] string? basis, [FromForm(Name = "case")] string? reference, [FromForm] string? glass, [FromForm(Name = "return")] string? back)
    {
        if (current.Person is not { } person) return Results.LocalRedirect(Addresses.SignIn);
        static string? Cut(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim()[..Math.Min(text.Trim().Length, 200)];
        if (purpose is null || !Role.Serving(person.Roles, purpose).Any()) return Back(Addresses.Work, back, "purpose");
        var stated = new StatedWork(person.Id, new(purpose, Cut(basis), Cut(reference)));
        if (Cut(glass) is { } reason)
        {
            stated = stated with { GlassReason = reason, GlassUntil = node.Time.GetUtcNow().AddHours(1) };
            await BreakGlassReport.WriteAsync(node, person, stated, mail, http.RequestAborted);
        }
        var session = new Session(person.ToActor(node.Settings.Name, stated.BreakGlass(node.Clock)), stated.Work, Channel.Page);
        await node.Store.Audit.AppendAsync(session, stated.GlassReason is null ? "state-work" : "break-glass", null, new { reason = stated.GlassReason }, http.RequestAborted);
        cookie.Write(http.Response, stated);
        return Results.LocalRedirect(Addresses.Local(back));
    }
}
