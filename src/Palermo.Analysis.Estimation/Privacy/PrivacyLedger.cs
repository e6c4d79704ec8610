namespace Palermo.Analysis.Estimation;

/// <summary>One release of noisy figures, as the ledger keeps it.</summary>
/// <param name="Query">What was released, in words.</param>
/// <param name="Epsilon">Its pure privacy loss; null when it has none (Gaussian noise).</param>
/// <param name="Rho">Its zero-concentrated privacy loss.</param>
/// <param name="Scheme">A way of dividing people into parts that share nobody, such as "country of the node"; null for a release about all.</param>
/// <param name="Part">The part of the scheme that the release is about.</param>
/// <param name="Approver">Who let it go.</param>
/// <param name="Date">When.</param>
public sealed record PrivacySpend(string Query, decimal? Epsilon, decimal Rho, string? Scheme, string? Part, string Approver, DateOnly Date);

/// <summary>What all releases together guarantee: no person changes the odds of any outcome by more than exp(epsilon), but for delta.</summary>
public readonly record struct PrivacyGuarantee(double Epsilon, double Delta);

/// <summary>The privacy budget of one data set: what was spent, by whom, and the refusal of what would be too much.</summary>
/// <remarks>
/// <para>Releases about the same people add up; releases about parts that share nobody cost as much as the dearest part (Dwork and Roth 2014,
/// theorem 3.16; McSherry 2009). Sums are decimal, so ten times a tenth is one.</para>
/// <para>With delta above 0 zero-concentrated sums may be smaller: rho adds up, and (rho + 2 sqrt(rho ln(1/delta)), delta) holds (Bun and Steinke 2016,
/// propositions 1.3, 1.4 and lemma 1.7). The ledger gives the best of the sums that hold. It is part of the note to every release. Not
/// thread-safe: one writer, which is the job that publishes.</para>
/// </remarks>
public sealed class PrivacyLedger
{
    private readonly List<PrivacySpend> _spent = [];

    /// <param name="dataset">Name of the data set.</param>
    /// <param name="epsilonLimit">Budget, in epsilon; 2 to 4 a year is usual.</param>
    /// <param name="delta">Delta of the budget; below 1/(10 people). 0 allows pure noise only.</param>
    public PrivacyLedger(string dataset, decimal epsilonLimit, double delta = 0)
    {
        if (epsilonLimit <= 0) throw new ArgumentOutOfRangeException(nameof(epsilonLimit), epsilonLimit, "A budget is above 0.");
        if (!(delta >= 0 && delta < 1)) throw new ArgumentOutOfRangeException(nameof(delta), delta, "Delta lies from 0 to below 1.");
        (Dataset, EpsilonLimit, Delta) = (dataset, epsilonLimit, delta);
    }

    public string Dataset { get; }

    public decimal EpsilonLimit { get; }

    public double Delta { get; }

    public IReadOnlyList<PrivacySpend> Spent => _spent;

    /// <summary>What everything spent so far guarantees.</summary>
    public PrivacyGuarantee Guarantee => Of(_spent);

    /// <summary>Pure loss of everything spent: exact; null when Gaussian noise was used.</summary>
    public decimal? PureEpsilon => Pure(_spent);

    /// <summary>Zero-concentrated loss of everything spent.</summary>
    public decimal Rho => Concentrated(_spent);

    /// <summary>Enters a release, or refuses it when the budget would be overrun. Ask before drawing the noise.</summary>
    /// <returns>null when entered; else the reason of the refusal.</returns>
    public string? Spend(PrivacySpend spend)
    {
        ArgumentNullException.ThrowIfNull(spend);
        if (spend.Epsilon is <= 0 || spend.Rho <= 0) throw new ArgumentOutOfRangeException(nameof(spend), spend.Epsilon, "A release costs more than 0.");
        if (spend.Epsilon is { } e && spend.Rho < e * e / 2) throw new ArgumentException("The concentrated loss of a pure release is epsilon^2 / 2.", nameof(spend));
        if (spend.Scheme is null != spend.Part is null) throw new ArgumentException("A scheme and the part of it belong together.", nameof(spend));
        List<PrivacySpend> after = [.. _spent, spend];
        if (!Within(after))
        {
            var total = Of(after);
            return double.IsInfinity(total.Epsilon)
                ? "Gaussian noise has no pure guarantee: this budget has delta 0"
                : FormattableString.Invariant($"the budget of {Dataset} is {EpsilonLimit} and {Of(_spent).Epsilon:0.####} is spent; with this release it would be {total.Epsilon:0.####}");
        }
        _spent.Add(spend);
        return null;
    }

    /// <summary>Enters a release made with a mechanism.</summary>
    public string? Spend(PrivacyMechanism mechanism, string query, string approver, DateOnly date, string? scheme = null, string? part = null)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        return Spend(new PrivacySpend(query, mechanism.Epsilon, mechanism.Rho, scheme, part, approver, date));
    }

    private bool Within(List<PrivacySpend> spent) =>
        Pure(spent) is { } pure && pure <= EpsilonLimit || Of(spent).Epsilon <= (double)EpsilonLimit;

    private PrivacyGuarantee Of(IReadOnlyList<PrivacySpend> spent)
    {
        var pure = Pure(spent);
        if (Delta == 0) return new PrivacyGuarantee(pure is { } p ? (double)p : double.PositiveInfinity, 0);
        var epsilon = Converted(Concentrated(spent));
        if (pure is { } sum) epsilon = Math.Min(epsilon, (double)sum);
        // Pure releases by their sum, the rest by rho: the two add up.
        else epsilon = Math.Min(epsilon, (double)Pure(spent.Where(s => s.Epsilon is not null))!.Value + Converted(Concentrated(spent.Where(s => s.Epsilon is null))));
        return new PrivacyGuarantee(epsilon, Delta);
    }

    private double Converted(decimal rho) => rho == 0 ? 0 : (double)rho + 2 * Math.Sqrt((double)rho * Math.Log(1 / Delta));

    private static decimal? Pure(IEnumerable<PrivacySpend> spent) =>
        spent.Any(s => s.Epsilon is null) ? null : Composed(spent, s => s.Epsilon!.Value);

    private static decimal Concentrated(IEnumerable<PrivacySpend> spent) => Composed(spent, s => s.Rho);

    /// <summary>Adds releases about all; of each scheme adds the dearest part.</summary>
    private static decimal Composed(IEnumerable<PrivacySpend> spent, Func<PrivacySpend, decimal> cost) =>
        spent.GroupBy(s => s.Scheme).Sum(scheme => scheme.Key is null
            ? scheme.Sum(cost)
            : scheme.GroupBy(s => s.Part).Max(part => part.Sum(cost)));
}
