using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node.Tests;

public sealed class RetentionVerbTests : IAsyncLifetime
{
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private readonly string _folder = Directory.CreateTempSubdirectory("palermo-retention-").FullName;
    private RecordId _old;

    /// <summary>A task of many years ago; its kind is kept two.</summary>
    public async ValueTask InitializeAsync()
    {
        new NodeSettings { Name = "niger", Title = Words.Same("niger"), Organisation = "police" }.Write(_folder);
        await using var node = await OpenedNode.OpenAsync(_folder, new Clock(new(2015, 3, 1, 8, 0, 0, TimeSpan.Zero)));
        var by = new Session(new("amina", "amina", "niger", "police", [Role.LiaisonOfficer.Name]), new(Purpose.BorderManagement), Channel.Page);
        var kind = TaskItem.Kind;
        var written = await node.Store.Records.WriteAsync(by, [new RecordChange.Create(
            new(node.Ids.Next(), kind.Name, "niger", kind.Workflow.Initial.Name, kind.DefaultHandling, kind.DefaultPurposes, default, new("test"), new(2016, 3, 1), []), new TaskItem("call Agadez", "amina"))]);
        Assert.True(written.Done, string.Join(" ", written.Refusals.Select(r => r.Message)));
        _old = written.Value[0].Id;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private async Task<JsonElement> PrintAsync(params string[] words)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Palermo.Node.dll"), .. words, "--data", _folder, "--json"]) { RedirectStandardOutput = true })!;
        var text = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(0, program.ExitCode);
        return JsonDocument.Parse(text).RootElement;
    }

    [Fact]
    public async Task A_dry_run_lists_what_would_go_and_the_run_erases_it()
    {
        var said = await PrintAsync("retention", "--dry-run");
        Assert.True(said.GetProperty("dryRun").GetBoolean());
        var record = Assert.Single(said.GetProperty("records").EnumerateArray());
        Assert.Equal((_old.ToString(), "would go", "2015-03-01", "2017-03-01"), (record.GetProperty("id").GetString(), record.GetProperty("verdict").GetString(), record.GetProperty("recorded").GetString(), record.GetProperty("lastDay").GetString()));
        Assert.Equal(0, await CommandLine.RunAsync(["retention", "--data", _folder]));
        await using var node = await OpenedNode.OpenAsync(_folder, TimeProvider.System);
        var read = await node.Store.Records.ReadAsync(new(new("amina", "amina", "niger", "police", [Role.LiaisonOfficer.Name]), new(Purpose.BorderManagement), Channel.Page), _old);
        Assert.Equal("record.erased", Assert.Single(read.Refusals).Code);
        var log = await node.Store.Audit.ListAsync(new(new("dpo", "dpo", "niger", "police", [Role.DataProtectionOfficer.Name]), new(Purpose.Oversight), Channel.Page), "operator");
        Assert.Contains(log.Value, e => e.Action == "erase" && e.LegalBasis == "retention: 2 years from recording: Palermo: tasks are working notes" && e.Channel == Channel.CommandLine);
    }

    [Fact]
    public async Task Nobody_but_the_operator_or_the_officer_lets_it_run_and_wrong_words_are_told()
    {
        await using (var node = await OpenedNode.OpenAsync(_folder, TimeProvider.System))
            Assert.True((await node.Store.People.SaveAsync(new(node.Operator, new(Purpose.Administration), Channel.CommandLine), new("amina", "amina", "Amina", "police", [Role.Investigator.Name], default, null, Tlp.Amber, "en", "", ""), null, "test")).Done);
        Assert.Equal(2, await CommandLine.RunAsync(["retention", "--as", "amina", "--data", _folder]));
        Assert.Equal(2, await CommandLine.RunAsync(["retention", "--list", "-1", "--data", _folder]));
    }
}
