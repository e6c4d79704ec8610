using Microsoft.AspNetCore.Identity;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>The nodes of the demo and how one is made: settings, people, and the scenario through the same doors as real data.</summary>
internal static class DemoFederation
{
    /// <summary>The node that keeps the federation's directory.</summary>
    public const string Hub = "romalyon";

    /// <summary>The nodes in the order in which they start.</summary>
    public static IReadOnlyList<NodeSettings> Nodes { get; } =
    [
        new() { Name = "niger", Title = new("Niger", "Niger", "النيجر"), Organisation = "Police nationale, Niamey", Country = "NER", Synthetic = true },
        new() { Name = "italy", Title = new("Italy", "Italie", "إيطاليا"), Organisation = "Ministero dell'Interno", Country = "ITA", Synthetic = true },
        new() { Name = "france", Title = new("France", "France", "فرنسا"), Organisation = "Ministère de l'Intérieur", Country = "FRA", Synthetic = true },
        new() { Name = Hub, Title = new("Roma-Lyon Group, hub", "Groupe de Rome-Lyon, pivot", "مجموعة روما-ليون، المحور"), Organisation = "Roma-Lyon Group", Synthetic = true },
        new() { Name = TrainingPartner.Node, Title = new("Training partner: answers are made up", "Partenaire d'entraînement : réponses inventées", "شريك تدريبي: ردود مصطنعة"), Organisation = "Training partner", Synthetic = true },
    ];

    /// <summary>Opens a node of the demo, filling it when it is new.</summary>
    public static async Task<OpenedNode> OpenAsync(string folder, NodeSettings settings, int seed, TimeProvider time, CancellationToken cancel)
    {
        var home = Path.Combine(folder, settings.Name);
        settings.Write(Directory.CreateDirectory(home).FullName);
        var node = await OpenedNode.OpenAsync(home, time, cancel);
        // The people are made last: where they are, the filling had come to its end.
        if ((await node.Store.People.ListAsync(cancel)).Count > 0) return node;
        Answer.Progress($"filling {settings.Name} with synthetic data ...");
        await DemoScenario.FillAsync(node, seed, cancel);
        await NoticesScenario.FillAsync(node, cancel);
        await DemoSharing.FillAsync(node, cancel);
        var hasher = new PasswordHasher<NodeUser>();
        var by = new Session(node.Operator, new(Purpose.Administration, "demo"), Kernel.Channel.CommandLine);
        foreach (var person in DemoPeople.Of(settings.Name))
        {
            var credentials = new Credentials { SecurityStamp = RecordReference.New().ToString(), PasswordHash = hasher.HashPassword(new(person), DemoPeople.Password) };
            var saved = await node.Store.People.SaveAsync(by, person with { Credentials = credentials.Write() }, null, "demo", cancel);
            if (!saved.Done) throw new CliProblem(saved.Refusals[0].Message);
        }
        return node;
    }
}
