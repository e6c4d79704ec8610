namespace Palermo.Analysis.Estimation.Tests;

public class ProfileIntervalTests
{
    [Fact]
    public void Two_independent_lists_follow_the_closed_form_of_their_likelihood()
    {
        // With independent lists the profile is N!/(N-n)! (1-p1)^(N-n1) p1^n1 (1-p2)^(N-n2) p2^n2 at p = n1/N, n2/N.
        double n1 = 120, n2 = 90, observed = 192;
        double Closed(double n) => Numerics.SpecialFunctions.LogGamma(n + 1) - Numerics.SpecialFunctions.LogGamma(n - observed + 1)
            + n1 * Math.Log(n1 / n) + (n - n1) * Math.Log(1 - n1 / n) + n2 * Math.Log(n2 / n) + (n - n2) * Math.Log(1 - n2 / n);
        var profile = ProfileInterval.Of(new CaptureTable(["A", "B"], [0, 102, 72, 18]), [])!;
        var top = Closed(profile.Population);
        foreach (var edge in new[] { profile.Interval.Low, profile.Interval.High })
            Assert.Equal(3.841458820694124 / 2, top - Closed(edge), 1e-5);
        for (var n = 250.0; n < 2000; n += 50) Assert.True(Closed(n) <= top + 1e-9);
    }

    [Fact]
    public void Profile_of_the_United_Kingdom_lies_near_the_Wald_interval_of_the_same_model()
    {
        var fit = Stepwise.Fit(Published.Uk6);
        var profile = ProfileInterval.Of(Published.Uk6, fit.Steps.Select(s => s.Lists))!;
        Assert.Equal(fit.Estimate.Population!.Value, profile.Population, 15.0);
        Assert.Equal(fit.Estimate.Interval!.Value.Low, profile.Interval.Low, 100.0);
        Assert.Equal(fit.Estimate.Interval.Value.High, profile.Interval.High, 150.0);
    }

    [Fact]
    public void A_model_without_an_estimate_has_no_profile() =>
        Assert.Null(ProfileInterval.Of(Published.Artificial, [0b011]));
}
