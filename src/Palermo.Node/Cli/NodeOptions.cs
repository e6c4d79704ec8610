using System.CommandLine;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary>The options that every verb on a node's folder takes: where it is, who acts, for what.</summary>
internal sealed class NodeOptions
{
    private readonly Option<string> _data = new("--data") { Description = "The node's folder; made when it is not there.", HelpName = "DIR", DefaultValueFactory = _ => "palermo-data" };
    private readonly Option<string?> _as = new("--as") { Description = "Sign-in name of the person who acts; else the folder's operator, with narrow rights and no protection.", HelpName = "NAME" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = $"What the work is for: {string.Join(", ", Purpose.All.Keys)}.", HelpName = "PURPOSE" };
    private readonly Option<string?> _basis = new("--legal-basis") { Description = "The provision under which the work is done; kept in the log.", HelpName = "TEXT" };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document on standard output." };

    /// <summary>Adds the options to a verb and gives it its action.</summary>
    /// <param name="purpose">The purpose when none is named.</param>
    /// <param name="run">What the verb does; its result is the exit code.</param>
    public static Command On(Command verb, string purpose, Func<ParseResult, OpenedNode, Session, bool, CancellationToken, Task<int>> run)
    {
        var options = new NodeOptions();
        verb.Options.Add(options._data);
        verb.Options.Add(options._as);
        verb.Options.Add(options._purpose);
        verb.Options.Add(options._basis);
        verb.Options.Add(options._json);
        verb.SetAction(async (words, cancel) =>
        {
            await using var node = await OpenedNode.OpenAsync(words.GetValue(options._data)!, TimeProvider.System, cancel);
            return await run(words, node, await options.SessionAsync(words, node, purpose, cancel), words.GetValue(options._json), cancel);
        });
        return verb;
    }

    private async Task<Session> SessionAsync(ParseResult words, OpenedNode node, string purpose, CancellationToken cancel)
    {
        var stated = words.GetValue(_purpose) ?? purpose;
        if (!Purpose.All.ContainsKey(stated)) throw new CliProblem($"'{stated}' is no purpose: use one of {string.Join(", ", Purpose.All.Keys)}.");
        var actor = node.Operator;
        if (words.GetValue(_as) is { } name)
        {
            var person = await node.Store.People.FindByNameAsync(name, cancel);
            actor = person is { Disabled: false } ? person.ToActor(node.Settings.Name) : throw new CliProblem($"There is no active person '{name}' in this node: 'palermo people list' shows them.");
        }
        return new(actor, new(stated, words.GetValue(_basis)), Channel.CommandLine);
    }

    /// <summary>Prints every refusal and gives the exit code of input that is wrong.</summary>
    public static int Refuse(IReadOnlyList<Refusal> refusals)
    {
        foreach (var refusal in refusals)
            Console.Error.WriteLine($"palermo: {(refusal.Field is null ? "" : refusal.Field + ": ")}{refusal.Message}{(refusal.Source is null ? "" : $" ({refusal.Source})")}");
        return 2;
    }
}
