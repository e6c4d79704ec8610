using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Node;

/// <summary>Sign-in by a state's own provider: groups give roles at each sign-in, so that a right taken away there is gone here.</summary>
internal static class OpenIdSignIn
{
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    public static void AddNodeOpenId(this AuthenticationBuilder authentication, OpenedNode node, OpenIdSettings provider) =>
        authentication.AddOpenIdConnect(Scheme, o =>
        {
            o.SignInScheme = IdentityConstants.ApplicationScheme;
            o.Authority = provider.Authority;
            o.ClientId = provider.ClientId;
            o.ClientSecret = Environment.GetEnvironmentVariable("PALERMO_OIDC_SECRET");
            o.ResponseType = "code";
            // The answer comes back in the address, not in a form of the provider's page: cookies may then stay SameSite, and no page of another site posts here.
            o.ResponseMode = "query";
            o.UsePkce = true;
            o.RequireHttpsMetadata = !(Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority) && authority.IsLoopback);
            foreach (var cookie in (ReadOnlySpan<CookieBuilder>)[o.CorrelationCookie, o.NonceCookie]) (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
            o.MapInboundClaims = false;
            o.Events.OnRemoteFailure = context =>
            {
                // The reason is in the node's log; the person is sent back to the ways that stay open.
                context.Response.Redirect(Addresses.With(Addresses.SignIn, "fault", "provider"));
                context.HandleResponse();
                return Task.CompletedTask;
            };
            o.Events.OnTokenValidated = async context =>
            {
                var claims = context.Principal!;
                var outcome = await AdmitAsync(node, provider, claims, context.HttpContext.RequestAborted);
                if (!outcome.TryGet(out var person)) { context.Fail(outcome.Refusals[0].Message); return; }
                var device = await context.HttpContext.RequestServices.GetRequiredService<Devices>().AddAsync(person.Id, context.HttpContext.Request.Headers.UserAgent.ToString(), context.HttpContext.RequestAborted);
                context.Principal = new(new ClaimsIdentity(
                    [new(Devices.Claim, device), new(ClaimTypes.NameIdentifier, person.Id), new(ClaimTypes.Name, person.SignInName), new("AspNet.Identity.SecurityStamp", Credentials.Read(person.Credentials).SecurityStamp)],
                    IdentityConstants.ApplicationScheme));
            };
        });

    /// <summary>Finds or makes the person of a validated token, with the roles that the groups give now.</summary>
    internal static async Task<Outcome<Person>> AdmitAsync(OpenedNode node, OpenIdSettings provider, ClaimsPrincipal claims, CancellationToken cancel)
    {
        var subject = claims.FindFirstValue("sub");
        var name = claims.FindFirstValue("preferred_username") ?? claims.FindFirstValue("email") ?? subject;
        if (subject is null || name is null) return new Refusal("sign-in.openid", "The provider named nobody.");
        var roles = ImmutableSet.Of(claims.FindAll(provider.GroupClaim).SelectMany(g => provider.RolesByGroup.GetValueOrDefault(g.Value) ?? []).Where(r => Role.All.GetValueOrDefault(r) is { IsForPeople: true }));
        if (roles.IsEmpty) return new Refusal("sign-in.no-role", "None of the groups gives a role in this node: ask the node's administrator.");
        var id = "oidc-" + subject;
        var known = await node.Store.People.FindAsync(id, cancel);
        if (known is { Disabled: true }) return new Refusal("sign-in.disabled", "The account is disabled.");
        var person = known is not null ? known with { Roles = roles }
            : new Person(id, name, claims.FindFirstValue("name") ?? name, node.Settings.Organisation, roles, default, null, Tlp.Amber, "en",
                new Credentials { SecurityStamp = RecordReference.New().ToString() }.Write(), "");
        if (known is not null && known.Roles == roles) return known;
        var by = new Session(person.ToActor(node.Settings.Name), new(Purpose.Administration, "OpenID Connect"), Channel.Page);
        return await node.Store.People.SaveAsync(by, person, known?.Stamp, "roles of the provider's groups", cancel);
    }
}
