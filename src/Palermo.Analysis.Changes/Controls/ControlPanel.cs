namespace Palermo.Analysis.Changes;

/// <summary>What a control means for an area.</summary>
public enum AreaRole { Treated, Buffer, Comparison }

/// <summary>Counts of areas over periods, around a control.</summary>
/// <param name="Roles">One an area.</param>
/// <param name="Periods">Number of periods.</param>
/// <param name="Counts">Area by area, each with all periods.</param>
/// <param name="Exposure">Likewise, above 0; null for equal exposure.</param>
/// <param name="Start">First period under the control.</param>
/// <param name="End">First period after it ended; null while it lasts.</param>
public sealed record ControlPanel(IReadOnlyList<AreaRole> Roles, int Periods, double[] Counts, double[]? Exposure, int Start, int? End = null)
{
    /// <summary>True while the control stood.</summary>
    public bool Under(int period) => period >= Start && (End is null || period < End);

    /// <summary>Sum of an area before the control or under it. Periods after its end are in neither.</summary>
    public double Sum(int area, bool under)
    {
        double sum = 0;
        for (var t = 0; t < Periods; t++)
            if (under ? Under(t) : t < Start) sum += Counts[area * Periods + t];
        return sum;
    }

    internal void Check()
    {
        if (Counts.Length != Roles.Count * Periods) throw new ArgumentException($"{Roles.Count} areas over {Periods} periods have {Roles.Count * Periods} counts, not {Counts.Length}.", nameof(Counts));
        if (Exposure is not null && Exposure.Length != Counts.Length) throw new ArgumentException("Each count has one exposure.", nameof(Exposure));
        if (Start < 1 || Start >= Periods) throw new ArgumentOutOfRangeException(nameof(Start), Start, $"The control starts within the {Periods} periods, after the first.");
        if (End <= Start) throw new ArgumentOutOfRangeException(nameof(End), End, "A control ends after it starts.");
    }
}

/// <summary>The effects of a control by regression over areas and periods.</summary>
/// <param name="Treated">Effect in the treated areas, with errors clustered by area.</param>
/// <param name="Buffer">Effect in the buffer; null when there is none.</param>
/// <param name="Size">Size of the negative binomial.</param>
/// <param name="Clusters">Areas: below about thirty the clustered errors are too small.</param>
public sealed record PanelEffects(EffectRatio Treated, EffectRatio? Buffer, double Size, int Clusters);

/// <summary>Whether treated areas and comparison moved alike before the control.</summary>
/// <param name="PValue">Of the test that all leads are 0; small: they did not move alike.</param>
/// <param name="Leads">Ratio of treated to comparison in each stretch before the control, the last being 1.</param>
public sealed record PreTrend(double PValue, IReadOnlyList<double> Leads);

/// <summary>Regression over areas and periods: y ~ NB(exp(area + period + d·treated·post + r·buffer·post + ln exposure)).</summary>
public static class ControlRegression
{
    /// <summary>Stretches into which the time before is cut for the leads.</summary>
    private const int MostStretches = 4;

    /// <summary>The effects.</summary>
    /// <returns>Null when they cannot be estimated: no comparison, areas without a count, too few rows.</returns>
    public static PanelEffects? Effects(ControlPanel panel, double level = 0.95)
    {
        panel.Check();
        var periods = Enumerable.Range(0, panel.Periods).Where(t => t < panel.Start || panel.Under(t)).ToArray();
        var buffer = panel.Roles.Contains(AreaRole.Buffer);
        List<Func<int, int, double>> effects = [(area, t) => panel.Roles[area] == AreaRole.Treated && panel.Under(t) ? 1 : 0];
        if (buffer) effects.Add((area, t) => panel.Roles[area] == AreaRole.Buffer && panel.Under(t) ? 1 : 0);
        if (Rows.Make(panel, periods, effects) is not { } rows || CountRegression.Fit(rows.Design, rows.Columns, rows.Counts, rows.Offset) is not { } fit) return null;
        var covariance = CountRegression.Clustered(fit, rows.Design, rows.Counts, rows.Areas);
        EffectRatio Effect(int column) => EffectRatio.Of(fit.Coefficients[column], Math.Sqrt(Math.Max(1e-300, covariance[column * rows.Columns + column])), level);
        return new(Effect(0), buffer ? Effect(1) : null, fit.Size, rows.Areas.Distinct().Count());
    }

    /// <summary>Tests whether the areas of a role moved with the comparison before the control.</summary>
    /// <returns>Null when there are fewer than four periods before it, or the model cannot be fitted.</returns>
    /// <remarks>Leads of each stretch before the control, against the last one; Wald's test with the errors of the model.</remarks>
    public static PreTrend? BeforeTheControl(ControlPanel panel, AreaRole role = AreaRole.Treated)
    {
        panel.Check();
        var stretches = Math.Min(MostStretches, panel.Start / 2);
        if (stretches < 2) return null;
        int Stretch(int t) => t * stretches / panel.Start;
        List<Func<int, int, double>> leads = [];
        for (var k = 0; k < stretches - 1; k++)
        {
            var mine = k;
            leads.Add((area, t) => panel.Roles[area] == role && Stretch(t) == mine ? 1 : 0);
        }
        if (Rows.Make(panel, [.. Enumerable.Range(0, panel.Start)], leads, area => panel.Roles[area] == role || panel.Roles[area] == AreaRole.Comparison) is not { } rows
            || CountRegression.Fit(rows.Design, rows.Columns, rows.Counts, rows.Offset) is not { } fit) return null;
        var m = leads.Count;
        var part = new double[m * m];
        for (var i = 0; i < m; i++) for (var j = 0; j < m; j++) part[i * m + j] = fit.Covariance[i * rows.Columns + j];
        if (!SymmetricMatrix.Factor(part, m)) return null;
        var solved = fit.Coefficients[..m];
        SymmetricMatrix.Solve(part, m, solved);
        double wald = 0;
        for (var i = 0; i < m; i++) wald += solved[i] * fit.Coefficients[i];
        return new(SpecialFunctions.ChiSquareAbove(wald, m), [.. fit.Coefficients[..m].Select(Math.Exp), 1]);
    }

    /// <summary>The design: the effects first, then areas, then periods but the first.</summary>
    private sealed record Rows(double[] Design, int Columns, double[] Counts, double[] Offset, int[] Areas)
    {
        public static Rows? Make(ControlPanel panel, int[] periods, IReadOnlyList<Func<int, int, double>> effects, Func<int, bool>? wanted = null)
        {
            double At(int area, int t) => panel.Counts[area * panel.Periods + t];
            // An area without a single count tells nothing of a ratio, and its own level would be minus infinity; so for a period.
            int[] areas = [.. Enumerable.Range(0, panel.Roles.Count).Where(a => (wanted is null || wanted(a)) && periods.Any(t => At(a, t) > 0))];
            int[] times = [.. periods.Where(t => areas.Any(a => At(a, t) > 0))];
            int columns = effects.Count + areas.Length + times.Length - 1, rows = areas.Length * times.Length;
            if (areas.Length < 2 || times.Length < 2 || rows <= columns) return null;
            var made = new Rows(new double[rows * columns], columns, new double[rows], new double[rows], new int[rows]);
            for (var i = 0; i < areas.Length; i++)
                for (var j = 0; j < times.Length; j++)
                {
                    int row = i * times.Length + j, at = row * columns;
                    for (var k = 0; k < effects.Count; k++) made.Design[at + k] = effects[k](areas[i], times[j]);
                    made.Design[at + effects.Count + i] = 1;
                    if (j > 0) made.Design[at + effects.Count + areas.Length + j - 1] = 1;
                    made.Counts[row] = At(areas[i], times[j]);
                    made.Offset[row] = panel.Exposure is { } exposure ? Math.Log(exposure[areas[i] * panel.Periods + times[j]]) : 0;
                    made.Areas[row] = areas[i];
                }
            return made;
        }
    }
}
