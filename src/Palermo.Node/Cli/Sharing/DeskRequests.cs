using System.CommandLine;
using Palermo.Kernel;
using Palermo.Web.Entry;

namespace Palermo.Node.Cli.Sharing;

/// <summary>Requests at the desk: asking, answering from own records, and the other moves.</summary>
internal static class DeskRequests
{
    public static Command Ask()
    {
        var to = new Option<string>("--to") { Description = "Node that is asked.", HelpName = "NODE", Required = true };
        var subject = new Option<string>("--subject") { Description = "What it is about, in a line.", HelpName = "TEXT", Required = true };
        var question = new Option<string>("--question") { Description = "The question, or the information.", HelpName = "TEXT", Required = true };
        var about = new Option<string[]>("--about") { Description = "Number or name that is asked about; may be given several times.", HelpName = "TEXT" };
        var urgency = new Option<Urgency>("--urgency") { Description = "normal, urgent or veryUrgent.", DefaultValueFactory = _ => Urgency.Normal };
        var hand = new Option<bool>("--at-hand") { Description = "The answer is at hand there, such as a register." };
        var inform = new Option<bool>("--inform") { Description = "It informs and asks nothing." };
        return NodeOptions.On(new("ask", "Ask a partner, or inform it. Example: palermo desk ask --to italy --subject \"Landing of 3 May\" --question \"Was an engine Y40-2231 among what was seized?\" --as ibrahim --data demo/niger") { to, subject, question, about, urgency, hand, inform },
            Purpose.Investigation, async (words, node, session, json, cancel) => DeskVerb.Done(await new SharingDesks(node).Requests.AskAsync(session,
                new(words.GetValue(to)!, words.GetValue(subject)!, words.GetValue(question)!, session.Work.Purpose, words.GetValue(urgency), words.GetValue(hand), words.GetValue(about) is { Length: > 0 } items ? items : null, words.GetValue(inform)),
                node.Clock.GetCurrentInstant(), cancel), json));
    }

    /// <summary>The options by which an answer names its records.</summary>
    private sealed class Rests
    {
        public Argument<string> Thread { get; } = DeskVerb.Number("REQUEST", "Number of the request.");
        public Option<string[]> Records { get; } = new("--record") { Description = "Own record that the answer rests on; may be given several times.", HelpName = "RECORD", Required = true };
        public Option<string?> Rules { get; } = new("--rules") { Description = "Name of a rule set that says which fields leave.", HelpName = "NAME" };
        public Option<string?> Why { get; } = new("--why") { Description = "Why it is needed; a derogation asks for it.", HelpName = "TEXT" };

        public AnswerOrder In(ParseResult words) => new(DeskVerb.IdOf(words.GetValue(Thread)), [.. words.GetValue(Records)!.Select(DeskVerb.IdOf)], words.GetValue(Rules), words.GetValue(Why));
    }

    public static Command Draft()
    {
        var rests = new Rests();
        var language = new Option<string?>("--language") { Description = "en, fr or ar; else the partner's.", HelpName = "CODE" };
        language.AcceptOnlyFromAmong([.. AnswerDraft.Languages]);
        return NodeOptions.On(new("draft", "Draft an answer from own records: a sentence for each field that may leave, and the list of what stays with the reason. Nothing is sent. Exit code 1: nothing may leave. Example: palermo desk draft REQUEST --record RECORD --as ibrahim --data demo/niger > answer.txt") { rests.Thread, rests.Records, rests.Rules, rests.Why, language },
            Purpose.Investigation, async (words, node, session, json, cancel) =>
            {
                var outcome = await new SharingDesks(node).Answers.DraftAsync(session, rests.In(words), node.Clock.GetCurrentInstant(), cancel);
                if (!outcome.TryGet(out var draft)) return NodeOptions.Refuse(outcome.Refusals);
                var document = AnswerDocument.Of(draft, words.GetValue(language));
                if (json) DeskVerb.WriteJson(document);
                else
                {
                    // The text alone on standard output, so that it can be edited in a file; what stays is said beside it.
                    if (document.Text.Length > 0) Console.WriteLine(document.Text);
                    TellWhatStays(document);
                }
                return document.Text.Length > 0 ? 0 : 1;
            });
    }

    private static void TellWhatStays(AnswerDocument document)
    {
        foreach (var source in document.Records)
        {
            foreach (var refusal in source.Refusals) Node.Cli.Answer.Progress($"stays: {source.Kind} {source.Record}: {refusal.Message}{(refusal.Source is { } law ? $" ({law})" : "")}");
            foreach (var field in source.Fields.Where(f => !f.Leaves)) Node.Cli.Answer.Progress($"stays: {field.Field}{(field.Statement is { } number ? $" #{number}" : "")} of {source.Record}: {string.Join(" ", field.Reasons.Select(r => r.Message))}");
        }
    }

    public static Command Answer()
    {
        var rests = new Rests();
        var text = new Option<FileInfo>("--words-file") { Description = "File with the answer, such as 'draft' wrote it and a person edited it.", HelpName = "FILE", Required = true };
        var partial = new Option<bool>("--partial") { Description = "More will follow: a partial answer." };
        var send = new Option<bool>("--send") { Description = "Send it, with a copy of each record. Without it the answer is checked and nothing leaves." };
        return NodeOptions.On(new("answer", "Answer a request from own records: the words, and a copy of each record that they rest on. Words that say what is kept back are refused. Exit code 1: it may not leave. Example: palermo desk answer REQUEST --record RECORD --words-file answer.txt --send --as ibrahim --data demo/niger") { rests.Thread, rests.Records, rests.Rules, rests.Why, text, partial, send },
            Purpose.Investigation, async (words, node, session, json, cancel) =>
            {
                var file = words.GetValue(text)!;
                if (!file.Exists) throw new CliProblem($"{file}: there is no such file.");
                if (file.Length > 100_000) throw new CliProblem($"{file}: an answer has at most 10000 characters.");
                var answer = (await File.ReadAllTextAsync(file.FullName, cancel)).Trim();
                var (desks, now, order) = (new SharingDesks(node), node.Clock.GetCurrentInstant(), rests.In(words));
                var outcome = await desks.Answers.DraftAsync(session, order, now, cancel);
                if (!outcome.TryGet(out var draft)) return NodeOptions.Refuse(outcome.Refusals);
                var document = AnswerDocument.Of(draft, null);
                if (!words.GetValue(send))
                {
                    Refusal[] against = [.. draft.Sources.SelectMany(s => s.Preview.Refusals), .. draft.Betrayals(answer, FieldText.Of), .. await desks.Requests.CheckAsync(session, draft.Partner.Node, draft.Thread.Purpose, [("words", answer)], now, cancel)];
                    if (json) DeskVerb.WriteJson(new { leaves = against.Length == 0, refused = against, records = document.Records });
                    else
                    {
                        TellWhatStays(document);
                        foreach (var refusal in against.Distinct()) Console.WriteLine($"refused: {refusal.Message}");
                        if (against.Length == 0) Console.WriteLine($"nothing stands in the way; --send sends {draft.Sources.Count} records and {answer.Length} characters to {draft.Partner.Node}");
                    }
                    return against.Length == 0 ? 0 : 1;
                }
                var seen = draft.Sources.Where(s => s.Leaves).ToDictionary(s => s.Record.Id, s => s.Preview.Sha256);
                var sent = await desks.Answers.SendAsync(session, order, words.GetValue(partial) ? ThreadMove.PartialAnswer : ThreadMove.FinalAnswer, answer, seen, FieldText.Of, now, cancel);
                if (sent.Done) return DeskVerb.Done(sent, json);
                NodeOptions.Refuse(sent.Refusals);
                return 1;
            });
    }

    public static Command Move()
    {
        var thread = DeskVerb.Number("REQUEST", "Number of the request.");
        var move = new Argument<ThreadMove>("MOVE") { Description = "acknowledge, ask, reply, partialAnswer, finalAnswer, refuse, feedback or withdraw." };
        var text = new Option<string?>("--words") { Description = "What is said with it.", HelpName = "TEXT" };
        var useful = new Option<Usefulness?>("--useful") { Description = "With feedback: used, useful, knownBefore or ofNoUse." };
        return NodeOptions.On(new("move", "Make a move in a request thread. Example: palermo desk move REQUEST acknowledge --as ibrahim --data demo/niger") { thread, move, text, useful }, Purpose.Investigation, async (words, node, session, json, cancel) =>
            DeskVerb.Done(await new SharingDesks(node).Requests.MoveAsync(session, DeskVerb.IdOf(words.GetValue(thread)), words.GetValue(move), words.GetValue(text) ?? "", node.Clock.GetCurrentInstant(), words.GetValue(useful), cancel), json));
    }

    public static Command Send()
    {
        var thread = DeskVerb.Number("REQUEST", "Number of a request that waits for a second person.");
        return NodeOptions.On(new("send", "Send a request that waits for a second person. Never by who wrote it.") { thread }, Purpose.Investigation, async (words, node, session, json, cancel) =>
            DeskVerb.Done(await new SharingDesks(node).Requests.ApproveAsync(session, DeskVerb.IdOf(words.GetValue(thread)), node.Clock.GetCurrentInstant(), cancel), json));
    }
}
