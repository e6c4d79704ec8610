using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift.Search;

/// <summary>Corners of a search on a plane around its datum: nautical miles east and north.</summary>
/// <remarks>Patterns: IAMSAR Manual, volume II, chapter 5.</remarks>
public static class SearchPattern
{
    private const double Radian = Math.PI / 180;

    /// <summary>Expanding square: legs of 1, 1, 2, 2, 3, 3 ... spacings, each turn 90 degrees to the right. For one good datum.</summary>
    /// <param name="spacingNm">Track spacing S.</param>
    /// <param name="legs">Number of legs (1 or more).</param>
    /// <param name="course">Course of the first leg, degrees.</param>
    public static (double East, double North)[] ExpandingSquare(double spacingNm, int legs, double course = 0)
    {
        CheckLength(spacingNm, nameof(spacingNm));
        CheckLegs(legs);
        return Walk(Enumerable.Range(0, legs).Select(k => ((k / 2 + 1) * spacingNm, course + 90 * k)));
    }

    /// <summary>Sector search: three triangles through the datum, all legs of one radius, all turns 120 degrees to the right.</summary>
    /// <param name="radiusNm">Length of all legs.</param>
    /// <param name="course">Course of the first leg.</param>
    /// <param name="passes">1 or 2; the second pass is turned by 30 degrees.</param>
    public static (double East, double North)[] Sector(double radiusNm, double course = 0, int passes = 1)
    {
        CheckLength(radiusNm, nameof(radiusNm));
        if (passes is < 1 or > 2) throw new ArgumentOutOfRangeException(nameof(passes), passes, "a sector search has 1 or 2 passes");
        // 000 120 240, 240 000 120, 120 240 000: each triangle leaves the datum on the course on which the last came in.
        int[] turns = [0, 120, 240, 240, 0, 120, 120, 240, 0];
        return Walk(Enumerable.Range(0, passes).SelectMany(p => turns.Select(t => (radiusNm, course + t + 30 * p))));
    }

    /// <summary>Parallel tracks: legs along the long side of a rectangle around the datum.</summary>
    /// <param name="lengthNm">Side along the legs.</param>
    /// <param name="widthNm">Side across the legs.</param>
    /// <param name="spacingNm">Greatest track spacing; the legs are spread evenly over the width, so it may come out smaller.</param>
    /// <param name="course">Direction of the legs.</param>
    /// <returns>From the commence-search point, half a spacing inside the corner behind and to the left of the course.</returns>
    public static (double East, double North)[] Parallel(double lengthNm, double widthNm, double spacingNm, double course = 0)
    {
        CheckLength(lengthNm, nameof(lengthNm));
        CheckLength(widthNm, nameof(widthNm));
        CheckLength(spacingNm, nameof(spacingNm));
        var legs = (int)Math.Ceiling(widthNm / spacingNm - 1e-9);
        CheckLegs(legs);
        var spacing = widthNm / legs;
        var half = Math.Max(0, lengthNm - spacing) / 2;
        var points = new List<(double, double)>();
        for (var k = 0; k < legs; k++)
        {
            var across = -widthNm / 2 + (k + .5) * spacing;
            var (from, to) = k % 2 == 0 ? (-half, half) : (half, -half);
            points.Add(Turned(across, from, course));
            points.Add(Turned(across, to, course));
        }

        return [.. points];
    }

    /// <summary>Creeping line: legs along the short side, going forward along the long one. When one end is more likely.</summary>
    /// <param name="lengthNm">Side along which the search advances.</param>
    /// <param name="widthNm">Side along the legs.</param>
    /// <param name="spacingNm">Greatest distance between legs.</param>
    /// <param name="course">Direction in which the search advances.</param>
    public static (double East, double North)[] CreepingLine(double lengthNm, double widthNm, double spacingNm, double course = 0)
    {
        // Legs to the right of the course, advancing along it: parallel tracks seen from the side.
        var side = Parallel(widthNm, lengthNm, spacingNm, 0);
        return [.. side.Select(p => Turned(-p.North, p.East, course))];
    }

    /// <summary>Track-line search: along the intended route, and back, half a spacing to either side; or out only, on the route.</summary>
    /// <param name="route">Corners of the route, NM east and north of its datum.</param>
    public static (double East, double North)[] TrackLine(IReadOnlyList<(double East, double North)> route, double spacingNm, bool comeBack)
    {
        CheckLength(spacingNm, nameof(spacingNm));
        if (route.Count < 2) throw new ArgumentException("a route has two points or more", nameof(route));
        return comeBack ? [.. Beside(route, -spacingNm / 2), .. Beside(route, spacingNm / 2).Reverse()] : [.. route];
    }

    /// <summary>
    /// Co-ordinated search: an aircraft creeps ahead and back across the track of a vessel that goes down the middle. The vessel's speed
    /// keeps it under the aircraft at each crossing.
    /// </summary>
    /// <returns>The aircraft's corners, and the speed of the vessel.</returns>
    public static ((double East, double North)[] Aircraft, double VesselKnots) Coordinated(
        double lengthNm, double widthNm, double spacingNm, double aircraftKnots, double course = 0)
    {
        CheckLength(aircraftKnots, nameof(aircraftKnots));
        var corners = CreepingLine(lengthNm, widthNm, spacingNm, course);
        var spacing = lengthNm / Math.Ceiling(lengthNm / spacingNm - 1e-9);
        // One leg across and one spacing forward in the time in which the vessel makes one spacing.
        return (corners, spacing * aircraftKnots / (Math.Max(0, widthNm - spacing) + spacing));
    }

    /// <summary>Sum of the legs (NM).</summary>
    public static double Length(IReadOnlyList<(double East, double North)> corners)
    {
        var sum = 0.0;
        for (var i = 0; i + 1 < corners.Count; i++)
            sum += Math.Sqrt(Math.Pow(corners[i + 1].East - corners[i].East, 2) + Math.Pow(corners[i + 1].North - corners[i].North, 2));
        return sum;
    }

    /// <summary>A point to the right of and along a course, as east and north.</summary>
    internal static (double East, double North) Turned(double right, double along, double course)
    {
        var (sin, cos) = Math.SinCos(course * Radian);
        return (along * sin + right * cos, along * cos - right * sin);
    }

    private static (double, double)[] Walk(IEnumerable<(double Length, double Course)> legs)
    {
        var points = new List<(double East, double North)> { (0, 0) };
        foreach (var (length, course) in legs)
        {
            var (sin, cos) = Math.SinCos(course * Radian);
            points.Add((points[^1].East + length * sin, points[^1].North + length * cos));
        }

        return [.. points];
    }

    // Each corner moved to the right of the route, along the bisector of its two legs.
    private static (double East, double North)[] Beside(IReadOnlyList<(double East, double North)> route, double right)
    {
        var moved = new (double, double)[route.Count];
        for (var i = 0; i < route.Count; i++)
        {
            double nx = 0, ny = 0;
            for (var k = Math.Max(0, i - 1); k <= Math.Min(i, route.Count - 2); k++)
            {
                var (dx, dy) = (route[k + 1].East - route[k].East, route[k + 1].North - route[k].North);
                var length = Math.Sqrt(dx * dx + dy * dy);
                if (length == 0) throw new ArgumentException($"the route stands still at point {k + 1}", nameof(route));
                (nx, ny) = (nx + dy / length, ny - dx / length);
            }

            var norm = nx * nx + ny * ny;
            // Two unit normals n1 + n2: the corner lies at right (n1 + n2) / (1 + n1.n2); a route that turns straight back has no such corner.
            var legs = i == 0 || i == route.Count - 1 ? 1 : 2;
            var scale = legs == 1 ? right : norm > .1 ? right * 2 / norm : right;
            moved[i] = (route[i].East + nx * scale, route[i].North + ny * scale);
        }

        return moved;
    }

    private static void CheckLength(double nm, string name)
    {
        if (!(nm > 0 && nm < 10_000)) throw new ArgumentOutOfRangeException(name, nm, "a length or speed is above 0 and below 10,000");
    }

    private static void CheckLegs(int legs)
    {
        if (legs is < 1 or > 2000) throw new ArgumentOutOfRangeException(nameof(legs), legs, "a pattern has 1 to 2,000 legs");
    }
}
