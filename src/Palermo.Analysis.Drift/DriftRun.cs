using System.Diagnostics;
using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Runs leeway ensembles.</summary>
public static class DriftRun
{
    // What a tile's windows of wind and current may take: they should stay in the second-level cache of a core.
    private const int WindowBytes = 2 << 20;

    private const double FastestDrift = 5;

    /// <summary>Drifts every member from its start to the end of the run.</summary>
    /// <param name="setup">What drifts, in what wind and current, and how.</param>
    /// <param name="progress">Told the share of the run that is done (0 to 1); may be null.</param>
    /// <exception cref="DriftProblem">The setup is wrong, or wind or current do not cover the run.</exception>
    /// <remarks>
    /// Object velocity = current + leeway (Allen and Plourde 1999; Breivik and Allen 2008). Waves are inside the leeway
    /// coefficients and not added again. Cost: members times steps; about 10 to 20 ns each on one core with forcing on
    /// even grids of longitude and latitude, 100 to 200 ns on projected grids. Memory: about 70 bytes a member.
    /// </remarks>
    public static DriftResult Run(DriftSetup setup, Action<double>? progress = null)
    {
        setup.Check();
        var clock = Stopwatch.StartNew();
        var cohorts = Cohort.Lay(setup.Hypotheses, Drawing.Shares([.. setup.Hypotheses.Select(h => h.Weight)], setup.Members));
        var turning = setup.TurningWind == TurningWind.Renewed && setup.Wind is not ConstantFlow;
        var members = new Members(cohorts, turning, setup.Capsizing is not null, setup.Uncertainty);
        var start = setup.Start;
        foreach (var c in cohorts) Drawing.Start(members, setup, c.Hypothesis, c.First, c.Count, start);
        CheckForcing(setup, members, cohorts, start);

        var (current, wind) = (new FlowSampler(setup.Current), new FlowSampler(setup.Wind));
        var kernel = new StepKernel(setup, members, current, wind);
        var blocks = cohorts.SelectMany(Blocks).ToArray();
        var notes = new NoteTaker(setup, members, cohorts, blocks);
        var options = new ParallelOptions { MaxDegreeOfParallelism = setup.Threads > 0 ? setup.Threads : Environment.ProcessorCount };
        var origin = (start - DateTimeOffset.UnixEpoch).TotalSeconds;
        var direction = setup.Backward ? -1 : 1;

        notes.Take(0, start, options);
        foreach (var tile in Tiles(setup, elapsed => (current, wind, notes.Box.Widened(FastestDrift * elapsed))))
        {
            var times = tile.Elapsed.Select(e => origin + direction * e).ToArray();
            var box = notes.Box.Widened(FastestDrift * (tile.Elapsed[^1] - tile.Elapsed[0]));
            current.Prepare(times, box);
            wind.Prepare(times, box);
            Parallel.ForEach(blocks, options, b => kernel.Run(tile, b.Hypothesis.Object, b.First, b.Count));
            var elapsed = tile.Elapsed[^1];
            notes.Take(elapsed, start.AddSeconds(direction * elapsed), options);
            progress?.Invoke(elapsed / setup.Duration.TotalSeconds);
        }

        return DriftResult.From(setup, members, cohorts, notes, clock.Elapsed);
    }

    private static IEnumerable<Cohort> Blocks(Cohort cohort)
    {
        for (var at = 0; at < cohort.Count; at += StepKernel.Block)
            yield return new Cohort(cohort.Hypothesis, cohort.First + at, Math.Min(StepKernel.Block, cohort.Count - at));
    }

    /// <summary>Cuts the run into tiles that end at the notes and whose windows fit the cache.</summary>
    private static IEnumerable<Tile> Tiles(DriftSetup setup, Func<double, (FlowSampler, FlowSampler, GeoBox)> where)
    {
        double duration = setup.Duration.TotalSeconds, dt = setup.Step.TotalSeconds, noteEvery = setup.NoteEvery.TotalSeconds;
        var step = 0;
        for (double elapsed = 0, nextNote = noteEvery; elapsed < duration;)
        {
            var (current, wind, box) = where(noteEvery);
            var cost = (current.Cost(box) + wind.Cost(box)) * sizeof(float);
            var most = cost == 0 ? int.MaxValue : Math.Max(1, WindowBytes / cost);
            var bounds = new List<double> { elapsed };
            while (bounds.Count <= most && elapsed < duration && elapsed < nextNote - 1e-6)
            {
                elapsed = Math.Min(duration, elapsed + dt);
                bounds.Add(elapsed);
            }

            if (elapsed >= nextNote - 1e-6) nextNote += noteEvery;
            yield return new Tile(step, [.. bounds]);
            step += bounds.Count - 1;
        }
    }

    /// <summary>Says before the run what would spoil it: times not covered, or most members without wind or current where they start.</summary>
    private static void CheckForcing(DriftSetup setup, Members m, Cohort[] cohorts, DateTimeOffset start)
    {
        var from = (start - DateTimeOffset.UnixEpoch).TotalSeconds;
        var to = from + (setup.Backward ? -1 : 1) * setup.Duration.TotalSeconds;
        foreach (var (flow, name) in new[] { (setup.Current, "current"), (setup.Wind, "wind") })
        {
            flow.Prepare(to, to);
            flow.Prepare(from, from);
            foreach (var c in cohorts)
            {
                var without = 0;
                for (var i = c.First; i < c.First + c.Count; i++)
                    if (!flow.TryAt(m.Longitude[i], m.Latitude[i], from, out _, out _)) without++;
                if (2 * without > c.Count)
                    throw new DriftProblem(FormattableString.Invariant(
                        $"{name}: no value where the object starts ({without} of {c.Count} members of '{c.Hypothesis.Name}' around {c.Hypothesis.Seeding.Points[0].Latitude:0.###} N {c.Hypothesis.Seeding.Points[0].Longitude:0.###} E); ")
                        + $"source: {flow.Description}. Give a file that covers the place, or state a value to use elsewhere (elsewhere)");
            }
        }
    }
}
