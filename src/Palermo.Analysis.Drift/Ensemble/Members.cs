namespace Palermo.Analysis.Drift;

/// <summary>What has become of a member.</summary>
public enum MemberState : byte
{
    /// <summary>Adrift at the end of the run, or not yet started.</summary>
    Adrift,

    /// <summary>Reached land, and stays there.</summary>
    Stranded,

    /// <summary>Came where wind or current have no value, and was left there.</summary>
    LeftForcing,
}

/// <summary>Members of one hypothesis: a stretch of the arrays that begins at a whole vector.</summary>
internal sealed record Cohort(Hypothesis Hypothesis, int First, int Count)
{
    /// <summary>The places of all cohorts one behind the other, each rounded up to whole vectors.</summary>
    public static Cohort[] Lay(IReadOnlyList<Hypothesis> hypotheses, int[] shares)
    {
        var cohorts = new Cohort[shares.Length];
        for (int k = 0, first = 0; k < shares.Length; k++)
        {
            cohorts[k] = new Cohort(hypotheses[k], first, shares[k]);
            first += (shares[k] + Members.Lanes - 1) / Members.Lanes * Members.Lanes;
        }

        return cohorts;
    }
}

/// <summary>The members of the ensemble, one array for each property; padded so that vectors need no rest.</summary>
/// <remarks>
/// A member's leeway is (slope W + offset) in each direction; its deviations are already inside its four numbers, so
/// the inner loop needs no table. A member that has not started has its release ahead; one that has ended, at infinity.
/// </remarks>
internal sealed class Members
{
    public const int Lanes = 8;

    public Members(IReadOnlyList<Cohort> cohorts, bool turning, bool capsizing, DriftUncertainty uncertainty)
    {
        var padded = (cohorts[^1].First + cohorts[^1].Count + Lanes - 1) / Lanes * Lanes;
        Longitude = new double[padded];
        Latitude = new double[padded];
        Release = new float[padded];
        NextJibe = new float[padded];
        EndedAt = new float[padded];
        State = new MemberState[padded];
        Right = new bool[padded];
        DownSlope = new float[padded];
        DownOffset = new float[padded];
        CrossSlope = new float[padded];
        CrossOffset = new float[padded];
        CrossDraw = new float[padded];
        if (turning) (SweptEast, SweptNorth, LeadEast, LeadNorth) = (new float[padded], new float[padded], new float[padded], new float[padded]);
        if (capsizing) (Hazard, Endurance, Capsized) = (new float[padded], new float[padded], new bool[padded]);
        if (uncertainty.CurrentDeviation > 0) (CurrentErrorEast, CurrentErrorNorth) = (new float[padded], new float[padded]);
        if (uncertainty.WindDeviation > 0) (WindErrorEast, WindErrorNorth) = (new float[padded], new float[padded]);
        // Padding never starts; Drawing.Start gives the members their release.
        Array.Fill(Release, float.PositiveInfinity);
        Array.Fill(NextJibe, float.PositiveInfinity);
    }

    public double[] Longitude { get; }

    public double[] Latitude { get; }

    /// <summary>Seconds from the start of the run to the start of the member; infinity when it has ended.</summary>
    public float[] Release { get; }

    /// <summary>Seconds from the start of the run to the next change of side.</summary>
    public float[] NextJibe { get; }

    public float[] EndedAt { get; }

    public MemberState[] State { get; }

    public bool[] Right { get; }

    public float[] DownSlope { get; }

    public float[] DownOffset { get; }

    public float[] CrossSlope { get; }

    public float[] CrossOffset { get; }

    /// <summary>How extreme the member is across the wind, in standard deviations.</summary>
    public float[] CrossDraw { get; }

    // The two outermost winds, clockwise and counter-clockwise, since the member last drew its deviations.
    public float[]? SweptEast { get; }

    public float[]? SweptNorth { get; }

    public float[]? LeadEast { get; }

    public float[]? LeadNorth { get; }

    public float[]? Hazard { get; }

    public float[]? Endurance { get; }

    public bool[]? Capsized { get; }

    public float[]? CurrentErrorEast { get; }

    public float[]? CurrentErrorNorth { get; }

    public float[]? WindErrorEast { get; }

    public float[]? WindErrorNorth { get; }
}
