using System.Diagnostics;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>Catches what nobody foresaw, once: the caller gets a number to quote, the log gets the fault, and nobody gets a body or a trace.</summary>
internal sealed class FaultPages(RequestDelegate next, ILogger<FaultPages> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try { await next(http); }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested) { }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, fault.StatusCode, new("request.bad", fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? "The request is larger than this address takes." : "The request cannot be read: " + fault.Message));
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            var number = Activity.Current?.TraceId.ToHexString()[..12] ?? Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
            log.LogError(fault, "fault {Number} at {Method} {Path}", number, http.Request.Method, http.Request.Path);
            await AnswerAsync(http, StatusCodes.Status500InternalServerError, new("fault", $"Something went wrong here, not with you. Nothing was half done. Quote the number {number}."));
        }
    }

    private static Task AnswerAsync(HttpContext http, int status, Refusal refusal)
    {
        if (http.Request.Path.StartsWithSegments("/api")) return Problems.Write(http, status, [refusal]);
        http.Response.Clear();
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(refusal.Message);
    }
}
