namespace Palermo.Analysis.Geo;

/// <summary>Finds where points lie densely, on the sphere: DBSCAN with great-circle distances.</summary>
/// <remarks>
/// Source: Ester, Kriegel, Sander and Xu (1996), A density-based algorithm for discovering clusters. A point is a core when at least a given
/// number of points, itself among them, lie within reach; cores within reach of each other make one cluster, and what lies in reach of a core
/// belongs to it. A border point that two clusters reach belongs to the one whose first core comes first: the result depends on the order of
/// the points only there. O(n · neighbours).
/// </remarks>
public static class DensityClusters
{
    public const int Noise = -1;

    /// <summary>The number of the cluster of each point, from 0 in the order in which clusters begin; <see cref="Noise"/> for points in none.</summary>
    /// <param name="reachMetres">
    /// How far each point reaches, above 0: two points are near when the shorter reach of the two spans their distance, so that dense sea and
    /// sparse desert may be looked at together.
    /// </param>
    /// <param name="fewest">Points, the point itself among them, that make a core; at least 1.</param>
    /// <exception cref="ArgumentException">Lengths that differ, or a reach that is not above 0.</exception>
    public static int[] Of(ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, ReadOnlySpan<double> reachMetres, int fewest)
    {
        if (latitudes.Length != longitudes.Length || latitudes.Length != reachMetres.Length) throw new ArgumentException("Each point needs a latitude, a longitude and a reach.");
        ArgumentOutOfRangeException.ThrowIfLessThan(fewest, 1);
        var furthest = 0.0;
        foreach (var reach in reachMetres)
        {
            if (!(reach > 0 && double.IsFinite(reach))) throw new ArgumentException($"A reach of {reach} m spans nothing: it must be above 0.", nameof(reachMetres));
            furthest = Math.Max(furthest, reach);
        }
        var grid = new SphereGrid(latitudes, longitudes, furthest);
        var cluster = new int[latitudes.Length];
        Array.Fill(cluster, Noise);
        var core = new bool[latitudes.Length];
        List<int> near = [];
        for (var i = 0; i < cluster.Length; i++)
        {
            Neighbours(grid, latitudes, longitudes, reachMetres, i, near);
            core[i] = near.Count >= fewest;
        }
        var count = 0;
        Stack<int> open = [];
        for (var i = 0; i < cluster.Length; i++)
        {
            if (!core[i] || cluster[i] != Noise) continue;
            cluster[i] = count;
            open.Push(i);
            while (open.TryPop(out var at))
            {
                Neighbours(grid, latitudes, longitudes, reachMetres, at, near);
                foreach (var j in near)
                {
                    if (cluster[j] != Noise) continue;
                    cluster[j] = count;
                    if (core[j]) open.Push(j);
                }
            }
            count++;
        }
        return cluster;
    }

    private static void Neighbours(SphereGrid grid, ReadOnlySpan<double> latitudes, ReadOnlySpan<double> longitudes, ReadOnlySpan<double> reach, int i, List<int> near)
    {
        grid.Near(latitudes[i], longitudes[i], near);
        var kept = 0;
        for (var n = 0; n < near.Count; n++)
        {
            var j = near[n];
            if (Geodesy.Distance(latitudes[i], longitudes[i], latitudes[j], longitudes[j]) <= Math.Min(reach[i], reach[j])) near[kept++] = j;
        }
        near.RemoveRange(kept, near.Count - kept);
    }
}
