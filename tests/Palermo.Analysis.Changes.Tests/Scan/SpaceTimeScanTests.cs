namespace Palermo.Analysis.Changes.Tests;

public class SpaceTimeScanTests
{
    private static (double[] Latitudes, double[] Longitudes) Grid(int side)
    {
        double[] latitudes = new double[side * side], longitudes = new double[side * side];
        for (var i = 0; i < latitudes.Length; i++) (latitudes[i], longitudes[i]) = (30 + i / side * 0.5, 10 + i % side * 0.5);
        return (latitudes, longitudes);
    }

    private static int[] Quiet(int places, int periods, ulong seed, double mean = 2)
    {
        var random = new SeededRandom(seed);
        var counts = new int[places * periods];
        // Places and seasons of different size: neither is a cluster.
        for (var i = 0; i < counts.Length; i++) counts[i] = (int)random.Poisson(mean * (1 + i / periods % 3) * (1 + 0.5 * (i % periods % 4)) / 2);
        return counts;
    }

    [Fact]
    public void The_ratio_is_Kulldorffs()
    {
        // 10 of 100 events where 4 were expected: 10 ln(10/4) + 90 ln(90/96).
        Assert.Equal(10 * Math.Log(2.5) + 90 * Math.Log(90.0 / 96), SpaceTimeScan.LogRatio(10, 4, 100), 12);
        Assert.Equal(0, SpaceTimeScan.LogRatio(4, 4, 100));
        Assert.Equal(0, SpaceTimeScan.LogRatio(3, 4, 100));
        Assert.Equal(100 * Math.Log(2), SpaceTimeScan.LogRatio(100, 50, 100), 9);
    }

    [Fact]
    public void A_planted_cluster_is_found_in_place_and_time()
    {
        var (latitudes, longitudes) = Grid(6);
        var counts = Quiet(36, 20, 3);
        int[] inside = [7, 8, 13, 14];
        foreach (var place in inside) for (var t = 17; t < 20; t++) counts[place * 20 + t] += 8;
        var best = SpaceTimeScan.Find(latitudes, longitudes, counts, [])[0];
        Assert.Equal(0.001, best.PValue, 6);
        Assert.InRange(best.From, 16, 17);
        Assert.Equal(20, best.To);
        Assert.True(best.Places.Intersect(inside).Count() >= 3, string.Join(",", best.Places));
        Assert.True(best.Count > 1.3 * best.Expected, $"{best.Count} against {best.Expected}");
    }

    [Fact]
    public void An_old_cluster_is_found_only_when_any_time_is_asked()
    {
        var (latitudes, longitudes) = Grid(4);
        var counts = Quiet(16, 16, 4);
        for (var t = 5; t < 8; t++) counts[5 * 16 + t] += 14;
        var any = SpaceTimeScan.Find(latitudes, longitudes, counts, [], new(OnlyLatest: false, Replicates: 199))[0];
        Assert.Equal((5, 8), (any.From, any.To));
        Assert.Contains(5, any.Places);
        Assert.All(SpaceTimeScan.Find(latitudes, longitudes, counts, [], new(Replicates: 199)), c => Assert.True(c.PValue > 0.01));
    }

    [Fact]
    public void Exposure_explains_what_it_explains()
    {
        var (latitudes, longitudes) = Grid(4);
        var random = new SeededRandom(9);
        var exposure = new double[16 * 12];
        var counts = new int[exposure.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            exposure[i] = i / 12 == 3 && i % 12 >= 10 ? 60 : 10;        // more patrols at one place lately
            counts[i] = (int)random.Poisson(exposure[i] * 0.4);
        }
        var options = new ScanOptions(Replicates: 199);
        Assert.True(SpaceTimeScan.Find(latitudes, longitudes, counts, exposure, options)[0].PValue > 0.05);
        Assert.Equal(0.005, SpaceTimeScan.Find(latitudes, longitudes, counts, [], options)[0].PValue, 6);
    }

    [Fact]
    public void The_answer_does_not_depend_on_the_number_of_threads_and_is_repeatable()
    {
        var (latitudes, longitudes) = Grid(5);
        var counts = Quiet(25, 12, 8);
        var first = SpaceTimeScan.Find(latitudes, longitudes, counts, [], new(Replicates: 99, Seed: 5));
        var second = SpaceTimeScan.Find(latitudes, longitudes, counts, [], new(Replicates: 99, Seed: 5));
        Assert.Equal(first.Select(c => (c.Centre, c.From, c.PValue)), second.Select(c => (c.Centre, c.From, c.PValue)));
    }

    [Fact]
    public void Without_clusters_one_in_twenty_is_below_a_twentieth()
    {
        int rounds = LongForm.Rounds(60, 600), below = 0;
        var (latitudes, longitudes) = Grid(4);
        for (var round = 0; round < rounds; round++)
            if (SpaceTimeScan.Find(latitudes, longitudes, Quiet(16, 12, (ulong)round + 100, 1), [], new(Replicates: 99)) is [{ PValue: <= 0.05 }, ..]) below++;
        // Binomial with p = 0.05: three standard deviations.
        Assert.InRange(below, 0, 0.05 * rounds + 3 * Math.Sqrt(0.0475 * rounds));
    }

    [Fact]
    public void Arrays_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SpaceTimeScan.Find([1, 2], [1], [1, 2], []));
        Assert.Throws<ArgumentException>(() => SpaceTimeScan.Find([1, 2], [1, 2], [1, 2, 3], []));
        Assert.Throws<ArgumentException>(() => SpaceTimeScan.Find([1, 2], [1, 2], [1, -2], []));
        Assert.Empty(SpaceTimeScan.Find([1, 2], [1, 2], [0, 0], []));
    }
}
