using CsCheck;

namespace Palermo.Analysis.Estimation.Tests;

public class AttackTests
{
    private static TableDimension Side(string name, int categories) =>
        new(name, [.. Enumerable.Range(0, categories).Select(i => $"{name}{i}")]);

    /// <summary>Hides what is small and nothing else: the careless publisher.</summary>
    private static ProtectedTable Careless(CountTable table, int threshold) =>
        new(table, SmallCounts.Primary(table, threshold, new SmallCountOptions(false)), threshold);

    /// <summary>Hides cells at random, margins too.</summary>
    private static ProtectedTable Holes(CountTable table, bool[] holes) =>
        new(table, [.. Enumerable.Range(0, table.CellCount).Select(c => holes[c] ? CellState.Complementary : CellState.Shown)], 5);

    [Fact]
    public void A_single_hidden_cell_is_found_from_its_total()
    {
        var attack = Attack.On(Careless(new CountTable([Side("r", 2), Side("c", 2)], [3, 20, 30, 40]), 5));
        var range = Assert.Single(attack);
        Assert.Equal((3, 3L, true), (range.Least, range.Most, range.Exact));
        Assert.Equal(0, range.Width);
    }

    [Fact]
    public void Ranges_in_two_dimensions_equal_the_exhaustive_oracle() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Long[0, 4].Array[9], Gen.Bool.Array[16]).Sample((rows, columns, counts, holes) =>
            SameAsOracle(Holes(new CountTable([Side("r", rows), Side("c", columns)], counts.AsSpan(0, rows * columns)), holes)),
            iter: LongForm.Rounds(400, 10_000));

    [Fact]
    public void Ranges_in_three_dimensions_equal_the_exhaustive_oracle() =>
        Gen.Select(Gen.Long[0, 3].Array[8], Gen.Frequency((1, Gen.Const(true)), (2, Gen.Const(false))).Array[27]).Sample((counts, holes) =>
            SameAsOracle(Holes(new CountTable([Side("a", 2), Side("b", 2), Side("c", 2)], counts), holes)), iter: LongForm.Rounds(300, 5_000));

    private static void SameAsOracle(ProtectedTable table)
    {
        // Bounded tables only: the oracle cannot try numbers without end.
        if (table.Shown(table.States.Length - 1) is null) return;
        var beyond = (int)table.Table.Total;
        var oracle = ExhaustiveOracle.Ranges(table, beyond);
        var attack = Attack.On(table);
        var hidden = Enumerable.Range(0, table.States.Length).Where(c => table.Shown(c) is null).ToArray();
        Assert.Equal(hidden.Length, attack.Count);
        for (var i = 0; i < hidden.Length; i++)
        {
            Assert.True(attack[i].Exact);
            Assert.Equal(oracle[hidden[i]], (attack[i].Least, attack[i].Most!.Value));
        }
    }

    [Fact]
    public void No_hidden_cell_of_a_protected_table_is_narrower_than_the_threshold() =>
        Gen.Select(Gen.Int[1, 7], Gen.Int[1, 7], Gen.Frequency((2, Gen.Long[0, 6]), (1, Gen.Long[0, 60])).Array[49], Gen.Int[2, 10]).Sample((rows, columns, counts, threshold) =>
        {
            var table = SmallCounts.Protect(new CountTable([Side("r", rows), Side("c", columns)], counts.AsSpan(0, rows * columns)), threshold);
            Assert.All(Attack.On(table), r => Assert.True(r.Exact && !(r.Width < threshold), $"{string.Join(',', r.Key)}: {r.Least} to {r.Most}"));
        }, iter: LongForm.Rounds(300, 10_000));

    [Fact]
    public void Nor_in_three_dimensions() =>
        Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Frequency((2, Gen.Long[0, 6]), (1, Gen.Long[0, 60])).Array[27]).Sample((a, b, c, counts) =>
        {
            var table = SmallCounts.Protect(new CountTable([Side("a", a), Side("b", b), Side("c", c)], counts.AsSpan(0, a * b * c)), 5);
            Assert.All(Attack.On(table), r => Assert.True(!r.Exact || !(r.Width < 5), $"{string.Join(',', r.Key)}: {r.Least} to {r.Most}"));
        }, iter: LongForm.Rounds(60, 1_000));

    [Fact]
    public void Protection_hides_at_most_half_a_cell_more_than_the_best_there_is_on_average()
    {
        // The best: every set of extra inner cells and margins tried, fewest cells first, on tables of 3 by 3 with margins shown where they can be.
        var random = new Numerics.SeededRandom(11);
        double ours = 0, best = 0;
        const int tables = 25;
        for (var t = 0; t < tables; t++)
        {
            var counts = new long[9];
            for (var i = 0; i < 9; i++) counts[i] = (long)(6 + random.Uniform() * 40);
            counts[(int)(random.Uniform() * 9)] = 1 + (long)(random.Uniform() * 4);
            counts[(int)(random.Uniform() * 9)] = 1 + (long)(random.Uniform() * 4);
            var table = new CountTable([Side("r", 3), Side("c", 3)], counts);
            ours += SmallCounts.Protect(table).SuppressedCount;
            var primary = SmallCounts.Primary(table, 5, new SmallCountOptions());
            int[] free = [.. Enumerable.Range(0, 16).Where(c => primary[c] == CellState.Shown)];
            best += Enumerable.Range(0, 1 << free.Length).OrderBy(m => int.PopCount(m)).Select(m =>
            {
                var states = primary.ToArray();
                for (var k = 0; k < free.Length; k++) if ((m >> k & 1) == 1) states[free[k]] = CellState.Complementary;
                return new ProtectedTable(table, states, 5);
            }).First(p => Attack.On(p).All(r => !(r.Width < 5))).SuppressedCount;
        }
        Assert.True(ours / tables <= best / tables + 0.5, $"ours {ours / tables}, best {best / tables}");
    }
}
