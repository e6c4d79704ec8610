using System.Diagnostics.Metrics;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Palermo.Storage;

namespace Palermo.Node;

/// <summary>Traces, metrics and logs by OpenTelemetry, sent only where OTEL_EXPORTER_OTLP_ENDPOINT names a collector; and the health addresses.</summary>
internal static class Observation
{
    public const string Meter = "Palermo";

    public static void AddObservation(this WebApplicationBuilder builder, OpenedNode node)
    {
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is not { Length: > 0 }) return;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("palermo", serviceInstanceId: node.Settings.Name))
            .WithTracing(t => t.AddAspNetCoreInstrumentation(o => o.Filter = http => !http.Request.Path.StartsWithSegments("/health")).AddOtlpExporter())
            .WithMetrics(m => m.AddAspNetCoreInstrumentation().AddMeter(Meter, "System.Runtime").AddOtlpExporter())
            .WithLogging(l => l.AddOtlpExporter());
        var meter = new Meter(Meter);
        meter.CreateObservableGauge("palermo.outbox.waiting", () => Read(node).WaitingMessages, description: "Messages not yet sent");
        meter.CreateObservableGauge("palermo.jobs.waiting", () => Read(node).JobsWaiting, description: "Jobs not yet begun");
        meter.CreateObservableGauge("palermo.audit.unsealed", () => Read(node).UnsealedAuditEntries, description: "Audit entries not yet chained");
    }

    private static StoreStatus Read(OpenedNode node) => node.Store.StatusAsync().AsTask().GetAwaiter().GetResult();

    public static void MapHealth(this WebApplication app, OpenedNode node)
    {
        app.MapGet("/health/live", () => Results.Text("live"));
        app.MapGet("/health/ready", async (CancellationToken cancel) =>
        {
            try
            {
                var status = await node.Store.StatusAsync(cancel);
                return Results.Json(new { ready = true, node = node.Settings.Name, status.Database, status.SchemaVersion });
            }
            catch (Exception fault) when (fault is StoreProblem or System.Data.Common.DbException or IOException)
            {
                return Results.Json(new { ready = false, node = node.Settings.Name }, statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        });
    }
}
