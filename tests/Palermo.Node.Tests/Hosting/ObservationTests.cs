using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Palermo.Node.Tests;

/// <summary>A whole node as a process, with a collector beside it.</summary>
public class ObservationTests
{
    [Fact]
    public async Task Traces_and_metrics_reach_the_collector_that_is_named_and_hold_no_query()
    {
        ConcurrentDictionary<string, StringBuilder> received = new();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        await using var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            var text = received.GetOrAdd(signal, _ => new());
            lock (text) text.Append(Encoding.Latin1.GetString(body.ToArray())); // protobuf keeps words as they are
            return Results.Bytes([], "application/x-protobuf");
        });
        await collector.StartAsync();
        var folder = Directory.CreateTempSubdirectory("palermo-otel-").FullName;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"), "serve", "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(), ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_METRIC_EXPORT_INTERVAL"] = "500", ["OTEL_BSP_SCHEDULE_DELAY"] = "200" },
        };
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await errors);
            using var client = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim().Replace("localhost", "127.0.0.1", StringComparison.Ordinal)) };
            (await client.GetAsync("/sign-in?return=%2Fsearch%3Fq%3DZeynabou")).EnsureSuccessStatusCode();
            (await client.GetAsync("/health/ready")).EnsureSuccessStatusCode();
            string Heard(string signal) { if (!received.TryGetValue(signal, out var text)) return ""; lock (text) return text.ToString(); }
            for (var i = 0; !(Heard("metrics").Contains("palermo.outbox.waiting", StringComparison.Ordinal) && Heard("traces").Contains("sign-in", StringComparison.Ordinal)); i++)
            {
                Assert.True(i < 300, $"heard of: {string.Join(", ", received.Keys)}");
                await Task.Delay(100);
            }
            Assert.Contains("palermo.audit.unsealed", Heard("metrics"), StringComparison.Ordinal);
            Assert.DoesNotContain("Zeynabou", Heard("traces"), StringComparison.Ordinal); // what people search for is no business of a collector
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
