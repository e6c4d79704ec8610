using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Palermo.Node;

/// <summary>How often an address or a token may call: sign-in few times a minute, the API in bursts.</summary>
internal static class Limits
{
    public const string SignIn = "sign-in", Api = "api", Exchange = "exchange";

    public static IServiceCollection AddNodeLimits(this IServiceCollection services) => services.AddRateLimiter(o =>
    {
        o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        o.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
        o.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        o.AddPolicy(Api, http => RateLimitPartition.GetTokenBucketLimiter(
            http.Request.Headers.Authorization.ToString() is { Length: > 0 } token ? token : http.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new() { TokenLimit = 600, TokensPerPeriod = 300, ReplenishmentPeriod = TimeSpan.FromSeconds(10), AutoReplenishment = true }));
        // A partner at full speed sends some fifty envelopes a second; each costs a few milliseconds before it is known for rubbish.
        o.AddPolicy(Exchange, http => RateLimitPartition.GetTokenBucketLimiter(
            http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { TokenLimit = 400, TokensPerPeriod = 100, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true }));
    });
}
