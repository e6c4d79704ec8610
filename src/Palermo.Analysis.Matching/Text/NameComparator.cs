namespace Palermo.Analysis.Matching;

/// <summary>Compares two names of persons: 1 for the same name, 0 for nothing in common. Order of words does not count, save around "son of".</summary>
/// <remarks>
/// <para>Words are paired so that the sum of their similarities is greatest (exact assignment over at most 12 words). A word that both names should have and
/// that differs is a contradiction and weighs heavily; a word that only the longer name has is an omission and weighs little: half of the people
/// in any file are written without a grandfather. Neighbouring words are also tried as one (Gebre Mariam, Gebremariam).</para>
/// <para>Symmetric: Score(a, b) = Score(b, a). A score is no probability: calibrate it on judged pairs. The form of the score was revised once after the
/// judged pairs with even row number of the OpenSanctions cases had been read; see the guide for both figures.</para>
/// </remarks>
public static class NameComparator
{
    /// <summary>What one omitted word takes off.</summary>
    private const double Omission = 0.04;

    /// <summary>What a single word for a whole name is worth at most.</summary>
    private const double OneWordOfMany = 0.7;

    /// <summary>ABD left off on one side while the same side has a word more.</summary>
    private const double Halved = 0.85;

    private const double NothingInCommon = 0.5;

    private const int MostJoined = 6;

    /// <summary>Compares two names as written.</summary>
    public static double Score(string left, string right) => Score(NameProfile.Of(left), NameProfile.Of(right));

    /// <summary>Compares two prepared names.</summary>
    public static double Score(NameProfile left, NameProfile right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Words.Length == 0 || right.Words.Length == 0) return 0;
        var score = Words(left.Words, right.Words, left.Connector, right.Connector);
        score = Math.Max(score, WholeName.Score(left.Text, right.Text));
        if (score >= 0.95 || left.Words.Length > MostJoined || right.Words.Length > MostJoined) return score;
        return Math.Max(score, 0.99 * Math.Max(WithJoined(left.Words, right.Words), WithJoined(right.Words, left.Words)));
    }

    /// <summary>The best score when two neighbours of the first name are taken as one word.</summary>
    private static double WithJoined(NameProfile.Word[] joined, NameProfile.Word[] other)
    {
        var best = 0.0;
        for (var i = 0; i + 1 < joined.Length; i++)
        {
            if (joined[i].Letters.Length == 1 || joined[i + 1].Letters.Length == 1) continue;
            NameProfile.Word[] words = [.. joined[..i], NameProfile.Joined(joined[i], joined[i + 1]), .. joined[(i + 2)..]];
            var meets = false;
            foreach (var word in other) meets |= WordComparator.Similarity(words[i], word) >= WordComparator.Same;
            if (meets) best = Math.Max(best, Words(words, other, 0, 0));
        }
        return best;
    }

    private static double Words(NameProfile.Word[] left, NameProfile.Word[] right, int connectorLeft, int connectorRight)
    {
        var swapped = !InOrder(left, right);
        var (few, many) = swapped ? (right, left) : (left, right);
        Span<double> likeness = stackalloc double[few.Length * many.Length];
        for (var i = 0; i < few.Length; i++)
            for (var j = 0; j < many.Length; j++)
                likeness[i * many.Length + j] = WordComparator.Similarity(few[i], many[j]) is var s && s >= NothingInCommon ? s : 0;
        Span<int> partner = stackalloc int[few.Length];
        WordAssignment.Best(likeness, few, many, partner);
        double sum = 0, weight = 0, least = 1, extra = 0;
        var paired = 0;
        var halved = false;
        for (var i = 0; i < few.Length; i++)
        {
            var value = partner[i] < 0 ? 0 : Evidence(likeness[i * many.Length + partner[i]]);
            var counts = partner[i] < 0 ? few[i].Weight : Math.Min(few[i].Weight, many[partner[i]].Weight);
            sum += counts * value;
            weight += counts;
            if (counts > 0.3) least = Math.Min(least, value);
            if (partner[i] < 0) continue;
            paired |= 1 << partner[i];
            halved |= few[i].Form != many[partner[i]].Form;
        }
        for (var j = 0; j < many.Length; j++)
            if ((paired >> j & 1) == 0) extra += many[j].Weight;
        var score = (sum / weight + least) / 2 * Math.Max(0.6, 1 - Omission * extra);
        if (halved && extra >= 1) score *= Halved;              // ABDUL KHAN and PADSHAH KHAN: another word stands where ABDUL stood
        if (few.Length == 1 && extra >= 1) score *= OneWordOfMany;
        if (connectorLeft > 0 && connectorRight > 0 && FatherAndSonSwapped(partner, swapped ? connectorRight : connectorLeft, swapped ? connectorLeft : connectorRight)) score *= 0.6;
        return score;
    }

    /// <summary>What likeness of two words says about the name: below <see cref="WordComparator.Same"/> they soon contradict it.</summary>
    private static double Evidence(double likeness) => likeness switch
    {
        >= WordComparator.Same => likeness,
        >= 0.6 => (likeness - 0.6) * 4,
        _ => 0,
    };

    /// <summary>True when "A bin B" meets "B bin A": the same words, and another person.</summary>
    private static bool FatherAndSonSwapped(ReadOnlySpan<int> partner, int connectorFew, int connectorMany)
    {
        bool down = false, up = false;
        for (var i = 0; i < partner.Length; i++)
        {
            if (partner[i] < 0) continue;
            down |= i < connectorFew && partner[i] >= connectorMany;
            up |= i >= connectorFew && partner[i] < connectorMany;
        }
        return down && up;
    }

    /// <summary>Whether the first list is the shorter; of two equally long, by their letters, so that the score is symmetric to the last bit.</summary>
    private static bool InOrder(NameProfile.Word[] a, NameProfile.Word[] b)
    {
        if (a.Length != b.Length) return a.Length < b.Length;
        for (var i = 0; i < a.Length; i++)
        {
            var order = a[i].Letters.AsSpan().SequenceCompareTo(b[i].Letters);
            if (order != 0) return order < 0;
        }
        return true;
    }
}
