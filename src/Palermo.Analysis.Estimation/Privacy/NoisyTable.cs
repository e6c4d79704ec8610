using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>A table of counts with noise, its totals the sums of its cells.</summary>
/// <param name="Values">Noisy counts, margins included, in the order of <see cref="CountTable.Index"/>; negative where noise made them so.</param>
/// <param name="StandardErrors">Standard error of each value from the noise alone.</param>
/// <param name="ClampedBias">How much the grand total would rise if negative cells were shown as 0: the bias that clamping would bring.</param>
public sealed record NoisyTable(IReadOnlyList<TableDimension> Dimensions, long[] Values, double[] StandardErrors, long ClampedBias, string Mechanism, decimal? Epsilon, decimal Rho)
{
    /// <summary>Releases a table under differential privacy, or says why the budget does not allow it.</summary>
    /// <remarks>
    /// Each inner cell gets noise of its own and totals are sums of noisy cells, so all figures agree and totals cost nothing more; their
    /// error grows with the square root of the number of cells below them. Every cell gets noise, empty ones too: leaving empty
    /// cells out would tell that they are empty. The table's categories must be fixed beforehand, not read from the data.
    /// </remarks>
    /// <returns>The table, or null with the reason of the refusal.</returns>
    public static (NoisyTable? Table, string? Refusal) Release(CountTable table, PrivacyMechanism mechanism, PrivacyLedger ledger, string query, string approver, DateOnly date,
        string? scheme = null, string? part = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(ledger);
        if (ledger.Spend(mechanism, query, approver, date, scheme, part) is { } refusal) return (null, refusal);
        var values = new long[table.CellCount];
        var variances = new double[table.CellCount];
        long bias = 0;
        for (var cell = 0; cell < values.Length; cell++)
        {
            if (IsMargin(table, cell)) continue;
            values[cell] = table.Values[cell] + mechanism.Draw();
            variances[cell] = mechanism.Variance;
            bias += Math.Max(0, -values[cell]);
        }
        for (var d = 0; d < table.Dimensions.Count; d++)
        {
            int width = table.Dimensions[d].Categories.Count, stride = table.Strides[d];
            for (var cell = 0; cell < values.Length; cell++)
            {
                if (!table.IsTotal(cell, d)) continue;
                for (var level = 1; level <= width; level++)
                {
                    values[cell] += values[cell - level * stride];
                    variances[cell] += variances[cell - level * stride];
                }
            }
        }
        return (new NoisyTable(table.Dimensions, values, [.. variances.Select(Math.Sqrt)], bias, mechanism.Name, mechanism.Epsilon, mechanism.Rho), null);
    }

    /// <summary>Interval of the true count behind a value, by the normal approximation of summed noise.</summary>
    public Interval IntervalOf(int cell, double level = 0.95)
    {
        Interval.RequireLevel(level);
        var half = Quantiles.Normal(0.5 + level / 2) * StandardErrors[cell];
        return new Interval(Math.Max(0, Values[cell] - half), Math.Max(0, Values[cell] + half), level, "noise, normal approximation");
    }

    private static bool IsMargin(CountTable table, int cell)
    {
        for (var d = 0; d < table.Dimensions.Count; d++) if (table.IsTotal(cell, d)) return true;
        return false;
    }
}
