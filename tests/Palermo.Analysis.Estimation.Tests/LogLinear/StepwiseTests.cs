using System.Globalization;

namespace Palermo.Analysis.Estimation.Tests;

public class StepwiseTests
{
    [Fact]   // domain page, 1.5, and shared/data/mse/reference_estimates.csv (SparseMSE 2.0.1)
    public void Selection_of_the_published_tables_takes_the_same_pairs_in_the_same_order()
    {
        foreach (var (table, pairs, population, low, high) in new (CaptureTable, string, double, double, double)[]
        {
            (Published.Uk6, "PF:NCA LA:NG NG:GP LA:PF PF:GP GO:GP NG:GO", 11417.991, 9977.283, 13145.657),
            (Published.Uk5, "LA:NG NG:GP PFNCA:GP LA:PFNCA GO:GP NG:GO", 11312.990, 9884.403, 13027.397),
            (Published.Netherlands6, "O:Z P:Z I:Z P:R O:P K:R I:K K:O", 111139.37, 92439.86, 133991.47),
            (Published.NewOrleans8, "D:E", 1183.7, 721, 2046),
            (Published.NewOrleans5, "", 1034.2, 658, 1709),
            (Published.Western, "A:E", 2483.4, 1657, 3830),
            // R takes the standard error one step before convergence: its upper limit reads 1170.8851.
            (Published.Artificial, "", 539.0939, 278.6542, 1170.9102),
        })
        {
            var fit = Stepwise.Fit(table);
            Assert.Equal(pairs, string.Join(' ', fit.Steps.Select(s => s.Pair)));
            var digits = population == Math.Round(population, 1) ? 0.051 : 0.006;
            Assert.Equal(population, fit.Estimate.Population!.Value, digits);
            Assert.Equal(low, fit.Estimate.Interval!.Value.Low, low == Math.Round(low) ? 0.51 : 0.006);
            Assert.Equal(high, fit.Estimate.Interval.Value.High, high == Math.Round(high) ? 0.51 : 0.006);
        }
    }

    [Fact]
    public void Pairs_that_share_nobody_enter_with_a_coefficient_of_minus_infinity()
    {
        var fit = Stepwise.Fit(Published.Netherlands6);
        Assert.Equal(["K:R", "I:K"], fit.Estimate.Terms.Where(t => t.Coefficient is null).Select(t => t.Name));
        Assert.All(fit.Steps, s => Assert.True(s.PValue < Stepwise.UsualThreshold));
    }

    public static TheoryData<string, string, string> References => new()
    {
        { "uk_2013_six_lists", "main effects", "stepwise" }, { "uk_2013_five_lists", "main effects", "stepwise" },
        { "netherlands_2010_2015_six_lists", "main effects", "stepwise" }, { "netherlands_2010_2015_five_lists", "main effects", "stepwise" },
        { "kosovo_1999_four_lists", "main effects", "stepwise" }, { "artificial_three_lists", "main effects", "stepwise" },
    };

    [Theory, MemberData(nameof(References))]
    public void Reference_estimates_are_met_to_every_printed_digit(string name, string main, string stepwise)
    {
        var table = CaptureCsv.Read(File.ReadAllText(RealData.File($"mse/{name}.csv")), $"{name}.csv");
        var references = File.ReadLines(RealData.File("mse/reference_estimates.csv")).Where(l => l.StartsWith(name + ",", StringComparison.Ordinal)).Select(l => l.Split(',')).ToList();
        double Value(string[] row, int column) => double.Parse(row[column], CultureInfo.InvariantCulture);
        // Points to every printed digit; limits to 3 parts in 100,000, as R takes the standard error one step before convergence.
        double Digits(string[] row, int column) => Math.Max(column > 3 ? 3e-5 * Value(row, column) : 0,
            0.51 * Math.Pow(10, -(row[column].Contains('.') ? row[column].Length - 1 - row[column].IndexOf('.') : 0)));

        var reference = references.Single(r => r[1].StartsWith(main, StringComparison.Ordinal));
        Assert.Equal(Value(reference, 2), table.Observed);
        Assert.Equal(Value(reference, 3), LogLinear.Independence(table).Population!.Value, Digits(reference, 3));

        reference = references.Single(r => r[1].StartsWith(stepwise, StringComparison.Ordinal));
        var fit = Stepwise.Fit(table).Estimate;
        Assert.Equal(Value(reference, 3), fit.Population!.Value, Digits(reference, 3));
        Assert.Equal(Value(reference, 4), fit.Interval!.Value.Low, Digits(reference, 4));
        Assert.Equal(Value(reference, 5), fit.Interval.Value.High, Digits(reference, 5));
    }

    [Fact]
    public void Coefficients_of_the_chosen_United_Kingdom_model_equal_the_reference()
    {
        var table = CaptureCsv.Read(File.ReadAllText(RealData.File("mse/uk_2013_six_lists.csv")), "uk");
        var fit = Stepwise.Fit(table).Estimate;
        var reference = File.ReadLines(RealData.File("mse/reference_model_uk_six_lists.csv")).Skip(1).Select(l => l.Split(',')).ToList();
        Assert.Equal(14, reference.Count);
        foreach (var row in reference)
            Assert.Equal(double.Parse(row[1], CultureInfo.InvariantCulture), fit.Terms.Single(t => t.Name == row[0]).Coefficient!.Value, 0.00000051);
    }

    [Fact]
    public void A_threshold_of_zero_leaves_main_effects_and_one_outside_its_range_is_refused()
    {
        Assert.Empty(Stepwise.Fit(Published.Uk6, 0).Steps);
        Assert.Equal(12214.0, Stepwise.Fit(Published.Uk6, 0).Estimate.Population!.Value, 0.05);
        Assert.Throws<ArgumentOutOfRangeException>(() => Stepwise.Fit(Published.Uk6, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Stepwise.Fit(Published.Uk6, double.NaN));
    }

    [Fact]
    public void The_tail_summed_outwards_equals_the_smaller_of_the_two_distribution_functions() =>
        CsCheck.Check.Sample(CsCheck.Gen.Select(CsCheck.Gen.Int[0, 400], CsCheck.Gen.Double[0.001, 500]), (n, mean) =>
        {
            var plain = Math.Min(Numerics.Quantiles.PoissonCdf(n, mean), Numerics.Quantiles.PoissonTail(n, mean));
            if (plain < 1e-280) return;             // below that digits are lost
            Assert.Equal(plain, StepwiseRun.PValue(n, mean), 1e-11 * plain);
            var barred = StepwiseRun.PValue(n, mean, 0.02);
            Assert.True(plain < 0.02 ? Math.Abs(barred - plain) <= 1e-11 * plain : barred >= 0.02);
        }, iter: 3000);
}
