using CsCheck;

namespace Palermo.Analysis.Geo.Tests;

/// <summary>Cheapest ways and corridors.</summary>
public class LeastCostTests
{
    private static CostGrid Plain(double factor = 1) => CostGrid.Build(new(15, 5, 30, 20), 0.25, (_, _) => factor);

    [Fact]
    public void On_an_even_plain_the_way_is_the_straight_line_within_three_parts_in_a_hundred()
    {
        var grid = Plain();
        int agadez = grid.At(16.97, 7.99), sebha = grid.At(27.04, 14.43);
        var from = LeastCost.From(grid, agadez);
        for (var cell = 0; cell < grid.Count; cell += 7)
        {
            if (cell == agadez) continue;
            var (a, b) = (grid.Centre(agadez), grid.Centre(cell));
            var straight = Geodesy.Distance(a.Latitude, a.Longitude, b.Latitude, b.Longitude) / 1000;
            Assert.InRange(from[cell] / straight, 0.9999, 1.032);
        }
        // Agadez-Sebha, 1,301.1 km in the rules, from cell to cell.
        Assert.Equal(1_301, from[sebha], 45.0);
        Assert.Equal(from[sebha] * 3, LeastCost.From(Plain(3), agadez)[sebha], 0.01); // a sand sea throughout
    }

    [Fact]
    public void A_wall_is_walked_round_and_never_jumped()
    {
        // A wall along 12.5 degrees east, one cell thick, with a gate in the north.
        var grid = CostGrid.Build(new(15, 5, 30, 20), 0.25, (lat, lon) => Math.Abs(lon - 12.625) < 0.13 && lat < 29 ? double.PositiveInfinity : 1);
        var from = LeastCost.From(grid, grid.At(17, 8));
        var end = grid.At(17, 17);
        var path = from.PathTo(end);
        Assert.Contains(path, c => grid.Centre(c).Latitude > 29);
        Assert.DoesNotContain(path, c => double.IsInfinity(grid[c]));
        Assert.True(from[end] > 2 * 1_300);
        var closed = CostGrid.Build(new(15, 5, 30, 20), 0.25, (_, lon) => Math.Abs(lon - 12.625) < 0.13 ? double.PositiveInfinity : 1);
        var none = LeastCost.From(closed, closed.At(17, 8));
        Assert.True(double.IsPositiveInfinity(none[closed.At(17, 17)]));
        Assert.Empty(none.PathTo(closed.At(17, 17)));
    }

    [Fact]
    public void A_road_is_worth_a_way_round()
    {
        var factors = new TerrainFactors();
        var grid = CostGrid.Build(new(15, 5, 30, 20), 0.25, (lat, _) => Math.Abs(lat - 19.125) < 0.13 ? factors.Paved : factors.Track);
        var from = LeastCost.From(grid, grid.At(17, 6));
        Assert.Contains(from.PathTo(grid.At(17, 19)), c => grid[c] == factors.Paved);
    }

    [Fact]
    public void On_a_plain_the_corridor_of_a_tenth_is_the_ellipse_of_its_two_ends()
    {
        var grid = CostGrid.Build(new(-6, -8, 6, 8), 0.2, (_, _) => 1);
        int a = grid.At(0.05, -4.95), b = grid.At(0.05, 4.95);
        var detour = LeastCost.Detour(LeastCost.From(grid, a), LeastCost.From(grid, b), b);
        var inside = Enumerable.Range(0, grid.Count).Where(i => detour[i] <= 0.1).Sum(grid.SquareMetres);
        var (pa, pb) = (grid.Centre(a), grid.Centre(b));
        var length = Geodesy.Distance(pa.Latitude, pa.Longitude, pb.Latitude, pb.Longitude);
        // Sum of distances to the ends at most 1.1 lengths: half axes 0.55 and sqrt(0.55^2 - 0.5^2) lengths. Lengths on the grid are up to 2.8 % long.
        var ellipse = Math.PI * 0.55 * Math.Sqrt(0.55 * 0.55 - 0.25) * length * length;
        Assert.InRange(inside / ellipse, 0.75, 1.05);
        Assert.Equal(0, detour[b], 1e-12);
    }

    /// <summary>Second opinion: costs improved edge by edge until none improves (Bellman and Ford), on small random grounds.</summary>
    [Fact]
    public void Costs_are_those_of_a_slow_and_obvious_search() =>
        Gen.Double[0.5, 4].Array[36].Sample(factors =>
        {
            var at = 0;
            var grid = CostGrid.Build(new(20, 10, 21.2, 11.2), 0.2, (_, _) => factors[at++ % 36]);
            Assert.Equal(36, grid.Count);
            var fast = LeastCost.From(grid, 7);
            var slow = Enumerable.Repeat(double.PositiveInfinity, 36).ToArray();
            slow[7] = 0;
            for (var changed = true; changed;)
            {
                changed = false;
                for (var i = 0; i < 36; i++)
                    for (var j = 0; j < 36; j++)
                    {
                        int dr = j / 6 - i / 6, dc = j % 6 - i % 6;
                        var knight = (Math.Abs(dr), Math.Abs(dc)) is (1, 2) or (2, 1);
                        if (i == j || (!knight && (Math.Abs(dr) > 1 || Math.Abs(dc) > 1))) continue;
                        var (p, q) = (grid.Centre(i), grid.Centre(j));
                        var mean = knight
                            ? (grid[i] + grid[j] + grid[i + Math.Sign(dr) * 6 + Math.Sign(dc)] + grid[Math.Abs(dr) == 2 ? i + Math.Sign(dr) * 6 : i + Math.Sign(dc)]) / 4
                            : (grid[i] + grid[j]) / 2;
                        var through = slow[i] + mean * Geodesy.Distance(p.Latitude, p.Longitude, q.Latitude, q.Longitude) / 1000;
                        if (through < slow[j] - 1e-9) (slow[j], changed) = (through, true);
                    }
            }
            for (var i = 0; i < 36; i++) Assert.Equal(slow[i], fast[i], 1e-6);
        }, iter: LongForm.Rounds(30, 1_000), seed: "0N0XIzNsQ0O2");

    [Fact]
    public void A_window_over_the_date_line_is_one_window()
    {
        var grid = CostGrid.Build(new(-5, 175, 5, 185), 0.5, (_, _) => 1);
        Assert.True(grid.At(0.1, 179.9) >= 0 && grid.At(0.1, -179.9) >= 0);
        Assert.Equal(-1, grid.At(0, 10));
        var from = LeastCost.From(grid, grid.At(0.25, 178.25));
        Assert.Equal(Geodesy.Distance(0.25, 178.25, 0.25, -178.25) / 1000, from[grid.At(0.25, -178.25)], 1.0);
    }

    [Fact]
    public void A_cost_that_is_not_above_zero_is_refused() =>
        Assert.Throws<ArgumentException>(() => CostGrid.Build(new(0, 0, 1, 1), 0.5, (_, _) => 0));
}
