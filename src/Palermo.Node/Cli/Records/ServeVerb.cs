using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary><c>palermo serve</c>: one node, with pages and API.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The node's folder; made when it is not there.", HelpName = "DIR", DefaultValueFactory = _ => "palermo-data" };
        var urls = new Option<string>("--urls") { Description = "Where to listen, such as http://127.0.0.1:5080.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var verb = new Command("serve", "Run a node: pages, API and background work. A new node is given its first administrator here. Example: palermo serve --data niger") { data, urls };
        verb.SetAction(async (words, cancel) =>
        {
            var address = words.GetValue(urls)!;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) throw new CliProblem($"--urls: '{address}' is no address: write http://127.0.0.1:5080.");
            await using var node = await OpenedNode.OpenAsync(words.GetValue(data)!, TimeProvider.System, cancel);
            await FirstAdministratorAsync(node, cancel);
            await using var app = NodeHost.Build(node, address);
            try { await app.StartAsync(cancel); }
            catch (IOException fault) { throw new CliProblem($"{address}: {fault.Message} Is another program there? Choose another with --urls."); }
            Console.WriteLine($"{node.Settings.Title.English}: {NodeHost.Shown(app.Urls.First())}");
            await app.WaitForShutdownAsync(cancel);
            return 0;
        });
        return verb;
    }

    /// <summary>A node without people gets an administrator who signs in by a code that is printed once.</summary>
    private static async Task FirstAdministratorAsync(OpenedNode node, CancellationToken cancel)
    {
        if ((await node.Store.People.ListAsync(cancel)).Count > 0) return;
        var (code, hash) = RecoveryCode.New();
        var credentials = new Credentials { SecurityStamp = RecordReference.New().ToString(), RecoveryHash = hash, RecoveryUntil = node.Time.GetUtcNow().AddHours(24) };
        var person = new Person("admin", "admin", "Administrator", node.Settings.Organisation, [Role.Administrator.Name], default, null, Tlp.Amber, "en", credentials.Write(), "");
        var saved = await node.Store.People.SaveAsync(new(node.Operator, new(Purpose.Administration, "first start"), Kernel.Channel.CommandLine), person, null, "first administrator of a new node", cancel);
        if (saved.Done) Answer.Progress($"A new node. Its first administrator is 'admin': open /sign-in/recover and use the code {code} within 24 hours to set a password.");
    }
}
