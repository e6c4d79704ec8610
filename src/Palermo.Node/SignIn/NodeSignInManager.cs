using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Palermo.Node;

/// <summary>Identity's sign-in, which enters each new sign-in among the person's devices.</summary>
internal sealed class NodeSignInManager(
    UserManager<NodeUser> users, IHttpContextAccessor at, IUserClaimsPrincipalFactory<NodeUser> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<NodeUser>> log, IAuthenticationSchemeProvider schemes, IUserConfirmation<NodeUser> confirmation, Devices devices)
    : SignInManager<NodeUser>(users, at, claims, options, log, schemes, confirmation)
{
    public override async Task SignInWithClaimsAsync(NodeUser user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        // A new password refreshes the sign-in at hand: the device stays the same.
        var device = Context.User.FindFirstValue(ClaimTypes.NameIdentifier) == user.Person.Id ? Context.User.FindFirstValue(Devices.Claim) : null;
        if (!await devices.SeenAsync(user.Person.Id, device, Context.RequestAborted))
            device = await devices.AddAsync(user.Person.Id, Context.Request.Headers.UserAgent.ToString(), Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new(Devices.Claim, device!)]);
    }
}
