namespace Palermo.Analysis.Estimation.Numerics;

/// <summary>Draws from a fixed discrete distribution in constant time (Walker 1977; Vose 1991).</summary>
internal sealed class Alias
{
    private readonly double[] _keep;
    private readonly int[] _other;

    public Alias(ReadOnlySpan<double> weights)
    {
        var n = weights.Length;
        _keep = new double[n];
        _other = new int[n];
        double total = 0;
        foreach (var w in weights) total += w;
        var scaled = new double[n];
        Stack<int> small = new(), large = new();
        for (var i = 0; i < n; i++)
        {
            scaled[i] = weights[i] * n / total;
            (scaled[i] < 1 ? small : large).Push(i);
        }
        while (small.Count > 0 && large.Count > 0)
        {
            int s = small.Pop(), l = large.Peek();
            _keep[s] = scaled[s];
            _other[s] = l;
            scaled[l] -= 1 - scaled[s];
            if (scaled[l] < 1) small.Push(large.Pop());
        }
        foreach (var i in small) { _keep[i] = 1; _other[i] = i; }
        foreach (var i in large) { _keep[i] = 1; _other[i] = i; }
    }

    public int Draw(ref SeededRandom random)
    {
        var x = random.Uniform() * _keep.Length;
        var i = (int)x;
        return x - i < _keep[i] ? i : _other[i];
    }
}
