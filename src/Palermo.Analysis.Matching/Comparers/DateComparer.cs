using System.Numerics;
using System.Runtime.CompilerServices;

namespace Palermo.Analysis.Matching;

/// <summary>Compares birth dates by the levels of the domain page (entity-matching 3.6).</summary>
internal sealed class DateComparer : Comparer
{
    private readonly TextColumn column;
    private readonly PartialDate[] dates;
    private readonly uint[] nibbles;
    private readonly bool[] toTheDay;
    private readonly int[] own;
    private readonly float[] frequency;

    public DateComparer(TextColumn column)
    {
        this.column = column;
        dates = new PartialDate[column.Distinct];
        nibbles = new uint[column.Distinct];
        toTheDay = new bool[column.Distinct];
        for (var v = 1; v < dates.Length; v++)
        {
            dates[v] = PartialDate.Read(column.Values[v]);
            nibbles[v] = dates[v].Nibbles;
            toTheDay[v] = dates[v].IsToTheDay;
        }
        // Two texts of one date (1980-03-12, 12/03/1980) count as one value.
        var first = new Dictionary<uint, int>();
        own = new int[column.Ids.Length];
        for (var v = 1; v < dates.Length; v++)
            if (dates[v].Year > 0) first.TryAdd(nibbles[v], v);
        for (var r = 0; r < own.Length; r++) own[r] = dates[column.Ids[r]].Year == 0 ? 0 : first[nibbles[column.Ids[r]]];
        frequency = Frequencies(own, column.Distinct);
    }

    public override double ExactRate(RecordTable table) => SameRate(own, column.Distinct, table.Split, toTheDay);

    public override string[] Names => LevelNames.Date;

    public PartialDate this[int record] => dates[column.Ids[record]];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Levels(ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<byte> to)
    {
        var ids = column.Ids;
        for (var p = 0; p < left.Length; p++)
        {
            int a = ids[left[p]], b = ids[right[p]];
            to[p] = dates[a].Year == 0 || dates[b].Year == 0 ? Missing
                : nibbles[a] == nibbles[b] ? toTheDay[a] ? (byte)0 : (byte)4
                : Level(dates[a], dates[b], nibbles[a] ^ nibbles[b]);
        }
    }

    /// <summary>Level of two dates that differ; <paramref name="difference"/> is their digits, exclusive-ored.</summary>
    internal static byte Level(in PartialDate a, in PartialDate b, uint difference)
    {
        var years = Math.Abs(a.Year - b.Year);
        if (a.Day > 0 && b.Day > 0)
        {
            if (years == 0 && a.Day == b.Month && a.Month == b.Day) return 1;
            var digits = (difference | difference >> 1 | difference >> 2 | difference >> 3) & 0x11111111;
            if (BitOperations.PopCount(digits) == 1 || Swapped(a.Nibbles, b.Nibbles, digits)) return 2;
            if (years <= 1 && (a.Day == b.Day || a.Month == b.Month) && a.IsToTheDay && b.IsToTheDay) return 3;
        }
        if (years == 0) return 4;
        if (Calendars.MayDiffer(a, b)) return 5;
        return years <= 2 ? (byte)6 : (byte)7;
    }

    private static bool Swapped(uint a, uint b, uint digits)
    {
        if (BitOperations.PopCount(digits) != 2) return false;
        var at = BitOperations.TrailingZeroCount(digits);
        return digits >> at == 0x11 && (a >> at & 15) == (b >> at + 4 & 15) && (a >> at + 4 & 15) == (b >> at & 15);
    }

    public override float Frequency(int left, int right, byte level) => level == 0 ? frequency[own[left]] : 0;

    public override (string Left, string Right) Values(int left, int right) => (column[left], column[right]);
}
