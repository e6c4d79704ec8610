using System.CommandLine;
using Palermo.Exchange;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Node.Cli.Exchange;

/// <summary><c>palermo node</c>: who this node is towards others, and whom it trusts.</summary>
internal static class NodeVerb
{
    public static Command Create() => new("node", "This node towards others: its keys and card, whom it trusts, and the directory of a federation.")
    {
        Init(), Show(), Trust(), Distrust(), Rotate(), Revoke(), DirectoryVerb.Create(),
    };

    private static Command Init()
    {
        var name = new Option<string?>("--name") { Description = "Short name of the node: lower-case letters, digits, hyphens. It owns the node's records and cannot be changed later." };
        var title = new Option<string?>("--title") { Description = "Name of the node as people read it." };
        var organisation = new Option<string?>("--organisation") { Description = "The authority that runs it." };
        var country = new Option<string?>("--country") { Description = "ISO 3166-1 alpha-3, such as NER." };
        var address = new Option<string?>("--address") { Description = "Where partners reach its exchange, such as https://palermo.police.example; without one it exchanges by files." };
        var data = new Option<string>("--data") { Description = "The node's folder; made when it is not there.", HelpName = "DIR", DefaultValueFactory = _ => "palermo-data" };
        var json = new Option<bool>("--json") { Description = "Print one JSON document on standard output." };
        var verb = new Command("init", "Make a node, or describe one that is there, and make its keys. Prints its half of the pairing code. Example: palermo node init --name niger --country NER --data niger")
            { name, title, organisation, country, address, data, json };
        verb.SetAction(async (words, cancel) =>
        {
            var folder = words.GetValue(data)!;
            if (words.GetValue(name) is { } wanted && !NodeNames.IsName(wanted)) throw new CliProblem($"--name: '{wanted}' must be lower-case letters, digits and hyphens, a letter first, 40 at most.");
            if (words.GetValue(country) is { } state && (state.Length != 3 || !state.All(char.IsAsciiLetterUpper))) throw new CliProblem($"--country: '{state}' is no ISO 3166-1 alpha-3 code: write NER, ITA, FRA.");
            if (words.GetValue(address) is { } place && !NodeNames.IsAddress(place)) throw new CliProblem($"--address: '{place}' is no address: write https://palermo.police.example.");
            var isNew = !File.Exists(Path.Combine(folder, "node.json"));
            var settings = NodeSettings.ReadOrCreate(folder, words.GetValue(name) is { } given ? () => given : null);
            if (!isNew && words.GetValue(name) is { } other && other != settings.Name)
                throw new CliProblem($"--name: this node is '{settings.Name}', and its records bear that name: make another folder for '{other}'.");
            settings = settings with
            {
                Title = words.GetValue(title) is { } said ? Words.Same(said) : settings.Title,
                Organisation = words.GetValue(organisation) ?? settings.Organisation,
                Country = words.GetValue(country) ?? settings.Country,
                ExchangeAddress = words.GetValue(address) ?? settings.ExchangeAddress,
            };
            settings.Write(folder);
            await using var node = await OpenedNode.OpenAsync(folder, TimeProvider.System, cancel);
            var identity = node.Exchange.Identity;
            if (words.GetValue(json)) Answer.WriteJson(new { node = settings.Name, folder, code = identity.Card().Code(), card = identity.SignedCard() });
            else
            {
                Console.WriteLine($"{settings.Name} in {folder}: its half of the pairing code is {identity.Card().Code()}");
                Console.WriteLine($"Give partners its card: palermo node show --card {settings.Name}.card --data {folder}");
            }
            return 0;
        });
        return verb;
    }

    private static Command Show()
    {
        var card = new Option<string?>("--card") { Description = "Also write the node's card into this file, to be given to a partner.", HelpName = "FILE" };
        return NodeOptions.On(new("show", "The node's keys, its half of the pairing code, and its partners. Example: palermo node show --card niger.card --data niger") { card }, Purpose.Administration,
            async (words, node, session, json, cancel) =>
            {
                var identity = node.Exchange.Identity;
                if (words.GetValue(card) is { } file) await File.WriteAllTextAsync(file, identity.SignedCard() + "\n", cancel);
                var (own, book) = (identity.Card(), identity.Trust.Book);
                if (json)
                {
                    Answer.WriteJson(new
                    {
                        node = own.Node, title = own.Title.English, own.Organisation, own.Country, own.Address, code = own.Code(), card = identity.SignedCard(),
                        keys = identity.Keys.Pairs.Select(p => new { p.Id, p.Public.Use, madeAt = p.MadeAt.ToString(), until = p.Until?.ToString(), revokedAt = p.RevokedAt?.ToString() }),
                        partners = book.Partners.Select(p => new
                        {
                            p.Name, title = p.Title.English, p.Country, p.Address, p.Private, p.By, since = p.Since.ToString(), until = p.Until?.ToString(), member = p.IsMember(node.Clock.GetCurrentInstant()),
                            keys = p.Keys.Select(k => new { k.Public.Id, k.Public.Use, until = k.Until?.ToString(), revokedAt = k.RevokedAt?.ToString() }),
                        }),
                        directories = book.Directories.Select(d => new { d.Authority, d.Sequence, acceptedAt = d.AcceptedAt.ToString() }),
                    });
                    return 0;
                }
                Console.WriteLine($"{own.Node} ({own.Title.English}, {own.Organisation}), {own.Address ?? "no address: by files"}");
                Console.WriteLine($"pairing code, own half: {own.Code()}");
                foreach (var pair in identity.Keys.Pairs)
                    Console.WriteLine($"  {(pair.Public.Use == KeyUse.Sign ? "signs" : "opens")} {pair.Id} since {pair.MadeAt:uuuu-MM-dd}{(pair.RevokedAt is { } gone ? $", revoked {gone:uuuu-MM-dd}" : pair.Until is { } end ? $", ends {end:uuuu-MM-dd}" : "")}");
                Console.WriteLine(book.Partners.Count == 0 ? "no partners" : "partners:");
                foreach (var p in book.Partners)
                    Console.WriteLine($"  {p.Name,-16} {p.Address ?? "by files",-40} by {p.By} since {p.Since:uuuu-MM-dd}{(p.Until is { } until ? $" until {until:uuuu-MM-dd}" : "")}{(p.Current(KeyUse.Sign, node.Clock.GetCurrentInstant()) is null ? ", no key that is believed: pair again" : "")}");
                return 0;
            });
    }

    private static Command Trust()
    {
        var file = new Argument<string>("CARD") { Description = "The partner's card: the file that 'palermo node show --card' wrote there.", HelpName = "FILE" };
        var code = new Option<string>("--code") { Description = "The partner's half of the pairing code, as its own operator reads it out to you: by telephone or face to face, never by the way that the card came.", Required = true };
        var alone = new Option<bool>("--private") { Description = "The partner's address may lie in a private network." };
        return NodeOptions.On(new("trust", "Trust a partner after comparing the code. Example: palermo node trust italy.card --code KTVH-ANQE-RRCB --data niger") { file, code, alone }, Purpose.Administration,
            async (words, node, session, json, cancel) =>
            {
                var identity = node.Exchange.Identity;
                var card = await ReadTextAsync(words.GetValue(file)!, cancel);
                var paired = identity.Trust.Change(book => TrustRules.Pair(book, identity.Node, card, words.GetValue(code)!, words.GetValue(alone), node.Clock.GetCurrentInstant()));
                if (!paired.Done) return NodeOptions.Refuse(paired.Refusals);
                var partner = NodeCard.Read(card).Value;
                await node.Store.Audit.AppendAsync(session, "trust", null, new { Node = partner.Node, By = "code", Sign = partner.Sign.Id, Seal = partner.Seal.Id }, cancel);
                if (json) Answer.WriteJson(new { trusted = partner.Node, partner.Address });
                else Console.WriteLine($"{partner.Node} is trusted. It must trust this node too: its operator needs this node's card and its half of the code, {identity.Card().Code()}.");
                return 0;
            });
    }

    private static Command Distrust()
    {
        var name = new Argument<string>("NODE") { Description = "Name of the partner." };
        return NodeOptions.On(new("distrust", "Trust a partner no longer: nothing is taken from it or sent to it any more.") { name }, Purpose.Administration, async (words, node, session, json, cancel) =>
        {
            var partner = words.GetValue(name)!;
            var identity = node.Exchange.Identity;
            if (identity.Trust.Book.Find(partner) is null) throw new CliProblem($"'{partner}' is no partner: 'palermo node show' lists them.");
            identity.Trust.Change(book => book.WithoutPartner(partner));
            await node.Store.Audit.AppendAsync(session, "distrust", null, new { Node = partner }, cancel);
            if (json) Answer.WriteJson(new { distrusted = partner });
            else Console.WriteLine($"{partner} is trusted no longer.");
            return 0;
        });
    }

    private static Command Rotate() => NodeOptions.On(
        new("rotate", "Make new keys. Partners learn of them with the next envelope, signed with the old key, which opens and verifies for 60 days more."), Purpose.Administration, async (words, node, session, json, cancel) =>
        {
            var identity = node.Exchange.Identity;
            identity.Rotate();
            var card = identity.Card();
            await node.Store.Audit.AppendAsync(session, "rotate-keys", null, new { Sign = card.Sign.Id, Seal = card.Seal.Id }, cancel);
            if (json) Answer.WriteJson(new { sign = card.Sign.Id, seal = card.Seal.Id, code = card.Code() });
            else Console.WriteLine($"New keys: signs {card.Sign.Id}, opens {card.Seal.Id}. Half of the pairing code for new partners: {card.Code()}");
            return 0;
        });

    private static Command Revoke()
    {
        var key = new Argument<string>("KEY") { Description = "Id of the key, as 'palermo node show' lists it." };
        var reason = new Option<string>("--reason") { Description = "Why, as it goes into the log and to partners.", Required = true };
        var output = new Option<string?>("--out") { Description = "Also write the signed revocation into this file, for the authority of a directory.", HelpName = "FILE" };
        return NodeOptions.On(new("revoke", "Declare a key lost or stolen. A signing key that was in use must be compared anew with every partner. Example: palermo node revoke KEY --reason \"laptop stolen\" --data niger") { key, reason, output },
            Purpose.Administration, async (words, node, session, json, cancel) =>
            {
                var identity = node.Exchange.Identity;
                var id = words.GetValue(key)!;
                var wasInUse = identity.Keys.Current(KeyUse.Sign).Id == id;
                var revoked = identity.Revoke(id, words.GetValue(reason)!);
                if (!revoked.TryGet(out var statement)) return NodeOptions.Refuse(revoked.Refusals);
                if (words.GetValue(output) is { } file) await File.WriteAllTextAsync(file, statement + "\n", cancel);
                await node.Store.Audit.AppendAsync(session, "revoke-key", null, new { Key = id, Reason = words.GetValue(reason) }, cancel);
                if (json) Answer.WriteJson(new { revoked = id, statement, code = identity.Card().Code(), pairAgain = wasInUse });
                else
                {
                    Console.WriteLine($"{id} is revoked. Partners are told with the next envelope.");
                    if (wasInUse) Console.WriteLine($"It was the key in use: give every partner the new card and the new code, {identity.Card().Code()}, or have the directory renewed. Until then they refuse what this node sends.");
                }
                return 0;
            });
    }

    internal static async Task<string> ReadTextAsync(string file, CancellationToken cancel)
    {
        try
        {
            if (new FileInfo(file).Length > FederationDirectory.Longest) throw new CliProblem($"{file} is larger than any card or directory: name the right file.");
            return (await File.ReadAllTextAsync(file, cancel)).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException) { throw new CliProblem($"{file} cannot be read: {fault.Message}"); }
    }
}
