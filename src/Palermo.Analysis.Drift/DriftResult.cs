using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Where every member is at the end of a run, and what the run was made of.</summary>
public sealed class DriftResult
{
    private DriftResult(int count)
    {
        Longitude = new double[count];
        Latitude = new double[count];
        Weight = new double[count];
        State = new MemberState[count];
        Hypothesis = new int[count];
        EndedAt = new float[count];
        Right = new bool[count];
    }

    public int Count => Longitude.Length;

    /// <summary>Degrees east. Continuous over the date line: may lie beyond 180.</summary>
    public double[] Longitude { get; }

    /// <summary>Degrees north.</summary>
    public double[] Latitude { get; }

    /// <summary>Probability of each member; they sum to 1.</summary>
    public double[] Weight { get; }

    public MemberState[] State { get; }

    /// <summary>Which hypothesis each member stands for.</summary>
    public int[] Hypothesis { get; }

    /// <summary>Seconds from the start of the run until the member stranded or left the forcing; 0 when adrift.</summary>
    public float[] EndedAt { get; }

    /// <summary>On the right branch of its class at the end.</summary>
    public bool[] Right { get; }

    /// <summary>The cloud on the way, first and last moment included.</summary>
    public required IReadOnlyList<DriftNote> Notes { get; init; }

    /// <summary>Places of all members at each note; empty unless kept.</summary>
    public required IReadOnlyList<KeptPlaces> Tracks { get; init; }

    public required DriftSetup Setup { get; init; }

    /// <summary>Time that the run took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The last note.</summary>
    public DriftNote Last => Notes[^1];

    /// <summary>What the answer rests on and what it leaves out, in sentences for the one who decides.</summary>
    public IReadOnlyList<string> Assumptions => DriftAssumptions.Of(this);

    internal static DriftResult From(DriftSetup setup, Members m, Cohort[] cohorts, NoteTaker notes, TimeSpan elapsed)
    {
        var result = new DriftResult(cohorts.Sum(c => c.Count)) { Notes = notes.Notes, Tracks = notes.Tracks, Setup = setup, Elapsed = elapsed };
        var weightSum = setup.Hypotheses.Sum(h => h.Weight);
        var at = 0;
        for (var k = 0; k < cohorts.Length; k++)
        {
            var c = cohorts[k];
            m.Longitude.AsSpan(c.First, c.Count).CopyTo(result.Longitude.AsSpan(at));
            m.Latitude.AsSpan(c.First, c.Count).CopyTo(result.Latitude.AsSpan(at));
            m.State.AsSpan(c.First, c.Count).CopyTo(result.State.AsSpan(at));
            m.EndedAt.AsSpan(c.First, c.Count).CopyTo(result.EndedAt.AsSpan(at));
            m.Right.AsSpan(c.First, c.Count).CopyTo(result.Right.AsSpan(at));
            result.Weight.AsSpan(at, c.Count).Fill(c.Hypothesis.Weight / weightSum / c.Count);
            result.Hypothesis.AsSpan(at, c.Count).Fill(k);
            at += c.Count;
        }

        return result;
    }

    /// <summary>Mean and spread of the members of one hypothesis at the end.</summary>
    public CloudStatistics OfHypothesis(int hypothesis)
    {
        var first = Array.IndexOf(Hypothesis, hypothesis);
        var count = Array.LastIndexOf(Hypothesis, hypothesis) - first + 1;
        return CloudStatistics.Of(Longitude.AsSpan(first, count), Latitude.AsSpan(first, count));
    }
}
