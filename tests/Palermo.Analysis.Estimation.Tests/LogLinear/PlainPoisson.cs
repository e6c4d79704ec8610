namespace Palermo.Analysis.Estimation.Tests;

/// <summary>Poisson regression as the textbook has it: a design matrix row by row, weighted least squares, Gauss-Jordan. The second opinion.</summary>
internal static class PlainPoisson
{
    public static (double Intercept, double StandardError) Intercept(CaptureTable table, int[] pairs)
    {
        var empty = pairs.Concat(Enumerable.Range(0, table.Lists).Select(i => 1 << i)).Where(s => table.OnAll(s) == 0).ToArray();
        int[] terms = [0, .. Enumerable.Range(0, table.Lists).Select(i => 1 << i).Where(s => table.OnAll(s) > 0), .. pairs.Where(s => table.OnAll(s) > 0)];
        var rows = Enumerable.Range(1, table.Counts.Length - 1).Where(c => !empty.Any(e => (c & e) == e)).ToArray();
        var x = rows.Select(c => terms.Select(t => (c & t) == t ? 1.0 : 0.0).ToArray()).ToArray();
        var y = rows.Select(c => table.Counts[c]).ToArray();
        var eta = y.Select(n => Math.Log(n + 0.1)).ToArray();
        double[][] inverse = [];
        double[] beta = [];
        for (var round = 0; round < 200; round++)
        {
            var p = terms.Length;
            var m = new double[p][];
            for (var a = 0; a < p; a++)
            {
                m[a] = new double[2 * p + 1];
                m[a][p + 1 + a] = 1;
                for (var b = 0; b < p; b++) m[a][b] = rows.Select((_, i) => x[i][a] * x[i][b] * Math.Exp(eta[i])).Sum();
                m[a][p] = rows.Select((_, i) => x[i][a] * (Math.Exp(eta[i]) * eta[i] + y[i] - Math.Exp(eta[i]))).Sum();
            }
            for (var a = 0; a < p; a++)
            {
                var pivot = Enumerable.Range(a, p - a).MaxBy(r => Math.Abs(m[r][a]));
                (m[a], m[pivot]) = (m[pivot], m[a]);
                var scale = m[a][a];
                for (var b = 0; b <= 2 * p; b++) m[a][b] /= scale;
                for (var r = 0; r < p; r++)
                {
                    if (r == a) continue;
                    var factor = m[r][a];
                    for (var b = 0; b <= 2 * p; b++) m[r][b] -= factor * m[a][b];
                }
            }
            var next = m.Select(r => r[p]).ToArray();
            var change = beta.Length == 0 ? 1 : next.Zip(beta, (u, v) => Math.Abs(u - v)).Max();
            beta = next;
            inverse = [.. m.Select(r => r[(p + 1)..])];
            eta = [.. x.Select(r => r.Zip(beta, (u, v) => u * v).Sum())];
            if (change < 1e-12) break;
        }
        return (beta[0], Math.Sqrt(inverse[0][0]));
    }
}
