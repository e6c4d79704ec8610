using System.CommandLine;
using System.Diagnostics;
using Palermo.Analysis.PrivateSets;

namespace Palermo.Node.Cli.Sets;

/// <summary><c>palermo sets intersect</c>: both sides in one process, for trial and for measuring.</summary>
internal static class IntersectVerb
{
    public static Command Create()
    {
        var asker = new Argument<string>("A") { Description = "The asker's list: one identifier or name a line, UTF-8, plain or gzip." };
        var holder = new Argument<string>("B") { Description = "The holder's list." };
        var output = new Option<string?>("--out") { Description = "Write the common lines to a file, one a line." };
        var shared = new SetsOptions();
        var verb = new Command("intersect",
            "Plays both sides in one process, for trial: what A would learn of B, the time, and the bytes each way.\n\n"
            + "Example:  palermo sets intersect our-phones.txt their-phones.txt --json\n"
            + "          palermo sets intersect people-a.txt people-b.txt --names")
        {
            asker, holder, shared.Names, shared.BirthYear, shared.CountOnly, shared.Domain, shared.PadTo, output, shared.Json,
        };
        verb.SetAction(result => Run(result, result.GetRequiredValue(asker), result.GetRequiredValue(holder), result.GetValue(output), shared));
        return verb;
    }

    private static int Run(ParseResult result, string askerPath, string holderPath, string? output, SetsOptions shared)
    {
        var clock = Stopwatch.StartNew();
        var (a, b) = (SetList.Read(askerPath, shared.Form(result)), SetList.Read(holderPath, shared.Form(result)));
        var load = Lap(clock);
        var terms = SetsOptions.Guard("--domain", () => Terms(result, shared));
        var keys = a.ToKeySet();
        using var asking = SetsOptions.Guard(askerPath, () => AskerSet.Prepare(keys, terms, RunSecret.Fresh(), shared.Preparation(result, "asker")));
        var prepareAsker = Lap(clock);
        using var holding = SetsOptions.Guard(holderPath, () => HolderSet.Prepare(b.AllKeys(), terms.Domain, RunSecret.Fresh(), shared.Preparation(result, "holder")));
        var prepareHolder = Lap(clock);

        var (query, answer) = (new MemoryStream(), new MemoryStream());
        asking.WriteQuery(query);
        query.Position = 0;
        holding.Answer(query, answer);
        var answering = Lap(clock);
        answer.Position = 0;
        var matches = asking.ReadAnswer(answer);
        var opening = Lap(clock);

        var learnt = Learnt.From(matches, a);
        if (output is not null)
            SetsOptions.Guard(output, () =>
            {
                File.WriteAllLines(output, learnt.Elements ?? throw new ArgumentException("In count-only mode there are no lines to write; leave out --out."));
                return 0;
            });
        var document = new
        {
            learnt.Mode, learnt.Size, learnt.KeysInCommon, learnt.Elements, learnt.Matches,
            Asker = new SideCount(a.Lines.Count, a.WithoutKey, keys.Keys.Count, asking.PaddedSize),
            Holder = new SideCount(b.Lines.Count, b.WithoutKey, b.AllKeys().Distinct().Count(), holding.PaddedSize),
            Seconds = new
            {
                Load = load, PrepareAsker = prepareAsker, PrepareHolder = prepareHolder, Answer = answering, Open = opening,
                WithSetsPrepared = answering + opening, Whole = prepareAsker + prepareHolder + answering + opening,
            },
            Bytes = new { AskerToHolder = query.Length, HolderToAsker = answer.Length },
        };
        if (result.GetValue(shared.Json))
        {
            Answer.WriteJson(document);
            return 0;
        }
        learnt.Print(listed: 20);
        Console.WriteLine($"{document.Seconds.WithSetsPrepared:0.000} s with both sets prepared beforehand; preparing took {prepareAsker:0.000} s and {prepareHolder:0.000} s");
        Console.WriteLine($"{query.Length:N0} bytes asked, {answer.Length:N0} bytes answered; seen sizes {asking.PaddedSize:N0} and {holding.PaddedSize:N0}");
        return 0;
    }

    private static QueryTerms Terms(ParseResult result, SetsOptions shared)
    {
        var domain = result.GetRequiredValue(shared.Domain);
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        return QueryTerms.Fresh(shared.Mode(result), domain, "trial", "A", "B");
    }

    private static double Lap(Stopwatch clock)
    {
        var seconds = clock.Elapsed.TotalSeconds;
        clock.Restart();
        return Math.Round(seconds, 6);
    }
}
