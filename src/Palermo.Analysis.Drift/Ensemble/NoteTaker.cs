using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>The cloud at one moment of the run.</summary>
/// <param name="Time">The moment.</param>
/// <param name="Cloud">Mean and spread of the members that have started, stranded ones included.</param>
/// <param name="Started">Members that have started.</param>
/// <param name="Stranded">Of them, stranded.</param>
/// <param name="LeftForcing">Of them, stopped where there was no wind or current.</param>
public sealed record DriftNote(DateTimeOffset Time, CloudStatistics? Cloud, int Started, int Stranded, int LeftForcing);

/// <summary>Notes mean and spread on the way, in an order of summation that does not depend on threads.</summary>
internal sealed class NoteTaker(DriftSetup setup, Members m, Cohort[] cohorts, Cohort[] blocks)
{
    private readonly Part[] parts = new Part[blocks.Length];
    private readonly double weightSum = setup.Hypotheses.Sum(h => h.Weight);

    public List<DriftNote> Notes { get; } = [];

    /// <summary>Places of all members at each note, when they are kept.</summary>
    public List<KeptPlaces> Tracks { get; } = [];

    /// <summary>Where the members were at the last note.</summary>
    public GeoBox Box { get; private set; }

    public void Take(double elapsed, DateTimeOffset time, ParallelOptions options)
    {
        var (lon0, lat0) = (m.Longitude[0], m.Latitude[0]);
        var isNote = elapsed == 0 || Math.Abs(elapsed / setup.NoteEvery.TotalSeconds - Math.Round(elapsed / setup.NoteEvery.TotalSeconds)) < 1e-6
            || elapsed >= setup.Duration.TotalSeconds - 1e-6;
        Parallel.For(0, blocks.Length, options, b => parts[b] = Sum(blocks[b], elapsed, lon0, lat0));
        var all = parts[0];
        for (var b = 1; b < parts.Length; b++) all = all.With(parts[b]);
        Box = all.Box;
        if (!isNote) return;
        var cloud = all.Weight > 0 ? CloudStatistics.From(lon0, lat0, all.Weight, all.X, all.Y, all.XX, all.XY, all.YY) : null;
        Notes.Add(new DriftNote(time, cloud, all.Started, all.Stranded, all.Left));
        if (setup.KeepTracks) Tracks.Add(Keep(options));
    }

    private KeptPlaces Keep(ParallelOptions options)
    {
        var kept = new KeptPlaces(Box, setup.Members);
        var offsets = new int[blocks.Length];
        for (var b = 1; b < blocks.Length; b++) offsets[b] = offsets[b - 1] + blocks[b - 1].Count;
        Parallel.For(0, blocks.Length, options, b =>
        {
            for (var n = 0; n < blocks[b].Count; n++)
            {
                var i = blocks[b].First + n;
                kept.Keep(offsets[b] + n, m.Longitude[i], m.Latitude[i]);
            }
        });
        return kept;
    }

    private Part Sum(Cohort block, double elapsed, double lon0, double lat0)
    {
        var cohort = Array.Find(cohorts, c => ReferenceEquals(c.Hypothesis, block.Hypothesis) && block.First >= c.First && block.First < c.First + c.Count)!;
        var weight = block.Hypothesis.Weight / weightSum / cohort.Count;
        var part = new Part { Box = new GeoBox(90, double.MaxValue, -90, double.MinValue) };
        double south = 90, north = -90, west = double.MaxValue, east = double.MinValue;
        for (var n = 0; n < block.Count; n++)
        {
            var i = block.First + n;
            var (lon, lat) = (m.Longitude[i], m.Latitude[i]);
            (south, north, west, east) = (Math.Min(south, lat), Math.Max(north, lat), Math.Min(west, lon), Math.Max(east, lon));
            var state = m.State[i];
            if (state == MemberState.Adrift && m.Release[i] > elapsed) continue;
            part.Started++;
            if (state == MemberState.Stranded) part.Stranded++;
            else if (state == MemberState.LeftForcing) part.Left++;
            var (x, y) = (lon - lon0, lat - lat0);
            part.Weight += weight;
            part.X += weight * x;
            part.Y += weight * y;
            part.XX += weight * x * x;
            part.XY += weight * x * y;
            part.YY += weight * y * y;
        }

        part.Box = new GeoBox(south, west, north, east);
        return part;
    }

    private struct Part
    {
        public int Started, Stranded, Left;
        public double Weight, X, Y, XX, XY, YY;
        public GeoBox Box;

        public readonly Part With(in Part o) => new()
        {
            Started = Started + o.Started, Stranded = Stranded + o.Stranded, Left = Left + o.Left,
            Weight = Weight + o.Weight, X = X + o.X, Y = Y + o.Y, XX = XX + o.XX, XY = XY + o.XY, YY = YY + o.YY,
            Box = Box.With(o.Box),
        };
    }
}
