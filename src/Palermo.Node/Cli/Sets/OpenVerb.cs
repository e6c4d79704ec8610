using System.CommandLine;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Node.Cli.Sets;

/// <summary><c>palermo sets open</c>: the asker's last step, from the answer to what both sides have.</summary>
internal static class OpenVerb
{
    public static Command Create()
    {
        var answer = new Argument<string>("ANSWER") { Description = "The answer that came back." };
        var list = new Argument<string>("LIST") { Description = "The list that was asked, unchanged." };
        var query = new Option<string>("--query") { Description = "The query that was sent.", Required = true };
        var secret = new Option<string>("--secret") { Description = "The secret of that query.", Required = true };
        var output = new Option<string?>("--out") { Description = "Write the common lines to a file, one a line." };
        var shared = new SetsOptions();
        var verb = new Command("open",
            "Opens an answer with the secret of its query and tells what both sides have.\n\n"
            + "Example:  palermo sets open a.pls phones.txt --query q.pls --secret q.secret")
        {
            answer, list, query, secret, output, shared.Names, shared.BirthYear, shared.PadTo, shared.Json,
        };
        verb.SetAction(result => Run(result, result.GetRequiredValue(answer), result.GetRequiredValue(list), result.GetRequiredValue(query),
            result.GetRequiredValue(secret), result.GetValue(output), shared));
        return verb;
    }

    private static int Run(ParseResult result, string answerPath, string listPath, string queryPath, string secretPath, string? output, SetsOptions shared)
    {
        var list = SetList.Read(listPath, shared.Form(result));
        var head = SetsOptions.Guard(queryPath, () =>
        {
            using var query = File.OpenRead(queryPath);
            return QueryHeader.Read(query);
        });
        var secret = SetsOptions.Guard(secretPath, () => RunSecret.FromSeed(File.ReadAllBytes(secretPath)));
        using var asking = SetsOptions.Guard(listPath, () => AskerSet.Prepare(list.ToKeySet(), head.Terms, secret, shared.Preparation(result, "asker")));
        if (!asking.Commitment.AsSpan().SequenceEqual(head.Commitment))
            throw new CliProblem($"{listPath}: with this secret the list does not give the query {queryPath}. Use the list as it was when you asked, with the same --names, --birth-year and --pad-to.");
        var matches = SetsOptions.Guard(answerPath, () =>
        {
            using var answer = File.OpenRead(answerPath);
            return asking.ReadAnswer(answer);
        });
        var learnt = Learnt.From(matches, list);
        if (output is not null && learnt.Elements is not null)
            SetsOptions.Guard(output, () =>
            {
                File.WriteAllLines(output, learnt.Elements);
                return 0;
            });
        if (result.GetValue(shared.Json)) Answer.WriteJson(new { learnt.Mode, learnt.Size, learnt.KeysInCommon, learnt.Elements, learnt.Matches, HolderPaddedSize = matches.HolderPaddedSize });
        else learnt.Print(listed: 20);
        return 0;
    }
}
