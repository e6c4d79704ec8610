namespace Palermo.Analysis.Matching;

/// <summary>Pairs the words of two names so that the weighted sum of similarities is greatest.</summary>
/// <remarks>Exact, by dynamic programming over subsets of the longer list: few x many x 2^many steps, many at most 12.</remarks>
internal static class WordAssignment
{
    /// <summary>Fills <paramref name="partner"/> with the index in the longer list, or -1 where a word stays alone.</summary>
    public static void Best(ReadOnlySpan<double> likeness, NameProfile.Word[] few, NameProfile.Word[] many, Span<int> partner)
    {
        partner.Fill(-1);
        if (few.Length == 1)
        {
            var best = 0.0;
            for (var j = 0; j < many.Length; j++)
                if (likeness[j] * many[j].Weight > best) { best = likeness[j] * many[j].Weight; partner[0] = j; }
            return;
        }
        if (few.Length == 2 && many.Length == 2)
        {
            var straight = Value(likeness[0], few[0], many[0]) + Value(likeness[3], few[1], many[1]);
            var crossed = Value(likeness[1], few[0], many[1]) + Value(likeness[2], few[1], many[0]);
            (partner[0], partner[1]) = straight >= crossed ? (0, 1) : (1, 0);
        }
        else Subsets(likeness, few, many, partner);
        for (var i = 0; i < few.Length; i++)
            if (partner[i] >= 0 && likeness[i * many.Length + partner[i]] <= 0) partner[i] = -1;
    }

    private static double Value(double likeness, in NameProfile.Word a, in NameProfile.Word b) => likeness * (a.Weight + b.Weight);

    private static void Subsets(ReadOnlySpan<double> likeness, NameProfile.Word[] few, NameProfile.Word[] many, Span<int> partner)
    {
        var sets = 1 << many.Length;
        var value = new float[(few.Length + 1) * sets];
        var choice = new sbyte[few.Length * sets];
        Array.Fill(value, -1f, sets, value.Length - sets);
        Array.Fill(value, -1f, 1, sets - 1);
        for (var i = 0; i < few.Length; i++)
            for (var set = 0; set < sets; set++)
            {
                var sofar = value[i * sets + set];
                if (sofar < 0) continue;
                if (sofar > value[(i + 1) * sets + set]) { value[(i + 1) * sets + set] = sofar; choice[i * sets + set] = -1; }
                for (var j = 0; j < many.Length; j++)
                {
                    if ((set >> j & 1) != 0 || likeness[i * many.Length + j] <= 0) continue;
                    var with = sofar + (float)Value(likeness[i * many.Length + j], few[i], many[j]);
                    var to = set | 1 << j;
                    if (with > value[(i + 1) * sets + to]) { value[(i + 1) * sets + to] = with; choice[i * sets + to] = (sbyte)j; }
                }
            }
        var end = 0;
        for (var set = 1; set < sets; set++)
            if (value[few.Length * sets + set] > value[few.Length * sets + end]) end = set;
        for (var i = few.Length - 1; i >= 0; i--)
        {
            partner[i] = choice[i * sets + end];
            if (partner[i] >= 0) end &= ~(1 << partner[i]);
        }
    }
}
