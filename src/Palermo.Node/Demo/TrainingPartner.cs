using NodaTime;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The node with which a person learns to ask and answer: it acknowledges, asks back, answers, and says of everything that it is made up.</summary>
internal sealed class TrainingPartner(OpenedNode node, ILogger<TrainingPartner> log) : BackgroundService
{
    /// <summary>Name of the node; a node of that name answers by itself only where everything is synthetic.</summary>
    public const string Node = "training";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>A person would take a while: long enough to see each state, short enough to wait for it.</summary>
    private static readonly Duration Pace = Duration.FromSeconds(4);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var news = new PartnerNews(node);
        var busy = true;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // After news it looks until it has nothing more to say.
                if (await news.ThereIsAsync(stopping) || busy) busy = await RunAsync(node, node.Clock.GetCurrentInstant(), stopping) > 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { return; }
            catch (Exception fault) { log.LogError(fault, "the training partner stumbled; it tries again"); }
            await Task.Delay(Look, node.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Makes the next move in every thread that waits for one.</summary>
    /// <returns>How many threads wait for it, now or soon.</returns>
    public static async Task<int> RunAsync(OpenedNode node, Instant now, CancellationToken cancel)
    {
        var session = new Session(new("trainer", "Training partner", node.Settings.Name, node.Settings.Organisation, [Role.LiaisonOfficer.Name]), new(Purpose.Cooperation, "training"), Kernel.Channel.Job);
        var desks = new SharingDesks(node);
        List<RecordView> threads = [];
        await foreach (var view in node.Store.Records.ScanAsync(session, new(RequestKind.Kind.Name), cancel: cancel)) threads.Add(view);
        var waiting = 0;
        foreach (var view in threads)
        {
            var thread = view.As<RequestThread>();
            if (thread.Answerer != node.Settings.Name || thread.Closed || thread.Entries.Count == 0 || Next(thread) is not { } next) continue;
            waiting++;
            if (now - thread.Entries[^1].At >= Pace) await desks.Requests.MoveAsync(session, view.Id, next.Move, next.Words, now, next.Useful, cancel);
        }
        return waiting;
    }

    /// <summary>What it says next; null when it is the other side's turn.</summary>
    internal static (ThreadMove Move, string Words, Usefulness? Useful)? Next(RequestThread thread)
    {
        var last = thread.Entries[^1];
        if (thread.Information)
            return last.Move == ThreadMove.Inform ? (ThreadMove.Acknowledge, "", null) : last.Move == ThreadMove.Acknowledge ? (ThreadMove.Feedback, Marked("Thank you. A real partner would say what it was good for."), Usefulness.Useful) : null;
        return last.Move switch
        {
            ThreadMove.Request => (ThreadMove.Acknowledge, "", null),
            // Who gives nothing to look for is asked back once, to learn how a question stops the clock.
            ThreadMove.Acknowledge when thread.About is not { Count: > 0 } && thread.Entries.All(e => e.Move != ThreadMove.Ask) => (ThreadMove.Ask, Marked("Which number, plate or document do you mean?"), null),
            ThreadMove.Acknowledge or ThreadMove.Reply => (ThreadMove.PartialAnswer, Marked("We are looking. A first register gave nothing."), null),
            ThreadMove.PartialAnswer => (ThreadMove.FinalAnswer, Marked(Found(thread)), null),
            _ => null,
        };
    }

    /// <summary>The same question has the same answer: every second subject is known.</summary>
    private static string Found(RequestThread thread) => thread.Subject.Sum(c => c) % 2 == 0
        ? "Known: seen twice last month, in company of a driver. The case owner here is informed."
        : "Not known here.";

    private static string Marked(string words) => "[TRAINING, made up by a machine] " + words;
}
