namespace Palermo.Analysis.Changes;

/// <summary>
/// The exact best split of a series by functional pruning: for each possible rate of the present segment it keeps where that segment
/// best began.
/// </summary>
/// <remarks>
/// Let F(t) be the least cost of the first t points, each change costing beta, and q_s(rate) = F(s) + beta + the cost of the points
/// after s at that rate. The least of all q_s is kept as pieces along the axis of rates, each with the start s that is best there.
/// A new start s = t is the constant F(t) + beta: it takes exactly the rates where the kept curve lies above, at the two tails and in
/// holes between. Points added later add the same to every curve, so a start that has lost a rate has lost it for good.
/// Sources: Rigaill (2015), J. SFdS 156(4), pruned dynamic programming; Maidstone, Hocking, Rigaill and Fearnhead (2017), Statistics
/// and Computing 27, FPOP; the problem and the penalty, Killick, Fearnhead and Eckley (2012), JASA 107. A least length of segments is
/// kept by letting a start in only when it is that old: curves of two starts differ by points before the younger, so the comparison
/// is the same.
/// Cost: time in proportion to points times pieces kept, about the logarithm of the points in practice and whether or not there are
/// changes (inequality pruning, PELT, is quadratic without changes); memory 4 bytes a point and the pieces.
/// </remarks>
internal struct FunctionalPruning<TFamily> where TFamily : struct, ICostFamily
{
    /// <summary>Rounding may move a rate by this much; a minimum so near a border is looked at from both sides.</summary>
    private const double Slack = 1e-10;

    private readonly TFamily _family;
    private readonly double _beta;
    private readonly Crossing _lowest, _highest;

    // Pieces lie at _head to _tail - 1, in the middle of the buffers, since they grow and shrink at both ends. Piece i reaches from border i to i + 1.
    private double[] _rate, _first, _second, _value;            // at the border
    private double[] _base, _exposure, _sum;                    // of the start: F + beta, and what came before it
    private int[] _start;
    private int _head, _tail;

    /// <param name="lowest">Lowest rate that a segment may have, above 0 for counts.</param>
    public FunctionalPruning(TFamily family, double beta, double lowest, double highest)
    {
        (_family, _beta) = (family, beta);
        _lowest = new(lowest, family.First(lowest), family.Second(lowest));
        _highest = new(highest, family.First(highest), family.Second(highest));
        const int room = 512;
        _rate = new double[room]; _first = new double[room]; _second = new double[room]; _value = new double[room];
        _base = new double[room]; _exposure = new double[room]; _sum = new double[room];
        _start = new int[room];
        _head = room / 2;
        _tail = _head;
    }

    public readonly int Pieces => _tail - _head;

    /// <summary>Runs over the series.</summary>
    /// <param name="exposure">One for each point, or a single one for all.</param>
    /// <param name="scale">How raw figures become those of the family, whose usual rate is near 1 (or 0).</param>
    /// <param name="least">Least length of a segment, 1 or more.</param>
    /// <param name="last">Receives, for each t from 1, where the last segment of the best split of t points begins.</param>
    /// <returns>F(n), with F(0) = -beta.</returns>
    public double Run(ReadOnlySpan<double> exposure, ReadOnlySpan<double> values, RateScale scale, int least, Span<int> last)
    {
        var n = values.Length;
        var even = exposure.Length == 1;
        var waiting = new double[least];                        // F of the points not yet old enough to be a start
        Begin();
        double e = 0, s = 0, olderE = 0, olderS = 0, best = -_beta;
        for (var t = 1; t <= n; t++)
        {
            var raw = even ? exposure[0] : exposure[t - 1];
            e += raw * scale.Exposure;
            s += (values[t - 1] - raw * scale.Shift) * scale.Value;
            var older = t - least;
            if (older > 0)
            {
                raw = even ? exposure[0] : exposure[older - 1];
                olderE += raw * scale.Exposure;
                olderS += (values[older - 1] - raw * scale.Shift) * scale.Value;
                if (older >= least) Admit(older, waiting[older % least] + _beta, olderE, olderS);
            }
            if (t < least) continue;
            best = Best(e, s, out last[t]);
            waiting[t % least] = best;
        }
        return best;
    }

    private void Begin()
    {
        _tail = _head + 1;
        SetBorder(_head, _lowest);
        SetBorder(_tail, _highest);
        SetPiece(_head, 0, 0, 0, 0);
    }

    /// <summary>The least of all curves now, and the start it belongs to.</summary>
    private readonly double Best(double e, double s, out int start)
    {
        var least = double.PositiveInfinity;
        start = 0;
        int head = _head, last = _tail - 1;
        for (var i = head; i <= last; i++)
        {
            double de = e - _exposure[i], ds = s - _sum[i];
            // Only a minimum within its own piece counts; elsewhere a neighbour lies lower.
            if ((ds < (_rate[i] - Slack) * de && i > head) || (ds > (_rate[i + 1] + Slack) * de && i < last)) continue;
            var value = _base[i] + _family.Least(de, ds);
            if (value < least) (least, start) = (value, _start[i]);
        }
        return least;
    }

    /// <summary>Lets a start in: it takes the rates where every older curve lies above it.</summary>
    /// <param name="level">F + beta of the start.</param>
    /// <param name="e">Exposure before it.</param>
    private void Admit(int start, double level, double e, double s)
    {
        int head = _head, tail = _tail;
        if (head < 4 || tail + 4 > _start.Length) { Room(); head = _head; tail = _tail; }
        Evaluate(e, s);
        // The tails: runs of borders above the level.
        var left = head;
        while (left <= tail && _value[left] > level) left++;
        if (left <= tail)
        {
            var right = tail;
            while (_value[right] > level) right--;
            var holes = false;
            for (var i = left + 1; i < right; i++) holes |= _value[i] > level;
            if (!holes && NoDip(head, left - 1, level, e, s) && NoDip(right + 1, tail, level, e, s))
            {
                if (left > head)
                {
                    var i = left - 1;                            // the curve falls through the level within this piece
                    var cross = Cross(i, level, e, s, rising: false);
                    _head = i - 1;
                    SetBorder(i, cross);
                    SetBorder(i - 1, _lowest);
                    SetPiece(i - 1, start, level, e, s);
                }
                if (right < tail)
                {
                    var i = right;                               // and rises through it within this one
                    var cross = Cross(i, level, e, s, rising: true);
                    _tail = i + 2;
                    SetBorder(i + 1, cross);
                    SetBorder(i + 2, _highest);
                    SetPiece(i + 1, start, level, e, s);
                }
                return;
            }
        }
        Rebuild(start, level, e, s);
    }

    private readonly void Evaluate(double e, double s)
    {
        int head = _head, tail = _tail;
        for (var i = head; i < tail; i++)
            _value[i] = _base[i] + (e - _exposure[i]) * _first[i] + (s - _sum[i]) * _second[i];
        _value[tail] = _base[tail - 1] + (e - _exposure[tail - 1]) * _first[tail] + (s - _sum[tail - 1]) * _second[tail];
    }

    /// <summary>True when no curve between two borders that lie above the level dips below it.</summary>
    private readonly bool NoDip(int from, int to, double level, double e, double s)
    {
        for (var i = from; i < to; i++) if (Dips(i, level, e, s)) return false;
        return true;
    }

    private readonly bool Dips(int i, double level, double e, double s)
    {
        double de = e - _exposure[i], ds = s - _sum[i];
        if (de <= 0 || (i > _head && ds <= _rate[i] * de) || (i < _tail - 1 && ds >= _rate[i + 1] * de)) return false;
        return _base[i] + _family.Least(de, ds) < level;
    }

    private readonly Crossing Cross(int i, double level, double e, double s, bool rising)
    {
        double de = e - _exposure[i], ds = s - _sum[i];
        return _family.Cross(de, ds, Math.Max(0, level - _base[i] - _family.Least(de, ds)), rising, _rate[i], _rate[i + 1]);
    }

    /// <summary>The general case: goes through all pieces and writes them anew.</summary>
    private void Rebuild(int start, double level, double e, double s)
    {
        var old = this;
        (int from, int to) = (_head, _tail);
        old._rate = [.. _rate]; old._first = [.. _first]; old._second = [.. _second];
        old._base = [.. _base]; old._exposure = [.. _exposure]; old._sum = [.. _sum]; old._start = [.. _start];
        // At most every old piece stays and the new start is before, between and after them, and within when one dips.
        var most = 3 * (to - from) + 4;
        if (most + 8 > _start.Length) Grow(most + 8);
        _head = _tail = (_start.Length - most) / 2;
        for (var i = from; i < to; i++)
        {
            bool low = old._value[i] <= level, high = old._value[i + 1] <= level;
            Crossing begin = new(old._rate[i], old._first[i], old._second[i]);
            if (low && high) Append(old, i, begin);
            else if (low)
            {
                Append(old, i, begin);
                AppendNew(old.Cross(i, level, e, s, rising: true), start, level, e, s);
            }
            else if (high)
            {
                AppendNew(begin, start, level, e, s);
                Append(old, i, old.Cross(i, level, e, s, rising: false));
            }
            else
            {
                AppendNew(begin, start, level, e, s);
                if (!old.Dips(i, level, e, s)) continue;
                Append(old, i, old.Cross(i, level, e, s, rising: false));
                AppendNew(old.Cross(i, level, e, s, rising: true), start, level, e, s);
            }
        }
        SetBorder(_tail, _highest);
    }

    private void Append(in FunctionalPruning<TFamily> old, int i, Crossing begin)
    {
        SetBorder(_tail, begin);
        SetPiece(_tail++, old._start[i], old._base[i], old._exposure[i], old._sum[i]);
    }

    private void AppendNew(Crossing begin, int start, double level, double e, double s)
    {
        if (_tail > _head && _start[_tail - 1] == start) return;   // it goes on
        SetBorder(_tail, begin);
        SetPiece(_tail++, start, level, e, s);
    }

    private readonly void SetBorder(int i, Crossing at) => (_rate[i], _first[i], _second[i]) = (at.Rate, at.First, at.Second);

    private readonly void SetPiece(int i, int start, double level, double e, double s) => (_start[i], _base[i], _exposure[i], _sum[i]) = (start, level, e, s);

    /// <summary>Moves the pieces back to the middle, in larger buffers when they fill these.</summary>
    private void Room()
    {
        if (Pieces * 2 + 16 > _start.Length) Grow(_start.Length * 2);
        int length = Pieces, to = (_start.Length - length) / 2;
        foreach (var buffer in (ReadOnlySpan<double[]>)[_rate, _first, _second, _base, _exposure, _sum]) Array.Copy(buffer, _head, buffer, to, length + 1);
        Array.Copy(_start, _head, _start, to, length);
        (_head, _tail) = (to, to + length);
    }

    private void Grow(int room)
    {
        Array.Resize(ref _rate, room); Array.Resize(ref _first, room); Array.Resize(ref _second, room); Array.Resize(ref _value, room);
        Array.Resize(ref _base, room); Array.Resize(ref _exposure, room); Array.Resize(ref _sum, room);
        Array.Resize(ref _start, room);
    }
}

/// <summary>Figures taken to a scale where rates are of size 1: exposure·Exposure, (value - exposure·Shift)·Value.</summary>
internal readonly record struct RateScale(double Exposure, double Shift, double Value);
