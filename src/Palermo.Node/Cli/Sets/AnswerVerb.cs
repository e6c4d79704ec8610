using System.CommandLine;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Node.Cli.Sets;

/// <summary><c>palermo sets answer</c>: the holder's step, from a query and its own list to an answer.</summary>
internal static class AnswerVerb
{
    public static Command Create()
    {
        var query = new Argument<string>("QUERY") { Description = "The query that came in." };
        var list = new Argument<string>("LIST") { Description = "The holder's list." };
        var answer = new Option<string>("--answer") { Description = "File for the answer, to be sent back.", Required = true };
        var most = new Option<int>("--most")
        {
            Description = "Largest number of keys, padding among them, that a query may hold.", DefaultValueFactory = _ => new QueryRules().MaximumElements,
        };
        var shared = new SetsOptions();
        var verb = new Command("answer",
            "Answers one query from your list. You learn who asks, in which case, and about how many keys; not which.\n"
            + "Through a node, signature, quotas and log are kept for you; this verb is for services that exchange by file, and\n"
            + "checks only the size: look at case and asker yourself before you answer.\n\n"
            + "Example:  palermo sets answer q.pls their-phones.txt --answer a.pls --domain phones/jit-7")
        {
            query, list, answer, most, shared.Names, shared.BirthYear, shared.Domain, shared.PadTo, shared.Json,
        };
        verb.SetAction(result => Run(result, result.GetRequiredValue(query), result.GetRequiredValue(list), result.GetRequiredValue(answer), result.GetValue(most), shared));
        return verb;
    }

    private static int Run(ParseResult result, string queryPath, string listPath, string answerPath, int most, SetsOptions shared)
    {
        var list = SetList.Read(listPath, shared.Form(result));
        using var holding = SetsOptions.Guard(listPath, () =>
            HolderSet.Prepare(list.AllKeys(), result.GetRequiredValue(shared.Domain), RunSecret.Fresh(), shared.Preparation(result, "holder")));
        // By file there is no history and nobody's signature to check: the size is what can be judged here.
        var rules = new QueryRules { NeedsSignature = false, MaximumElements = most, ElementsPerAsker = long.MaxValue, ElementsPerCase = long.MaxValue };
        var head = SetsOptions.Guard(queryPath, () =>
        {
            using var query = File.OpenRead(queryPath);
            QueryHeader? answered = null;
            SetsOptions.WriteFile(answerPath, stream => answered = holding.Answer(query, stream, h => rules.Check(h, signatureValid: false, [], default)));
            return answered!;
        });
        var document = new
        {
            Answer = answerPath, head.Terms.Asker, head.Terms.CaseReference, head.Terms.Session, head.Terms.Mode, Elements = head.Count,
            Bytes = new FileInfo(answerPath).Length, Holder = new SideCount(list.Lines.Count, list.WithoutKey, list.AllKeys().Distinct().Count(), holding.PaddedSize),
        };
        if (result.GetValue(shared.Json)) Answer.WriteJson(document);
        else Console.WriteLine($"{answerPath}: {document.Bytes:N0} bytes to send back to {head.Terms.Asker}, case {head.Terms.CaseReference}; the query seemed to hold {head.Count:N0} keys.");
        return 0;
    }
}
