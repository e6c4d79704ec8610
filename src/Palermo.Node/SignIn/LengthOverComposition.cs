using Microsoft.AspNetCore.Identity;

namespace Palermo.Node;

/// <summary>The rule for passwords: twelve characters or more, of any sort, and not the person's own name or one letter repeated.</summary>
/// <remarks>NIST SP 800-63B, 5.1.1.2: length, no composition rules.</remarks>
internal sealed class LengthOverComposition : IPasswordValidator<NodeUser>
{
    public const int Shortest = 12, Longest = 200;

    public Task<IdentityResult> ValidateAsync(UserManager<NodeUser> manager, NodeUser user, string? password)
    {
        string? fault = password switch
        {
            null or { Length: < Shortest } => $"Use {Shortest} characters or more; several words are good.",
            { Length: > Longest } => $"Use at most {Longest} characters.",
            _ when password.Distinct().Count() < 5 => "Use more than a few different characters.",
            _ when password.Contains(user.Person.SignInName, StringComparison.OrdinalIgnoreCase) => "Do not use your sign-in name in it.",
            _ => null,
        };
        return Task.FromResult(fault is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "password", Description = fault }));
    }
}
