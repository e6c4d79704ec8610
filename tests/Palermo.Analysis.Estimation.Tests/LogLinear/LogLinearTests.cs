using CsCheck;

namespace Palermo.Analysis.Estimation.Tests;

public class LogLinearTests
{
    /// <summary>The level whose normal quantile is 1.96, as the worked values take it.</summary>
    private static readonly double Level = 2 * Numerics.Quantiles.NormalCdf(1.96) - 1;

    [Fact]   // domain page, 1.3
    public void Worked_values_of_the_three_list_example()
    {
        var main = LogLinear.Independence(Published.Unit, Level);
        Assert.Equal(662.254, main.Population!.Value, 0.0005);
        Assert.Equal(554.65, main.Interval!.Value.Low, 0.005);
        Assert.Equal(813.95, main.Interval.Value.High, 0.005);
        Assert.Equal(.83338, main.Deviance, 0.000005);
        Assert.Equal(3, main.DegreesOfFreedom);
        Assert.Equal(44.65133, main.Aic, 0.000005);
        double[] b = [5.91419, -1.316512, -1.539079, -1.824294];
        for (var i = 0; i < 4; i++) Assert.Equal(b[i], main.Terms[i].Coefficient!.Value, 0.000005);

        var withAb = LogLinear.Fit(Published.Unit, [0b011], Level);
        Assert.Equal(667.000, withAb.Population!.Value, 0.0005);
        Assert.Equal(530.90, withAb.Interval!.Value.Low, 0.005);
        Assert.Equal(880.63, withAb.Interval.Value.High, 0.005);
        Assert.Equal(46.64400, withAb.Aic, 0.000005);

        var all = LogLinear.Fit(Published.Unit, [0b011, 0b101, 0b110], Level);
        Assert.Equal(292 + 100.0 * 80 * 60 * 5 / (20 * 15 * 12), all.Population!.Value, 1e-6);
        Assert.Equal(473.89, all.Interval!.Value.Low, 0.005);
        Assert.Equal(2735.47, all.Interval.Value.High, 0.005);
        Assert.Equal(0, all.DegreesOfFreedom);
    }

    [Fact]   // domain page, 1.5
    public void Main_effects_of_the_published_tables()
    {
        foreach (var (table, n, population, low, high, deviance, degrees) in new (CaptureTable, int, double, double, double, double, int)[]
        {
            (Published.Uk6, 2744, 12214.0, 10989, 13621, 179.35, 56), (Published.Uk5, 2744, 13444.1, 11985, 15133, 118.53, 25),
            (Published.Netherlands6, 8234, 52823.5, 48524, 57582, 448.88, 56), (Published.NewOrleans8, 185, 996.7, 645, 1618, 41.29, 246),
            (Published.NewOrleans5, 185, 1034.2, 658, 1709, 19.28, 25), (Published.Western, 345, 2007.1, 1420, 2914, 40.96, 25),
        })
        {
            var fit = LogLinear.Independence(table);
            Assert.Equal(n, fit.Observed);
            Assert.Equal(population, fit.Population!.Value, 0.051);
            Assert.Equal(low, fit.Interval!.Value.Low, 0.51);
            Assert.Equal(high, fit.Interval.Value.High, 0.51);
            Assert.Equal(deviance, fit.Deviance, 0.0051);
            Assert.Equal(degrees, fit.DegreesOfFreedom);
        }
    }

    [Fact]   // domain page, 1.5
    public void Coefficients_of_the_United_Kingdom_tables()
    {
        double[] six = [9.15588, -4.85932, -3.02244, -2.31090, -2.64866, -3.56533, -4.77698];
        double[] five = [9.27801, -4.95599, -3.12285, -2.35143, -2.75107, -3.66388];
        Assert.Equal(six, LogLinear.Independence(Published.Uk6).Terms.Select(t => Math.Round(t.Coefficient!.Value, 5)));
        Assert.Equal(five, LogLinear.Independence(Published.Uk5).Terms.Select(t => Math.Round(t.Coefficient!.Value, 5)));
        Assert.Equal(305.020, LogLinear.Independence(Published.Uk6).Aic, 0.0005);
        Assert.Equal(217.779, LogLinear.Independence(Published.Uk5).Aic, 0.0005);
    }

    [Fact]   // Chan, Silverman and Vincent (2019), table 2
    public void The_artificial_lists_show_each_way_of_failing()
    {
        Assert.Equal(539.09, LogLinear.Independence(Published.Artificial).Population!.Value, 0.005);
        Assert.NotNull(LogLinear.Fit(Published.Artificial, [0b101]).Population);
        Assert.NotNull(LogLinear.Fit(Published.Artificial, [0b110]).Population);
        Assert.NotNull(LogLinear.Fit(Published.Artificial, [0b101, 0b110]).Population);
        foreach (int[] pairs in new int[][] { [0b011], [0b011, 0b101], [0b011, 0b110] })
        {
            var fit = LogLinear.Fit(Published.Artificial, pairs);
            Assert.Null(fit.Population);
            Assert.Contains("infinite", fit.NotEstimable);
            Assert.Equal(new ModelCheckResult(false, true), ModelCheck.Check(Published.Artificial, pairs));
        }
        var all = LogLinear.Fit(Published.Artificial, [0b011, 0b101, 0b110]);
        Assert.Null(all.Population);
        Assert.Contains("more coefficients", all.NotEstimable);
        Assert.False(ModelCheck.Check(Published.Artificial, [0b011, 0b101, 0b110]).Identified);
    }

    private static readonly Gen<(CaptureTable Table, int[] Pairs)> SparseTables =
        Gen.Int[2, 5].SelectMany(lists => Gen.Select(
            Gen.Frequency((6, Gen.Const(0L)), (3, Gen.Long[1, 4]), (2, Gen.Long[5, 90])).Array[1 << lists],
            Gen.Bool.Array[lists * (lists - 1) / 2],
            (counts, chosen) =>
            {
                counts[0] = 0;
                var pairs = (from i in Enumerable.Range(0, lists) from j in Enumerable.Range(i + 1, lists - 1 - i) select 1 << i | 1 << j).Where((_, k) => chosen[k]).ToArray();
                return (new CaptureTable([.. Enumerable.Range(0, lists).Select(i => $"L{i}")], counts), pairs);
            }));

    [Fact]
    public void The_step_certificate_and_the_linear_programme_never_disagree() =>
        SparseTables.Sample(x =>
        {
            var (table, pairs) = x;
            var fit = LogLinear.Fit(table, pairs);
            var check = ModelCheck.Check(table, pairs);
            Assert.True(check.Estimable == fit.Population.HasValue,
                $"{string.Join(' ', table.Counts.ToArray())} pairs {string.Join(' ', pairs)}: {check}, {fit.Population} {fit.NotEstimable}");
        }, iter: LongForm.Rounds(3000, 100_000));

    [Fact]
    public void At_the_fit_every_expected_sum_equals_the_observed_one() =>
        SparseTables.Sample(x =>
        {
            var terms = ModelTerms.Of(x.Table, x.Pairs);
            var fitter = new LogLinearFitter(x.Table.Lists);
            fitter.Load(x.Table.Counts);
            if (x.Table.Observed == 0 || fitter.Fit(terms.Present, terms.Empty) != FitState.Fitted) return;
            foreach (var term in terms.Present) Assert.Equal(fitter.CountSums[term], fitter.MeanSums[term], 1e-6 * (1 + fitter.CountSums[0]));
        }, iter: 1000);

    [Fact]
    public void The_fit_equals_a_plain_weighted_regression() =>
        SparseTables.Sample(x =>
        {
            var fit = LogLinear.Fit(x.Table, x.Pairs);
            if (fit.Population is not { } population || fit.Terms.Any(t => t.Coefficient < -12 || t.StandardError > 20)) return;
            var (plain, standardError) = PlainPoisson.Intercept(x.Table, x.Pairs);
            Assert.Equal(Math.Log(population - fit.Observed), plain, 1e-6);
            Assert.Equal(fit.Terms[0].StandardError!.Value, standardError, 1e-5 * standardError);
        }, iter: 400);

    [Fact]
    public void Lists_without_any_overlap_have_no_estimate_and_say_why()
    {
        var fit = LogLinear.Independence(new CaptureTable(["A", "B", "C"], [0, 40, 30, 0, 20, 0, 0, 0]));
        Assert.Null(fit.Population);
        Assert.Contains("no two lists share a person", fit.NotEstimable);
        Assert.Contains("nobody is on any list", LogLinear.Independence(new CaptureTable(["A", "B"], [0, 0, 0, 0])).NotEstimable);
    }

    [Fact]
    public void Terms_that_are_no_sets_of_the_lists_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LogLinear.Fit(Published.Unit, [0b001]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LogLinear.Fit(Published.Unit, [0b1001]));
        Assert.Throws<ArgumentException>(() => LogLinear.Fit(Published.Unit, [0b011, 0b011]));
        Assert.Throws<ArgumentException>(() => new CaptureTable(["A"], [0, 1]));
        Assert.Throws<ArgumentException>(() => new CaptureTable(["A", "B"], [1, 1, 1, 1]));
        Assert.Throws<ArgumentException>(() => new CaptureTable(["A", "A"], [0, 1, 1, 1]));
    }
}
