namespace Palermo.Analysis.Charts;

/// <summary>The outlines of markers, of about equal area, around their place.</summary>
internal static class MarkerShapes
{
    public static Spot[] Outline(Marker shape, Spot at, double size)
    {
        var r = size / 2;
        return shape switch
        {
            Marker.Triangle => [new(at.X, at.Y - r * 1.3), new(at.X + r * 1.2, at.Y + r * 0.9), new(at.X - r * 1.2, at.Y + r * 0.9)],
            Marker.Diamond => [new(at.X, at.Y - r * 1.3), new(at.X + r * 1.3, at.Y), new(at.X, at.Y + r * 1.3), new(at.X - r * 1.3, at.Y)],
            Marker.Cross => Cross(at, r * 1.2, r * 0.4),
            _ => [new(at.X - r, at.Y - r), new(at.X + r, at.Y - r), new(at.X + r, at.Y + r), new(at.X - r, at.Y + r)],
        };
    }

    private static Spot[] Cross(Spot at, double arm, double half) =>
    [
        new(at.X - half, at.Y - arm), new(at.X + half, at.Y - arm), new(at.X + half, at.Y - half), new(at.X + arm, at.Y - half),
        new(at.X + arm, at.Y + half), new(at.X + half, at.Y + half), new(at.X + half, at.Y + arm), new(at.X - half, at.Y + arm),
        new(at.X - half, at.Y + half), new(at.X - arm, at.Y + half), new(at.X - arm, at.Y - half), new(at.X - half, at.Y - half),
    ];
}
