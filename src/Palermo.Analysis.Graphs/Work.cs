namespace Palermo.Analysis.Graphs;

/// <summary>Shares numbered pieces of work among threads; which thread does which piece never changes a result.</summary>
internal static class Work
{
    /// <summary>The number of threads to use: what was asked for, or one for each processor.</summary>
    public static int Threads(int? wanted)
    {
        if (wanted is < 1) throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "use 1 thread or more");
        return wanted ?? Environment.ProcessorCount;
    }

    /// <summary>Runs every piece once. Each thread has a workspace of its own, made when it starts.</summary>
    /// <remarks>Pieces must write to places of their own; sums over pieces are taken afterwards, in the order of the pieces.</remarks>
    public static void InParallel<T>(int pieces, int threads, Func<T> workspace, Action<int, T> run)
    {
        if (threads <= 1 || pieces <= 1)
        {
            if (pieces == 0) return;
            var own = workspace();
            for (var piece = 0; piece < pieces; piece++) run(piece, own);
            return;
        }
        var next = -1;
        Parallel.For(0, Math.Min(threads, pieces), new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            var own = workspace();
            int piece;
            while ((piece = Interlocked.Increment(ref next)) < pieces) run(piece, own);
        });
    }
}
