using CsCheck;

namespace Palermo.Analysis.Geo.Tests;

/// <summary>Clusters of points on the sphere.</summary>
public class ClusterTests
{
    private static int[] Of((double Lat, double Lon)[] points, double reach, int fewest) =>
        DensityClusters.Of([.. points.Select(p => p.Lat)], [.. points.Select(p => p.Lon)], [.. points.Select(_ => reach)], fewest);

    [Fact]
    public void Two_dense_places_and_a_stray_point_are_told_apart_even_over_the_date_line()
    {
        (double, double)[] points = [(0, 179.95), (0, -179.95), (0.05, 180), (10, 10), (10.05, 10), (10, 10.05), (40, 40)];
        Assert.Equal([0, 0, 0, 1, 1, 1, DensityClusters.Noise], Of(points, 15_000, 3));
    }

    [Fact]
    public void The_shorter_reach_decides_whether_two_points_are_near()
    {
        double[] lat = [20, 20, 20], lon = [10, 10.2, 10.4]; // 20.9 km apart
        Assert.Equal([0, 0, 0], DensityClusters.Of(lat, lon, [30_000, 30_000, 30_000], 2));
        Assert.Equal([0, 0, DensityClusters.Noise], DensityClusters.Of(lat, lon, [30_000, 30_000, 15_000], 2));
    }

    /// <summary>The definition, word for word: cores are joined when one reaches the other, borders belong to some core in reach.</summary>
    [Fact]
    public void Cores_are_joined_exactly_as_the_definition_says()
    {
        Gen.Select(Gen.Double[30, 31.5], Gen.Double[10, 11.5]).Array[0, 60].Select(Gen.Int[1, 6]).Sample((points, fewest) =>
        {
            const double reach = 15_000;
            var found = Of(points, reach, fewest);
            bool Near(int i, int j) => Geodesy.Distance(points[i].Item1, points[i].Item2, points[j].Item1, points[j].Item2) <= reach;
            var all = Enumerable.Range(0, points.Length).ToArray();
            var core = all.Select(i => all.Count(j => Near(i, j)) >= fewest).ToArray();
            // Components of the graph of cores, by repeated joining.
            var label = all.ToArray();
            for (var changed = true; changed;)
            {
                changed = false;
                foreach (var i in all.Where(i => core[i]))
                    foreach (var j in all.Where(j => core[j] && Near(i, j) && label[j] < label[i])) (label[i], changed) = (label[j], true);
            }
            foreach (var i in all)
            {
                if (core[i]) Assert.All(all.Where(j => core[j]), j => Assert.Equal(label[i] == label[j], found[i] == found[j]));
                else if (found[i] != DensityClusters.Noise) Assert.Contains(all, j => core[j] && Near(i, j) && found[j] == found[i]);
                else Assert.DoesNotContain(all, j => core[j] && Near(i, j));
            }
        }, iter: LongForm.Rounds(200, 5_000), seed: "0N0XIzNsQ0O2");
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentException>(() => DensityClusters.Of([1], [1, 2], [1], 2));
        Assert.Throws<ArgumentException>(() => DensityClusters.Of([1], [1], [0], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => DensityClusters.Of([1], [1], [1], 0));
    }
}
