using Palermo.Analysis.Drift;
using Palermo.Analysis.Geo;

namespace Palermo.Node.Cli.Drift;

/// <summary>Turns the words of a scenario into a setup of the library, and opens the files it names.</summary>
internal sealed class ScenarioReader : IDisposable
{
    private readonly string path, folder;
    private readonly Dictionary<string, NetCdfFile> files = [];
    private readonly LeewayTable table;

    private ScenarioReader(string path)
    {
        this.path = path;
        folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Scenario = Words.Read<DriftScenario>(path);
        table = Scenario.LeewayTable is { } own ? LeewayTable.Parse(ReadLines(own), own) : LeewayTable.Standard;
        Setup = Build();
    }

    public DriftScenario Scenario { get; }

    public DriftSetup Setup { get; private set; }

    public static ScenarioReader Open(string path)
    {
        try
        {
            return new ScenarioReader(path);
        }
        catch (DriftProblem problem)
        {
            throw new CliProblem($"{path}: {problem.Message}");
        }
    }

    public void Dispose()
    {
        foreach (var file in files.Values) file.Dispose();
    }

    private DriftSetup Build()
    {
        var s = Scenario;
        if (s.DurationHours is not { } hours) throw Wrong("durationHours", "is missing; give the hours to drift, such as 24");
        if (!(hours > 0 && hours <= 24 * 366)) throw Wrong("durationHours", $"{hours} is not above 0 and at most 8784");
        if (!(s.StepMinutes > 0 && s.StepMinutes <= 1440)) throw Wrong("stepMinutes", $"{s.StepMinutes} is not above 0 and at most 1440");
        if (!(s.NoteEveryHours > 0 && s.NoteEveryHours <= 8784)) throw Wrong("noteEveryHours", $"{s.NoteEveryHours} is not above 0");
        if (s.Forcing is null) throw Wrong("forcing", "is missing; give wind and current, each a constant or the path of a NetCDF file");
        var hypotheses = Hypotheses();
        return new DriftSetup
        {
            Hypotheses = hypotheses,
            Wind = Flow(s.Forcing.Wind, "forcing.wind", file => CfFlow.Wind(file.Item1, file.Item2), windWords: true),
            Current = Flow(s.Forcing.Current, "forcing.current", file => CfFlow.Current(file.Item1, file.Item2), windWords: false),
            Duration = TimeSpan.FromHours(hours) + Ahead(hypotheses),
            Step = TimeSpan.FromMinutes(s.StepMinutes),
            Members = s.Particles,
            Seed = s.Seed,
            Backward = s.Backward,
            Integrator = One(s.Integrator, "integrator", Integrator.Euler),
            JibesPerHour = s.JibesPerHour,
            Jibing = One(s.Jibing, "jibing", JibeMode.OtherBranch),
            TurningWind = One(s.TurningWind, "turningWind", TurningWind.Renewed),
            Capsizing = s.Capsizing is { } c ? new Capsizing(c.MidWind, c.WidthWind, c.LeewayFactor) : null,
            Uncertainty = Unsure(s.Uncertainty),
            Coast = Coast(s.Coast),
            NoteEvery = TimeSpan.FromHours(Math.Max(s.NoteEveryHours, s.StepMinutes / 60)),
            Threads = s.Threads,
        };
    }

    /// <summary>
    /// The hours are counted from the stated start, or else from the first time of the seeding (the last, when backward). The run itself
    /// begins with the first member that may start, which a time window puts earlier.
    /// </summary>
    private TimeSpan Ahead(List<Hypothesis> hypotheses)
    {
        var points = hypotheses.SelectMany(h => h.Seeding.Points).ToArray();
        var window = hypotheses.Max(h => h.Seeding.Window);
        return Scenario.Backward
            ? points.Max(p => p.Time) + window - (Scenario.Start ?? points.Max(p => p.Time))
            : (Scenario.Start ?? points.Min(p => p.Time)) - (points.Min(p => p.Time) - window);
    }

    private List<Hypothesis> Hypotheses()
    {
        var s = Scenario;
        var words = s.Hypotheses ?? [new HypothesisWords()];
        if (words.Count == 0) throw Wrong("hypotheses", "is an empty list; leave it out or give one");
        var made = new List<Hypothesis>();
        for (var i = 0; i < words.Count; i++)
        {
            var w = words[i];
            var where = s.Hypotheses is null ? "" : $"hypotheses[{i}].";
            var seeding = Seeding(w.Seeding ?? s.Seeding ?? throw Wrong(where + "seeding", "is missing; give lat, lon and radiusKm, or a track"), where + "seeding");
            var objects = w.Objects ?? Alone(w.Object) ?? s.Objects ?? Alone(s.Object)
                ?? throw Wrong(where + "object", "is missing; give the key of a leeway class, such as PIW-1 (see: palermo drift objects)");
            if (objects.Count == 0) throw Wrong(where + "objects", "is an empty list");
            var sum = objects.Sum(o => o.Weight);
            foreach (var o in objects)
            {
                var name = w.Name ?? (words.Count == 1 ? null : $"hypothesis {i + 1}");
                made.Add(new Hypothesis(objects.Count > 1 || name is null ? $"{(name is null ? "" : name + ", ")}{o.Key}" : name, w.Weight * o.Weight / sum, table[o.Key], seeding));
            }
        }

        return made;
    }

    private static WeightedObject[]? Alone(string? key) => key is null ? null : [new WeightedObject(key, 1)];

    private Seeding Seeding(SeedingWords w, string where)
    {
        if (w.Track is { } track)
        {
            if (track.Count < 2) throw Wrong(where + ".track", "has fewer than two points; for one point give lat, lon and time");
            return new Seeding([.. track.Select((p, i) => Point(p, $"{where}.track[{i}]", ownTime: true))]) { EvenAlongTrack = w.EvenAlongTrack };
        }

        return new Seeding([Point(w, where, ownTime: false)]) { Window = TimeSpan.FromHours(w.WindowHours) };
    }

    private SeedPoint Point(PointWords w, string where, bool ownTime)
    {
        var (lat, lon) = PositionWords.Read(w.Lat, w.Lon, w.Position, problem => Wrong(where, problem));
        var time = w.Time ?? (ownTime ? null : Scenario.Start) ?? throw Wrong(where + ".time", "is missing; give a time such as 2026-09-01T03:12:00Z, here or as start");
        if (w.RadiusKm is not null && w.RadiusNm is not null) throw Wrong(where, "has both radiusKm and radiusNm; give one");
        return new SeedPoint(lon, lat, time, (w.RadiusKm ?? 0) * 1000 + (w.RadiusNm ?? 0) * Geodesy.MetresPerNauticalMile);
    }

    private IFlow Flow(FlowWords? w, string where, Func<(NetCdfFile, GridFallback), GridFlow> open, bool windWords)
    {
        if (w is null) throw Wrong(where, "is missing; give a constant or the path of a NetCDF file. Nothing is taken as zero unless you say so");
        if (w.File is not { } file) return Constant(w, where, windWords);
        if (w.Speed is not null || w.SpeedKnots is not null || w.East is not null || w.North is not null)
            throw Wrong(where, "has both a file and a constant; to use a constant where the file has no value write it as elsewhere");
        var full = Path.Combine(folder, file);
        if (!files.TryGetValue(full, out var opened)) files[full] = opened = NetCdfFile.Open(full);
        return open((opened, new GridFallback(TimeSpan.FromHours(w.HoldBeforeHours), TimeSpan.FromHours(w.HoldAfterHours),
            w.Elsewhere is { } otherwise ? Constant(otherwise, where + ".elsewhere", windWords) : null)));
    }

    private ConstantFlow Constant(FlowWords w, string where, bool windWords)
    {
        if (w.East is { } east && w.North is { } north) return new ConstantFlow(east, north);
        if (w.East is not null || w.North is not null) throw Wrong(where, "has only one of east and north; give both");
        var speed = w.Speed ?? w.SpeedKnots * Geodesy.MetresPerSecondPerKnot
            ?? throw Wrong(where, "has no value; give speed (m/s) or speedKnots with a direction, or east and north, or file");
        if (speed < 0) throw Wrong(where + ".speed", $"{speed} is below 0");
        if (w.From is { } from && w.Toward is null) return ConstantFlow.From(speed, from);
        if (w.Toward is { } toward && w.From is null) return ConstantFlow.Toward(speed, toward);
        if (speed == 0) return new ConstantFlow(0, 0);
        throw Wrong(where, windWords ? "needs one direction: from (degrees, where the wind comes from) or toward" : "needs one direction: toward (degrees, where the current sets to) or from");
    }

    private DriftUncertainty Unsure(UncertaintyWords? w)
    {
        if (w is null) return new DriftUncertainty();
        if (w.Current > 0 && w.CurrentHours is not > 0) throw Wrong("uncertainty.currentHours", "is missing; say how long an error of the current lasts, such as 6");
        if (w.Wind > 0 && w.WindHours is not > 0) throw Wrong("uncertainty.windHours", "is missing; say how long an error of the wind lasts, such as 6");
        return new DriftUncertainty
        {
            CurrentDeviation = w.Current, CurrentMemory = TimeSpan.FromHours(w.CurrentHours ?? 6),
            WindDeviation = w.Wind, WindMemory = TimeSpan.FromHours(w.WindHours ?? 6), Diffusivity = w.Diffusivity,
        };
    }

    private ICoast? Coast(string coast)
    {
        if (coast == "none") return null;
        if (coast == "natural-earth") return LandMask.World;
        var full = Path.Combine(folder, coast);
        if (!File.Exists(full)) throw Wrong("coast", $"'{coast}' is neither natural-earth nor none nor a file");
        if (!files.TryGetValue(full, out var opened)) files[full] = opened = NetCdfFile.Open(full);
        return CfFlow.Land(opened);
    }

    private T One<T>(string? word, string field, T otherwise) where T : struct, Enum
    {
        if (word is null) return otherwise;
        if (Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value)) return value;
        throw Wrong(field, $"'{word}' is not one of {string.Join(", ", Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName))}");
    }

    private string[] ReadLines(string own)
    {
        var full = Path.Combine(folder, own);
        return File.Exists(full) ? File.ReadAllLines(full) : throw Wrong("leewayTable", $"there is no file '{own}'");
    }

    private CliProblem Wrong(string field, string what) => new($"{path}: {field} {what}");
}
