using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>All that a drift run depends on. The same setup gives the same result on any number of threads.</summary>
public sealed record DriftSetup
{
    /// <summary>What may be adrift and from where. Several hypotheses share the members by weight.</summary>
    public required IReadOnlyList<Hypothesis> Hypotheses { get; init; }

    public required IFlow Wind { get; init; }

    public required IFlow Current { get; init; }

    /// <summary>How long to run after the earliest start (before the latest, when backward).</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Time step. 600 s suits ensembles; halve it to see that it no longer matters.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>Number of members. 5,000 for a forecast, 500 for a quick look.</summary>
    public int Members { get; init; } = 5000;

    public ulong Seed { get; init; } = 1;

    /// <summary>Runs from where the object was found back to where it may have come from.</summary>
    public bool Backward { get; init; }

    public Integrator Integrator { get; init; } = Integrator.Euler;

    /// <summary>Chance that a member changes to the other side of downwind within an hour. Source: Breivik and Allen (2008).</summary>
    public double JibesPerHour { get; init; } = 0.04;

    public JibeMode Jibing { get; init; } = JibeMode.OtherBranch;

    /// <summary>How the members' own deviations behave when the wind turns.</summary>
    public TurningWind TurningWind { get; init; } = TurningWind.Renewed;

    /// <summary>Null: nothing capsizes.</summary>
    public Capsizing? Capsizing { get; init; }

    public DriftUncertainty Uncertainty { get; init; } = new();

    /// <summary>Where members strand. Null: there is no land.</summary>
    public ICoast? Coast { get; init; }

    /// <summary>How often the mean and spread are noted along the way.</summary>
    public TimeSpan NoteEvery { get; init; } = TimeSpan.FromHours(1);

    /// <summary>True keeps every member's position at each note (4 bytes a member and note).</summary>
    public bool KeepTracks { get; init; }

    /// <summary>Threads to use; 0 means as many as the machine has cores. Changes the time taken, never the result.</summary>
    public int Threads { get; init; }

    internal DateTimeOffset Start => Backward
        ? Hypotheses.Max(h => h.Seeding.Latest)
        : Hypotheses.Min(h => h.Seeding.Earliest);

    internal void Check()
    {
        if (Hypotheses.Count == 0) throw new DriftProblem("give at least one hypothesis: an object and a seeding");
        foreach (var h in Hypotheses)
        {
            if (!(h.Weight > 0 && double.IsFinite(h.Weight))) throw new DriftProblem($"hypothesis {h.Name}: weight {h.Weight} is not above 0");
            h.Seeding.Check();
        }

        if (Members < Hypotheses.Count || Members > 100_000_000)
            throw new DriftProblem($"particles: {Members} is not within {Hypotheses.Count} (one a hypothesis) to 100,000,000");
        if (Step < TimeSpan.FromSeconds(1) || Step > TimeSpan.FromHours(24)) throw new DriftProblem($"step: {Step.TotalSeconds} s is not within 1 s to 24 h");
        if (Duration <= TimeSpan.Zero || Duration > TimeSpan.FromDays(366)) throw new DriftProblem($"duration: {Duration.TotalHours} h is not within 0 to 366 days");
        if (NoteEvery < Step) throw new DriftProblem($"the notes ({NoteEvery.TotalSeconds} s apart) must not be closer than the step ({Step.TotalSeconds} s)");
        if (!(JibesPerHour >= 0 && JibesPerHour < 1)) throw new DriftProblem($"jibing: {JibesPerHour} an hour is not a chance within 0 to 1");
        Uncertainty.Check();
    }
}

/// <summary>How a step is taken.</summary>
public enum Integrator
{
    /// <summary>Velocity at the start of the step. Enough for ensembles at steps of 10 minutes.</summary>
    Euler,

    /// <summary>Mean of the velocities at the start and at the end (second order). For currents on a grid finer than 2 km.</summary>
    Heun,
}

/// <summary>What changes when a member jibes.</summary>
public enum JibeMode
{
    /// <summary>The member takes slope, offset and deviation of the other branch; how extreme it is stays the same.</summary>
    OtherBranch,

    /// <summary>As <see cref="OtherBranch"/>, and its crosswind deviation is drawn anew.</summary>
    OtherBranchRedrawn,

    /// <summary>Only the crosswind slope changes its sign, as in OpenDrift. For comparison.</summary>
    SlopeSign,
}

/// <summary>How the members' own deviations behave when the wind turns.</summary>
public enum TurningWind
{
    /// <summary>
    /// A member draws its deviations and its side anew once the wind has swept more than a right angle since it last did.
    /// Within a right angle, what a member does later never undoes what it did before, and afterwards it is independent of
    /// it: so the expected spread never shrinks by itself.
    /// </summary>
    Renewed,

    /// <summary>
    /// Deviations are held for the whole run, as in Breivik and Allen (2008) and OpenDrift. When the wind turns round, the cloud
    /// contracts to where it began, which is not physical (OpenDrift issue 566). For comparison only.
    /// </summary>
    Held,
}

/// <summary>Capsizing in strong wind.</summary>
/// <param name="MidWind">Wind at which half of the members capsize within an hour (m/s).</param>
/// <param name="WidthWind">Width of the transition (m/s).</param>
/// <param name="LeewayFactor">What is left of the leeway afterwards.</param>
/// <remarks>Hazard an hour: 0.5 + 0.5 tanh((W - mid)/width). Source: OpenDrift, Leeway model, options and defaults.</remarks>
public sealed record Capsizing(double MidWind = 30, double WidthWind = 5, double LeewayFactor = 0.4)
{
    /// <summary>Chance to capsize within an hour at that wind (m/s).</summary>
    public double HazardPerHour(double wind) => 0.5 + 0.5 * Math.Tanh((wind - MidWind) / WidthWind);
}

/// <summary>What is not known about wind and current. All zero by default: an answer says so.</summary>
public sealed record DriftUncertainty
{
    /// <summary>Standard deviation of the error of each component of the current (m/s), one error a member.</summary>
    public double CurrentDeviation { get; init; }

    /// <summary>How long a current error lasts (decorrelation time of a first-order autoregression).</summary>
    public TimeSpan CurrentMemory { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Standard deviation of the error of each component of the wind (m/s), one error a member.</summary>
    public double WindDeviation { get; init; }

    /// <summary>How long a wind error lasts.</summary>
    public TimeSpan WindMemory { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Random walk for what is smaller than the grid (m2/s). The rules of the field suggest 10.</summary>
    public double Diffusivity { get; init; }

    public bool IsNone => CurrentDeviation == 0 && WindDeviation == 0 && Diffusivity == 0;

    internal void Check()
    {
        if (!(CurrentDeviation is >= 0 and <= 5)) throw new DriftProblem($"current error: {CurrentDeviation} m/s is not within 0 to 5");
        if (!(WindDeviation is >= 0 and <= 30)) throw new DriftProblem($"wind error: {WindDeviation} m/s is not within 0 to 30");
        if (!(Diffusivity is >= 0 and <= 10_000)) throw new DriftProblem($"diffusivity: {Diffusivity} m2/s is not within 0 to 10,000");
        if (CurrentMemory <= TimeSpan.Zero || WindMemory <= TimeSpan.Zero) throw new DriftProblem("the memory of an error must be longer than 0");
    }
}
