using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Node.Cli;

/// <summary><c>palermo people</c>: who signs in, and tokens of the API.</summary>
internal static class PeopleVerb
{
    private static readonly string[] ForPeople = [.. Role.All.Values.Where(r => r.IsForPeople).Select(r => r.Name)];

    public static Command Create() => new("people", "The people of a node.") { List(), Add(), Token() };

    private static Command List() => NodeOptions.On(new("list", "Who signs in, with roles."), Purpose.Administration, async (words, node, session, json, cancel) =>
    {
        var people = (await node.Store.People.ListAsync(cancel)).OrderBy(p => p.SignInName, StringComparer.Ordinal).ToArray();
        if (json) Answer.WriteJson(people.Select(p => new { p.Id, p.SignInName, p.Name, p.Organisation, roles = p.Roles.ToArray(), teams = p.Teams.ToArray(), p.Disabled }));
        else foreach (var p in people) Console.WriteLine($"{p.SignInName,-16} {p.Name,-28} {p.Roles}{(p.Disabled ? " (disabled)" : "")}");
        return 0;
    });

    private static Command Add()
    {
        var name = new Argument<string>("NAME") { Description = "Sign-in name." };
        var full = new Option<string>("--name") { Description = "The person's name.", Required = true };
        var roles = new Option<string[]>("--role") { Description = $"A role; may be given several times: {string.Join(", ", ForPeople)}.", Required = true };
        roles.AcceptOnlyFromAmong(ForPeople);
        return NodeOptions.On(new("add", "Add a person, who then sets a password with the code that is printed. Example: palermo people add amina --name \"Amina Oumarou\" --role analyst") { name, full, roles },
            Purpose.Administration, async (words, node, session, json, cancel) =>
            {
                var (code, hash) = RecoveryCode.New();
                var credentials = new Credentials { SecurityStamp = RecordReference.New().ToString(), RecoveryHash = hash, RecoveryUntil = node.Time.GetUtcNow().AddHours(24) };
                var key = words.GetValue(name)!.Trim().ToLowerInvariant();
                var saved = await node.Store.People.SaveAsync(session,
                    new(key, key, words.GetValue(full)!, node.Settings.Organisation, ImmutableSet.Of(words.GetValue(roles)!), default, null, Tlp.Amber, "en", credentials.Write(), ""), null, "added at the command line", cancel);
                if (!saved.Done) return NodeOptions.Refuse(saved.Refusals);
                if (json) Answer.WriteJson(new { id = key, code });
                else Console.WriteLine($"{key}: set a password at /sign-in/recover with the code {code} within 24 hours");
                return 0;
            });
    }

    private static Command Token()
    {
        var name = new Argument<string>("NAME") { Description = "Sign-in name of the person for whom the token acts." };
        var purpose = new Option<string>("--for") { Description = $"The purpose it serves: {string.Join(", ", Purpose.All.Keys)}.", Required = true };
        purpose.AcceptOnlyFromAmong([.. Purpose.All.Keys]);
        var actions = new Option<string[]>("--allow") { Description = "What it may do: read, create, change, export, share, erase. May be given several times.", DefaultValueFactory = _ => ["read"] };
        var until = new Option<string?>("--until") { Description = "Its last day, as 2027-01-31; 90 days from today when not given." };
        var label = new Option<string>("--label") { Description = "What it is for, in words.", DefaultValueFactory = _ => "token" };
        return NodeOptions.On(new("token", "Make a token for the API. It is printed once and kept only as a hash.") { name, purpose, actions, until, label }, Purpose.Administration,
            async (words, node, session, json, cancel) =>
            {
                if (await node.Store.People.FindByNameAsync(words.GetValue(name)!, cancel) is not { } person) throw new CliProblem($"There is no person '{words.GetValue(name)}'.");
                List<AccessAction> allowed = [];
                foreach (var text in words.GetValue(actions)!)
                    allowed.Add(Enum.TryParse<AccessAction>(text, ignoreCase: true, out var action) ? action : throw new CliProblem($"--allow: '{text}' is not one of read, create, change, decide, export, share, erase."));
                LocalDate last = node.Today.PlusDays(90);
                if (words.GetValue(until) is { } day) last = LocalDatePattern.Iso.Parse(day) is { Success: true } parsed ? parsed.Value : throw new CliProblem($"--until: '{day}' is no date: write it as 2027-01-31.");
                var stated = words.GetValue(purpose)!;
                if (!Role.Serving(person.Roles, stated).Any()) throw new CliProblem($"No role of {person.SignInName} serves the purpose '{stated}'.");
                var token = await ApiTokenScope.IssueAsync(node, session, person, words.GetValue(label)!, stated, session.Work.LegalBasis, allowed, last, cancel);
                if (json) Answer.WriteJson(new { token, purpose = stated, until = last.ToString("uuuu-MM-dd", null) });
                else Console.WriteLine(token);
                return 0;
            });
    }
}
