using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Palermo.Kernel;

namespace Palermo.Node.Tests;

/// <summary>A node that is killed in the middle of an import that somebody started on it.</summary>
public sealed class KilledNodeTests : IDisposable
{
    private const int Rows = 40_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-killed-").FullName;
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (var process in _started)
        {
            // Where the test failed half way the node still runs.
            if (!process.HasExited)
            {
                process.Kill();
                process.WaitForExit();
            }
            process.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_import_goes_on_when_the_killed_node_is_started_again_and_doubles_nothing()
    {
        var token = await SettleAsync();
        var table = new StringBuilder("Reference,When from,Latitude,Longitude,Persons\n");
        for (var i = 1; i <= Rows; i++) table.Append(CultureInfo.InvariantCulture, $"A-{i},2026-05-{1 + i % 28:00},{16 + i % 7}.5,{7 + i % 9}.5,{i % 40}\n");
        string job;
        long before;
        var (process, api) = await ServeAsync(token);
        using (api)
        {
            var uploaded = await api.PostAsync("/api/v1/imports?kind=detection&source=Post+Agadez&name=may.csv", new ByteArrayContent(Encoding.UTF8.GetBytes(table.ToString())));
            var import = (await uploaded.Content.ReadFromJsonAsync<JsonObject>())!;
            var plan = import["plan"]!.AsObject();
            plan["columns"]!["When from"] = "when.from";
            var run = await api.PostAsJsonAsync($"/api/v1/imports/{(string)import["id"]!}/run", plan);
            Assert.Equal(HttpStatusCode.Accepted, run.StatusCode);
            job = (string)(await run.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
            // As soon as something of it is committed, and long before all of it.
            for (var i = 0; (before = StoredRows()) == 0; i++)
            {
                Assert.True(i < 2_000, "the import stores nothing");
                await Task.Delay(10);
            }
            process.Kill();
            await process.WaitForExitAsync();
        }
        before = StoredRows();
        Assert.InRange(before, 1, Rows - 1);
        LeaseRunsOut();

        (process, api) = await ServeAsync(token);
        using (api)
        {
            var state = new JsonObject();
            for (var i = 0; ; i++)
            {
                Assert.True(i < 1_200, "the job does not end");
                state = (await api.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{job}"))!;
                if ((string)state["state"]! is not ("waiting" or "running")) break;
                await Task.Delay(100);
            }
            Assert.Equal("done", (string)state["state"]!);
            process.Kill();
            await process.WaitForExitAsync();
        }
        await using var node = await OpenedNode.OpenAsync(_folder, TimeProvider.System);
        var lines = new HashSet<int>();
        await foreach (var view in node.Store.Records.ScanAsync(RunningNode.Operator(node), new("detection"))) Assert.True(lines.Add(view.Header.Provenance.Line!.Value));
        Assert.Equal(Rows, lines.Count);
        var check = await node.Store.CheckAsync();
        Assert.True(check.Sound, string.Join('\n', check.Faults));
    }

    /// <summary>A node with one analyst and a token for her.</summary>
    private async Task<string> SettleAsync()
    {
        new NodeSettings { Name = "niger", Title = Words.Same("Niger"), Organisation = "police" }.Write(_folder);
        await using var node = await OpenedNode.OpenAsync(_folder, TimeProvider.System);
        var person = new Person("amina", "amina", "Amina", "police", [Role.Analyst.Name], default, null, Tlp.Amber, "en", "", "");
        var credentials = new Credentials { SecurityStamp = "amina", PasswordHash = new PasswordHasher<NodeUser>().HashPassword(new(person), RunningNode.Password) };
        var saved = await node.Store.People.SaveAsync(RunningNode.Operator(node), person with { Credentials = credentials.Write() }, null, "test");
        return await ApiTokenScope.IssueAsync(node, RunningNode.Operator(node, Purpose.Administration), saved.Value, "test", Purpose.BorderManagement, null, Enum.GetValues<AccessAction>(), node.Today.PlusDays(1), default);
    }

    private async Task<(Process Process, HttpClient Api)> ServeAsync(string token)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"), "serve", "--data", _folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        _started.Add(process);
        var said = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the node did not start: " + await process.StandardError.ReadToEndAsync());
        // Nobody reads on: what it says from here is let go, so that its pipe does not fill.
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        var port = new Uri(said[said.IndexOf("http", StringComparison.Ordinal)..].Trim()).Port;
        var api = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
        api.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return (process, api);
    }

    private long StoredRows()
    {
        using var file = Open();
        using var command = file.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(stored), 0) FROM import";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Lets the minute of the dead worker's lease pass.</summary>
    private void LeaseRunsOut()
    {
        using var file = Open();
        using var command = file.CreateCommand();
        command.CommandText = "UPDATE job SET leased_until = 0 WHERE state = 1";
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private SqliteConnection Open()
    {
        var file = new SqliteConnection($"Data Source={Path.Combine(_folder, "general.db")};Pooling=False;Default Timeout=10");
        file.Open();
        return file;
    }
}
