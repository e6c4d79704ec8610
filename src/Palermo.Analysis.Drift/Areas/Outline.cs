namespace Palermo.Analysis.Drift;

/// <summary>Outlines of sets of cells and of sets of points.</summary>
public static class Outline
{
    /// <summary>
    /// Polygons around the marked cells: outer rings against the clock, holes with it (RFC 7946), rings closed, cells that touch in a
    /// corner only kept apart. An area over the date line is cut there.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<(double Lon, double Lat)[]>> Of(ProbabilityGrid map, bool[] cells)
    {
        var cut = (int)Math.Round((180 - map.West) / map.CellWidth);
        if (cut <= 0 || cut >= map.Columns) return Part(map, cells, 0, map.Columns, cut <= 0 ? -360 : 0);
        return [.. Part(map, cells, 0, cut, 0), .. Part(map, cells, cut, map.Columns, -360)];
    }

    /// <summary>The smallest convex polygon around points, against the clock and closed (monotone chain, A. M. Andrew 1979).</summary>
    public static (double Lon, double Lat)[] Hull(ReadOnlySpan<double> longitudes, ReadOnlySpan<double> latitudes)
    {
        var points = new (double X, double Y)[longitudes.Length];
        for (var i = 0; i < points.Length; i++) points[i] = (longitudes[i], latitudes[i]);
        Array.Sort(points);
        if (points.Length < 3) return [.. points, .. points.Take(1)];
        var hull = new (double X, double Y)[2 * points.Length];
        var n = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            var floor = pass == 0 ? 2 : n + 1;
            foreach (var p in pass == 0 ? points : Enumerable.Reverse(points))
            {
                while (n >= floor && Cross(hull[n - 2], hull[n - 1], p) <= 0) n--;
                if (n == 0 || hull[n - 1] != p) hull[n++] = p;
            }
        }

        return hull[..n];
    }

    private static double Cross((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) =>
        (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);

    private static List<IReadOnlyList<(double Lon, double Lat)[]>> Part(ProbabilityGrid map, bool[] cells, int from, int to, double turn)
    {
        bool In(int c, int r) => c >= from && c < to && r >= 0 && r < map.Rows && cells[r * map.Columns + c];
        // Edges between a marked and an unmarked cell, the marked one on the left; by their first corner.
        var edges = new Dictionary<(int X, int Y), List<(int X, int Y)>>();
        void Edge(int x0, int y0, int x1, int y1)
        {
            if (!edges.TryGetValue((x0, y0), out var out0)) edges[(x0, y0)] = out0 = new List<(int, int)>(2);
            out0.Add((x1, y1));
        }

        for (var r = 0; r < map.Rows; r++)
            for (var c = from; c < to; c++)
            {
                if (!In(c, r)) continue;
                if (!In(c, r - 1)) Edge(c, r, c + 1, r);
                if (!In(c + 1, r)) Edge(c + 1, r, c + 1, r + 1);
                if (!In(c, r + 1)) Edge(c + 1, r + 1, c, r + 1);
                if (!In(c - 1, r)) Edge(c, r + 1, c, r);
            }

        var outers = new List<(List<(int X, int Y)> Ring, List<(double, double)[]> Rings)>();
        var holes = new List<List<(int X, int Y)>>();
        foreach (var start in edges.Keys.Order().ToArray())
        {
            while (edges[start].Count > 0)
            {
                var ring = Ring(edges, start);
                if (Area(ring) > 0) outers.Add((ring, []));
                else holes.Add(ring);
            }
        }

        (double, double)[] Places(List<(int X, int Y)> ring) =>
            [.. ring.Select(p => (map.West + p.X * map.CellWidth + turn, map.South + p.Y * map.CellHeight))];
        foreach (var (ring, rings) in outers) rings.Add(Places(ring));
        foreach (var hole in holes)
        {
            // The cell beside the first edge of a hole lies in the polygon that has the hole; the smallest that holds it owns it.
            var (x, y) = InsideCell(hole);
            outers.Where(o => Contains(o.Ring, x, y)).MinBy(o => Area(o.Ring)).Rings.Add(Places(hole));
        }

        return [.. outers.Select(o => (IReadOnlyList<(double, double)[]>)o.Rings)];
    }

    private static List<(int X, int Y)> Ring(Dictionary<(int X, int Y), List<(int X, int Y)>> edges, (int X, int Y) start)
    {
        var ring = new List<(int X, int Y)> { start };
        var (at, came) = (start, (X: 0, Y: 0));
        do
        {
            var next = edges[at];
            // Where two cells touch in a corner there are two ways on: the left one stays with the same cell.
            var pick = 0;
            if (next.Count > 1 && came != (0, 0))
                pick = next.FindIndex(n => came.X * (n.Y - at.Y) - came.Y * (n.X - at.X) > 0);
            var to = next[pick];
            next.RemoveAt(pick);
            var step = (to.X - at.X, to.Y - at.Y);
            if (step == came) ring[^1] = to;
            else ring.Add(to);
            (at, came) = (to, step);
        }
        while (at != start);
        return ring;
    }

    private static long Area(List<(int X, int Y)> ring)
    {
        long twice = 0;
        for (var i = 0; i + 1 < ring.Count; i++) twice += (long)ring[i].X * ring[i + 1].Y - (long)ring[i + 1].X * ring[i].Y;
        return twice / 2;
    }

    private static (double X, double Y) InsideCell(List<(int X, int Y)> hole)
    {
        var (a, b) = (hole[0], hole[1]);
        var length = Math.Max(Math.Abs(b.X - a.X), Math.Abs(b.Y - a.Y));
        double dx = (b.X - a.X) / (double)length, dy = (b.Y - a.Y) / (double)length;
        return (a.X + .5 * dx - .5 * dy, a.Y + .5 * dy + .5 * dx);
    }

    private static bool Contains(List<(int X, int Y)> ring, double x, double y)
    {
        var inside = false;
        for (var i = 0; i + 1 < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[i + 1]);
            if (a.Y > y != b.Y > y && x < a.X + (y - a.Y) / (b.Y - a.Y) * (b.X - a.X)) inside = !inside;
        }

        return inside;
    }
}
