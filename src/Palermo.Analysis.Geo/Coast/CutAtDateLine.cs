namespace Palermo.Analysis.Geo;

/// <summary>
/// Turns rings on the globe into edges on the plane from -180 to 180: a ring that passes the date line is cut there, and closed along it;
/// one that goes round a pole is closed by way of the pole.
/// </summary>
/// <remarks>Closing edges at +180 are enough for a count along a ray to the east.</remarks>
internal sealed class CutAtDateLine
{
    private readonly List<float> x0 = [], y0 = [], x1 = [], y1 = [];

    public CutAtDateLine(IReadOnlyList<(float Lon, float Lat)[]> rings)
    {
        var passages = new List<float>();
        foreach (var ring in rings)
        {
            passages.Clear();
            for (var i = 0; i + 1 < ring.Length; i++)
            {
                var ((ax, ay), (bx, by)) = (ring[i], ring[i + 1]);
                if (Math.Abs(bx - ax) <= 180)
                {
                    Add(ax, ay, bx, by);
                    continue;
                }

                var edge = ax > 0 ? 180f : -180f;
                var width = 360 - Math.Abs(bx - ax);
                var at = width > 0 ? ay + (by - ay) * Math.Abs(edge - ax) / width : ay;
                Add(ax, ay, edge, at);
                Add(-edge, at, bx, by);
                passages.Add(at);
            }

            if (passages.Count % 2 == 1) passages.Add(ring.Average(p => p.Lat) < 0 ? -90 : 90);
            passages.Sort();
            for (var i = 0; i + 1 < passages.Count; i += 2) Add(180, passages[i], 180, passages[i + 1]);
        }
    }

    public float[] X0 => [.. x0];

    public float[] Y0 => [.. y0];

    public float[] X1 => [.. x1];

    public float[] Y1 => [.. y1];

    private void Add(float ax, float ay, float bx, float by)
    {
        x0.Add(ax);
        y0.Add(ay);
        x1.Add(bx);
        y1.Add(by);
    }
}
