using System.Text.Json;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>Refusals as Problem Details (RFC 9457): every reason, with its code, field and provision.</summary>
internal static class Problems
{
    private sealed record Body(string Type, string Title, int Status, IReadOnlyList<Refusal> Errors);

    /// <summary>The status that says what sort of refusal it is.</summary>
    public static int StatusOf(IReadOnlyList<Refusal> refusals) =>
        refusals.Any(r => r.IsNotFound) ? StatusCodes.Status404NotFound
        : refusals.Any(r => r.Code == "analysis.parameter") ? StatusCodes.Status400BadRequest
        : refusals.Any(r => r.Code == "record.changed") ? StatusCodes.Status412PreconditionFailed
        : refusals.Any(r => r.Code == "write.idempotency") ? StatusCodes.Status409Conflict
        : refusals.Any(r => r.Code.StartsWith("access.", StringComparison.Ordinal) || r.Code.StartsWith("api.", StringComparison.Ordinal)) ? StatusCodes.Status403Forbidden
        : StatusCodes.Status422UnprocessableEntity;

    public static IResult Of(IReadOnlyList<Refusal> refusals) => new Result(StatusOf(refusals), refusals);

    public static IResult Bad(string code, string message, string? field = null) => new Result(StatusCodes.Status400BadRequest, [new(code, message, Field: field)]);

    public static Task Write(HttpContext http, int status, IReadOnlyList<Refusal> refusals)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/problem+json";
        return JsonSerializer.SerializeAsync(http.Response.Body, new Body("urn:palermo:problem:" + refusals[0].Code, refusals[0].Message, status, refusals), Answer.Json, http.RequestAborted);
    }

    private sealed class Result(int status, IReadOnlyList<Refusal> refusals) : IResult
    {
        public Task ExecuteAsync(HttpContext http) => Write(http, status, refusals);
    }
}
