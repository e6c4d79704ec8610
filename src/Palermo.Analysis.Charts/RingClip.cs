namespace Palermo.Analysis.Charts;

/// <summary>Cuts rings at a rectangle, so that a continent around a small map does not fill the file.</summary>
/// <remarks>Sutherland and Hodgman (1974), "Reentrant polygon clipping", CACM 17(1). Parts may stay joined along the edge, outside of view.</remarks>
internal static class RingClip
{
    public static Spot[] Clip(Spot[] ring, Box box)
    {
        var result = ring.ToList();
        result = Side(result, s => s.X >= box.X, (a, b) => AtX(a, b, box.X));
        result = Side(result, s => s.X <= box.Right, (a, b) => AtX(a, b, box.Right));
        result = Side(result, s => s.Y >= box.Y, (a, b) => AtY(a, b, box.Y));
        result = Side(result, s => s.Y <= box.Bottom, (a, b) => AtY(a, b, box.Bottom));
        return [.. result];
    }

    private static List<Spot> Side(List<Spot> ring, Func<Spot, bool> inside, Func<Spot, Spot, Spot> cross)
    {
        var kept = new List<Spot>(ring.Count);
        for (var i = 0; i < ring.Count; i++)
        {
            var (from, to) = (ring[(i + ring.Count - 1) % ring.Count], ring[i]);
            if (inside(from) != inside(to)) kept.Add(cross(from, to));
            if (inside(to)) kept.Add(to);
        }
        return kept;
    }

    private static Spot AtX(Spot a, Spot b, double x) => new(x, a.Y + (b.Y - a.Y) * (x - a.X) / (b.X - a.X));

    private static Spot AtY(Spot a, Spot b, double y) => new(a.X + (b.X - a.X) * (y - a.Y) / (b.Y - a.Y), y);
}
