namespace Palermo.Analysis.Changes;

/// <summary>For each place, the others by distance: a circle is the first so many of them.</summary>
internal sealed record ScanZones(int[][] Order, double[][] Distance)
{
    /// <summary>Mean radius of the Earth (IUGG), kilometres.</summary>
    private const double EarthRadius = 6371.0088;

    public static ScanZones Around(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, double? mostKilometres)
    {
        var n = latitudes.Length;
        var order = new int[n][];
        var distance = new double[n][];
        for (var i = 0; i < n; i++)
        {
            var all = new double[n];
            var ids = new int[n];
            for (var j = 0; j < n; j++) (all[j], ids[j]) = (Kilometres(latitudes[i], longitudes[i], latitudes[j], longitudes[j]), j);
            Array.Sort(all, ids);
            var kept = all.Length;
            while (kept > 1 && all[kept - 1] > (mostKilometres ?? double.PositiveInfinity)) kept--;
            (order[i], distance[i]) = (ids[..kept], all[..kept]);
        }
        return new(order, distance);
    }

    /// <summary>Great-circle distance by the haversine.</summary>
    private static double Kilometres(double lat1, double lon1, double lat2, double lon2)
    {
        const double degree = Math.PI / 180;
        double a = Math.Sin((lat2 - lat1) * degree / 2), b = Math.Sin((lon2 - lon1) * degree / 2);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(a * a + Math.Cos(lat1 * degree) * Math.Cos(lat2 * degree) * b * b)));
    }
}
