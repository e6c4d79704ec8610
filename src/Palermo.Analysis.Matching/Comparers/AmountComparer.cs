using System.Globalization;
using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares measures: the length of a boat, an amount of money. Levels: equal, within 1 %, within 10 %, more.</summary>
internal sealed class AmountComparer : Comparer
{
    private readonly TextColumn column;
    private readonly double[] values;

    public AmountComparer(TextColumn column)
    {
        this.column = column;
        values = new double[column.Distinct];
        Array.Fill(values, double.NaN);
        for (var v = 1; v < values.Length; v++)
            if (double.TryParse(column.Values[v], NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)) values[v] = value;
    }

    public override string[] Names => LevelNames.Amount;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        var ids = column.Ids;
        for (var p = 0; p < left.Length; p++)
        {
            double a = values[ids[left[p]]], b = values[ids[right[p]]];
            var apart = Math.Abs(a - b) / Math.Max(Math.Abs(a), Math.Abs(b));
            to[p] = double.IsNaN(a) || double.IsNaN(b) ? Missing : a == b ? (byte)0 : apart <= 0.01 ? (byte)1 : apart <= 0.1 ? (byte)2 : (byte)3;
        }
    }

    public override (string Left, string Right) Values(int left, int right) => (column[left], column[right]);
}
