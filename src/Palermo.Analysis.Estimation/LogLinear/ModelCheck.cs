using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation;

/// <summary>Whether a model can be estimated from a table at all.</summary>
/// <param name="MaximumExists">False when the likelihood rises without end, so that some coefficient is infinite.</param>
/// <param name="Identified">False when several sets of coefficients explain the counts equally well.</param>
public sealed record ModelCheckResult(bool MaximumExists, bool Identified)
{
    public bool Estimable => MaximumExists && Identified;
}

/// <summary>The two formal tests that a log-linear model must pass before an estimate from it means anything.</summary>
/// <remarks>
/// Existence: the linear programme of Fienberg and Rinaldo (2012, Annals of Statistics 40, supplement): the greatest s such that
/// some table with every cell at least s has the observed sufficient statistics; a maximum exists when s is above 0. Identifiability:
/// the rank of the design matrix, computed exactly. Pairs of lists that share nobody take their cells out first (Chan, Silverman and
/// Vincent 2019). Cost: one simplex of terms times cells.
/// </remarks>
public static class ModelCheck
{
    /// <summary>Checks the model with all main effects and the given pairs (or larger sets) of lists.</summary>
    /// <param name="sets">Sets of two lists or more, as bits.</param>
    public static ModelCheckResult Check(CaptureTable table, IEnumerable<int> sets)
    {
        ArgumentNullException.ThrowIfNull(table);
        var terms = ModelTerms.Of(table, sets);
        return Check(table.Counts, terms.Present, terms.Empty);
    }

    internal static ModelCheckResult Check(ReadOnlySpan<double> counts, ReadOnlySpan<int> terms, ReadOnlySpan<int> empties)
    {
        var kept = new List<int>();
        for (var c = 1; c < counts.Length; c++)
        {
            var keep = true;
            foreach (var e in empties) if ((c & e) == e) keep = false;
            if (keep) kept.Add(c);
        }
        return new ModelCheckResult(MaximumExists(counts, terms, kept), Rank(terms, kept) == terms.Length);
    }

    private static bool MaximumExists(ReadOnlySpan<double> counts, ReadOnlySpan<int> terms, List<int> kept)
    {
        // Unknowns: how far each cell lies above s, and s itself.
        var rows = new List<double[]>();
        var right = new List<double>();
        double total = 0;
        foreach (var c in kept) total += counts[c];
        if (total == 0) return false;
        foreach (var term in terms)
        {
            var row = new double[kept.Count + 1];
            double sum = 0;
            for (var i = 0; i < kept.Count; i++)
            {
                if ((kept[i] & term) != term) continue;
                row[i] = 1;
                row[^1]++;
                sum += counts[kept[i]];
            }
            rows.Add(row);
            right.Add(sum);
        }
        var programme = new LinearProgram(rows, right, kept.Count + 1);
        var objective = new double[kept.Count + 1];
        objective[^1] = 1;
        // A basic solution is a ratio of small whole numbers: positive means well above rounding.
        return programme.Maximise(objective, out var s) == LinearProgramState.Optimal && s > 1e-7;
    }

    /// <summary>Rank of the design, exactly: elimination modulo a prime, where no rounding can hide or invent a dependence.</summary>
    /// <remarks>A rank modulo 2^31 - 1 can only be lower than the true one, and only when the prime divides a minor of this 0-1 matrix.</remarks>
    internal static int Rank(ReadOnlySpan<int> terms, List<int> kept)
    {
        const long prime = int.MaxValue;
        var matrix = new long[terms.Length][];
        for (var i = 0; i < terms.Length; i++)
        {
            matrix[i] = new long[kept.Count];
            for (var j = 0; j < kept.Count; j++) matrix[i][j] = (kept[j] & terms[i]) == terms[i] ? 1 : 0;
        }
        var rank = 0;
        for (var column = 0; column < kept.Count && rank < terms.Length; column++)
        {
            var pivot = rank;
            while (pivot < terms.Length && matrix[pivot][column] == 0) pivot++;
            if (pivot == terms.Length) continue;
            (matrix[rank], matrix[pivot]) = (matrix[pivot], matrix[rank]);
            var inverse = Power(matrix[rank][column], prime - 2);
            for (var i = rank + 1; i < terms.Length; i++)
            {
                if (matrix[i][column] == 0) continue;
                var factor = matrix[i][column] * inverse % prime;
                for (var j = column; j < kept.Count; j++)
                    matrix[i][j] = (matrix[i][j] + (prime - factor) * matrix[rank][j]) % prime;
            }
            rank++;
        }
        return rank;

        static long Power(long x, long e)
        {
            long result = 1;
            for (; e > 0; e >>= 1, x = x * x % prime) if ((e & 1) == 1) result = result * x % prime;
            return result;
        }
    }
}
