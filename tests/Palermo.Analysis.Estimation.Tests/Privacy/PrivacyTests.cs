using CsCheck;
using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation.Tests;

public class PrivacyTests
{
    private sealed class SeededBits(long seed) : RandomBits
    {
        private SeededRandom _random = new(seed);

        public override ulong Next() => _random.Next();
    }

    private static readonly DateOnly Today = new(2026, 11, 24);

    [Theory]   // domain page, 3.4
    [InlineData(.5, 2.828, 5.991, .244919, 7.8354)]
    [InlineData(1, 1.414, 2.996, .462117, 1.84135)]
    [InlineData(2, .707, 1.498, .761594, .36203)]
    public void Worked_values_of_noise(double epsilon, double deviation, double halfWidth, double atZero, double variance)
    {
        Assert.Equal(deviation, Math.Sqrt(2) * PrivacyMechanism.LaplaceScale(epsilon), 0.0005);
        Assert.Equal(halfWidth, PrivacyMechanism.LaplaceHalfWidth(epsilon), 0.0006);
        var geometric = PrivacyMechanism.Geometric((decimal)epsilon);
        Assert.Equal(atZero, geometric.Probability(0), 0.0000005);
        Assert.Equal(variance, geometric.Variance, 0.00005);
    }

    [Fact]   // domain page, 3.4
    public void Worked_value_of_the_classical_Gaussian()
    {
        Assert.Equal(4.8448, PrivacyMechanism.ClassicalGaussianDeviation(1, 1e-5), 0.00005);
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivacyMechanism.ClassicalGaussianDeviation(2, 1e-5));
    }

    public static TheoryData<decimal, int, bool> Noises => new()
    {
        { 0.5m, 1, false }, { 1m, 1, false }, { 1.7m, 3, false }, { 0.037m, 1, false }, { 4m, 1, true }, { 0.4m, 1, true }, { 37.21m, 1, true },
    };

    [Theory, MemberData(nameof(Noises))]
    public void Draws_follow_their_stated_probabilities(decimal parameter, int cells, bool gaussian)
    {
        var noise = gaussian ? PrivacyMechanism.Gaussian(parameter, cells, new SeededBits(9)) : PrivacyMechanism.Geometric(parameter, cells, new SeededBits(9));
        var draws = LongForm.Rounds(40_000, 400_000);
        var seen = new Dictionary<long, int>();
        for (var i = 0; i < draws; i++)
        {
            var z = noise.Draw();
            seen[z] = seen.GetValueOrDefault(z) + 1;
        }
        double chi = 0, restSeen = draws, restExpected = draws;
        var classes = 0;
        for (long z = -400; z <= 400; z++)
        {
            var expected = draws * noise.Probability(z);
            if (expected < 20) continue;
            chi += Math.Pow(seen.GetValueOrDefault(z) - expected, 2) / expected;
            restSeen -= seen.GetValueOrDefault(z);
            restExpected -= expected;
            classes++;
        }
        if (restExpected > 1) { chi += Math.Pow(restSeen - restExpected, 2) / restExpected; classes++; }
        Assert.True(Quantiles.ChiSquareTail(classes - 1, chi) > 1e-4, $"chi-square {chi} over {classes}");
        var width = noise.HalfWidth();
        Assert.True(seen.Where(s => Math.Abs(s.Key) <= width).Sum(s => s.Value) >= 0.94 * draws);
    }

    [Fact]
    public void Geometric_noise_changes_no_odds_by_more_than_its_epsilon()
    {
        foreach (var (epsilon, cells) in new[] { (0.5m, 1), (2m, 1), (1m, 4) })
        {
            var noise = PrivacyMechanism.Geometric(epsilon, cells);
            for (long z = -30; z <= 30; z++)
            {
                var loss = Math.Log(noise.Probability(z) / noise.Probability(z - 1));      // one cell, one person
                Assert.True(Math.Abs(loss) * cells <= (double)epsilon + 1e-12);
            }
        }
    }

    [Fact]
    public void Sequential_losses_add_up_and_the_sum_is_the_true_loss_of_all_releases_together()
    {
        // The exact joint loss of geometric releases: outcomes whose every count leans the same way reach the sum, none goes beyond.
        decimal[] epsilons = [0.1m, 0.3m, 0.25m, 0.7m];
        var ledger = new PrivacyLedger("victims", 2);
        foreach (var e in epsilons) Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(e), "q", "a", Today));
        Assert.Equal(1.35m, ledger.PureEpsilon);
        var greatest = 0.0;
        foreach (var signs in Enumerable.Range(0, 1 << epsilons.Length))
        {
            double loss = 0;
            for (var i = 0; i < epsilons.Length; i++)
            {
                var noise = PrivacyMechanism.Geometric(epsilons[i]);
                long z = (signs >> i & 1) == 1 ? 3 : -3;
                loss += Math.Log(noise.Probability(z) / noise.Probability(z + 1));
            }
            greatest = Math.Max(greatest, loss);
        }
        Assert.Equal((double)ledger.PureEpsilon!.Value, greatest, 1e-12);
    }

    [Fact]
    public void Ten_times_a_tenth_is_one_and_an_eleventh_is_refused()
    {
        var ledger = new PrivacyLedger("victims", 1);
        for (var i = 0; i < 10; i++) Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(0.1m), $"table {i}", "board", Today));
        Assert.Equal(1m, ledger.PureEpsilon);
        var refusal = ledger.Spend(PrivacyMechanism.Geometric(0.000001m), "one more", "board", Today);
        Assert.Contains("the budget of victims is 1", refusal);
        Assert.Equal(10, ledger.Spent.Count);
    }

    [Fact]
    public void Parts_that_share_nobody_cost_as_much_as_the_dearest()
    {
        var ledger = new PrivacyLedger("victims", 2);
        Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(0.5m), "north", "a", Today, "region", "north"));
        Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(0.5m), "south", "a", Today, "region", "south"));
        Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(0.4m), "south again", "a", Today, "region", "south"));
        Assert.Equal(0.9m, ledger.PureEpsilon);
        Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(0.3m), "minors", "a", Today, "age", "minor"));
        Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(0.2m), "all", "a", Today));
        Assert.Equal(1.4m, ledger.PureEpsilon);          // 0.9 of the regions, 0.3 of the ages, 0.2 of all
    }

    [Fact]
    public void The_order_of_releases_changes_nothing_and_a_release_never_lowers_the_sum() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 2], Gen.Int[0, 2]).Array[0, 8].Sample(spends =>
        {
            PrivacyLedger Enter(IEnumerable<(int, int, int)> order)
            {
                var ledger = new PrivacyLedger("d", 1000, 1e-6);
                var last = 0.0;
                foreach (var (e, scheme, part) in order)
                {
                    Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(e / 10m), "q", "a", Today, scheme == 0 ? null : $"s{scheme}", scheme == 0 ? null : $"p{part}"));
                    Assert.True(ledger.Guarantee.Epsilon >= last - 1e-12);
                    last = ledger.Guarantee.Epsilon;
                }
                return ledger;
            }
            var forward = Enter(spends);
            var backward = Enter(spends.Reverse());
            Assert.Equal(forward.PureEpsilon, backward.PureEpsilon);
            Assert.Equal(forward.Rho, backward.Rho);
        }, iter: 200);

    [Fact]
    public void The_Gaussian_sum_is_never_below_the_exact_loss_of_the_discrete_Gaussian()
    {
        // Exact delta at the stated epsilon for n releases of variance v, by convolving the distribution of the loss itself.
        foreach (var (variance, releases) in new[] { (4m, 1), (9m, 3), (25m, 10) })
        {
            const double delta = 1e-5;
            var ledger = new PrivacyLedger("d", 100, delta);
            var noise = PrivacyMechanism.Gaussian(variance);
            for (var i = 0; i < releases; i++) Assert.Null(ledger.Spend(noise, "q", "a", Today));
            var epsilon = ledger.Guarantee.Epsilon;
            // One release: outcome z against z - 1 has loss (1 - 2z)/(2v); sums of losses follow sums of z.
            var reach = (int)(12 * Math.Sqrt((double)variance)) + 2;
            double[] one = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(z => noise.Probability(z))];
            double[] sum = [1];
            for (var i = 0; i < releases; i++)
            {
                var next = new double[sum.Length + one.Length - 1];
                for (var a = 0; a < sum.Length; a++) for (var b = 0; b < one.Length; b++) next[a + b] += sum[a] * one[b];
                sum = next;
            }
            double exact = 0;
            for (var i = 0; i < sum.Length; i++)
            {
                double z = i - reach * releases, loss = (releases - 2 * z) / (2 * (double)variance);
                if (loss > epsilon) exact += sum[i] * (1 - Math.Exp(epsilon - loss));
            }
            Assert.True(exact <= delta, $"{exact} at epsilon {epsilon}");
            Assert.True(exact > 0, "the bound is not vacuous");
            Assert.Equal((double)ledger.Rho, releases / (2 * (double)variance), 1e-12);
        }
    }

    [Fact]   // domain page, 3.4: eps = rho + 2 sqrt(rho ln(1/delta))
    public void Concentrated_losses_convert_by_the_stated_formula_and_beat_the_plain_sum_for_many_small_releases()
    {
        var ledger = new PrivacyLedger("d", 100, 1e-6);
        for (var i = 0; i < 400; i++) Assert.Null(ledger.Spend(PrivacyMechanism.Geometric(0.05m), "q", "a", Today));
        Assert.Equal(20m, ledger.PureEpsilon);
        Assert.Equal(0.5m, ledger.Rho);
        Assert.Equal(0.5 + 2 * Math.Sqrt(0.5 * Math.Log(1e6)), ledger.Guarantee.Epsilon, 1e-12);
        Assert.Contains("delta 0", new PrivacyLedger("d", 1).Spend(PrivacyMechanism.Gaussian(4), "q", "a", Today));
    }

    [Fact]
    public void A_noisy_table_adds_up_and_its_intervals_cover_the_truth()
    {
        var table = new CountTable([new("region", "a", "b", "c"), new("age", "x", "y")], [0, 12, 40, 3, 0, 200]);
        var noise = PrivacyMechanism.Geometric(1m, 1, new SeededBits(4));
        int covered = 0, looked = 0;
        for (var round = 0; round < 400; round++)
        {
            var (noisy, refusal) = NoisyTable.Release(table, noise, new PrivacyLedger("d", 5), "q", "a", Today);
            Assert.Null(refusal);
            Assert.Equal(noisy!.Values[table.Index(0, 0)] + noisy.Values[table.Index(0, 1)], noisy.Values[table.Index(0, 2)]);
            Assert.Equal(noisy.Values[table.Index(3, 0)] + noisy.Values[table.Index(3, 1)], noisy.Values[table.Index(3, 2)]);
            Assert.Equal(Math.Sqrt(6 * noise.Variance), noisy.StandardErrors[^1], 1e-9);
            foreach (var cell in new[] { table.CellCount - 1, table.Index(2, 1) })
            {
                looked++;
                if (noisy.IntervalOf(cell).Contains(table.Values[cell])) covered++;
            }
        }
        Assert.InRange(covered / (double)looked, 0.92, 0.99);
        var spent = new PrivacyLedger("d", 0.5m);
        Assert.NotNull(NoisyTable.Release(table, noise, spent, "q", "a", Today).Refusal);
        Assert.Empty(spent.Spent);
    }

    [Fact]
    public void Noise_without_a_seed_differs_from_draw_to_draw()
    {
        var noise = PrivacyMechanism.Geometric(0.01m);
        Assert.True(Enumerable.Range(0, 50).Select(_ => noise.Draw()).Distinct().Count() > 10);
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivacyMechanism.Geometric(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PrivacyMechanism.Geometric(0.0000001m));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrivacyLedger("d", 0));
    }
}
