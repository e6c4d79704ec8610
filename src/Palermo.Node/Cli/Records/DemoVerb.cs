using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary><c>palermo demo</c>: a small federation on made-up data, in one process, that contacts nothing outside the machine.</summary>
internal static class DemoVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder of the demo; each node has its own in it.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("artifacts", "demo") };
        var port = new Option<int>("--port") { Description = "Port of the first node; the others follow.", DefaultValueFactory = _ => 5080 };
        var seed = new Option<int>("--seed") { Description = "Seed of the scenario: the same seed makes the same data.", DefaultValueFactory = _ => 2019 };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew: what the demo's folder holds is thrown away." };
        var once = new Option<bool>("--fill-only") { Description = "Make the data and stop; start no web server." };
        var verb = new Command("demo", "A small federation to try: nodes niger, italy, france and the hub romalyon, filled with synthetic data. Stop it with Ctrl+C.") { data, port, seed, fresh, once };
        verb.SetAction(async (words, cancel) =>
        {
            var folder = words.GetValue(data)!;
            if (words.GetValue(fresh) && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            List<(OpenedNode Node, WebApplication? App)> nodes = [];
            try
            {
                var next = words.GetValue(port);
                foreach (var (face, i) in DemoFederation.Nodes.Select((face, i) => (face, i)))
                {
                    var node = await DemoFederation.OpenAsync(folder, face with { ExchangeAddress = $"http://127.0.0.1:{words.GetValue(port) + i}" }, words.GetValue(seed), TimeProvider.System, cancel);
                    nodes.Add((node, null));
                    if (words.GetValue(once)) continue;
                    var app = NodeHost.Build(node, $"http://127.0.0.1:{next++}");
                    nodes[^1] = (node, app);
                    try { await app.StartAsync(cancel); }
                    catch (IOException fault) { throw new CliProblem($"{fault.Message} Choose other ports with --port."); }
                }
                DemoTrust.Join([.. nodes.Select(n => n.Node)]);
                if (words.GetValue(once)) return 0;
                Console.WriteLine("The demo federation is ready. Everything in it is made up.");
                foreach (var (node, app) in nodes)
                {
                    Console.WriteLine();
                    Console.WriteLine($"  {node.Settings.Title.English,-28} {NodeHost.Shown(app!.Urls.First(), node.Settings.Name)}");
                    foreach (var person in DemoPeople.Of(node.Settings.Name))
                        Console.WriteLine($"    {person.SignInName,-10} {person.Name,-18} {string.Join(", ", person.Roles.Select(r => Role.All[r].Title.English))}");
                }
                Console.WriteLine();
                Console.WriteLine($"  The password of everybody: {DemoPeople.Password}");
                Console.WriteLine("  Stop with Ctrl+C.");
                await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return 0;
            }
            finally
            {
                foreach (var (node, app) in nodes)
                {
                    if (app is not null) { await app.StopAsync(CancellationToken.None); await app.DisposeAsync(); }
                    await node.DisposeAsync();
                }
            }
        });
        return verb;
    }
}
