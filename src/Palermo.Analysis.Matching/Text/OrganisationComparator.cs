namespace Palermo.Analysis.Matching;

/// <summary>Compares two names of organisations or vessels: 1 for the same name, 0 for nothing in common.</summary>
/// <remarks>
/// Legal forms are brought to one word (Aktiengesellschaft and AG, the phrase "limited liability company" and OOO) and weigh little; words that many organisations
/// have (group, trading) weigh less than names. A number that only one side has is another unit of a series, or another ship. Initials meet the words
/// they stand for (PLA). Symmetric.
/// </remarks>
public static class OrganisationComparator
{
    private const double Same = 0.8;

    /// <summary>What another legal form takes off: sister companies differ in nothing else.</summary>
    private const double OtherForm = 0.21;

    /// <summary>Compares two names as written.</summary>
    public static double Score(string left, string right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        var (a, b) = string.CompareOrdinal(left, right) <= 0 ? (OrganisationName.Of(left), OrganisationName.Of(right)) : (OrganisationName.Of(right), OrganisationName.Of(left));
        if (a.Words.Length == 0 || b.Words.Length == 0) return 0;
        var score = Words(a.Words, b.Words);
        if (a.Words.Length + b.Words.Length <= 12) score = Math.Max(score, 0.99 * Math.Max(WithJoined(a.Words, b.Words), WithJoined(b.Words, a.Words)));
        score = Math.Max(score, 0.9 * Math.Max(Initials(a, b), Initials(b, a)));
        if (a.LegalForm.Length > 0 && b.LegalForm.Length > 0 && a.LegalForm != b.LegalForm) score -= OtherForm;
        return SameNumbers(a.Words, b.Words) ? Math.Max(Math.Max(0, score), WholeName.Score(left, right)) : Math.Max(0, score);
    }

    private static double Words(NameProfile.Word[] a, NameProfile.Word[] b)
    {
        var (few, many) = a.Length <= b.Length ? (a, b) : (b, a);
        Span<double> likeness = stackalloc double[few.Length * many.Length];
        for (var i = 0; i < few.Length; i++)
            for (var j = 0; j < many.Length; j++)
            {
                var s = OrganisationName.IsNumber(few[i]) || OrganisationName.IsNumber(many[j])
                    ? few[i].Letters.AsSpan().SequenceEqual(many[j].Letters) ? 1 : 0 : WordComparator.Similarity(few[i], many[j]);
                likeness[i * many.Length + j] = s >= 0.7 ? s : 0;
            }
        Span<int> partner = stackalloc int[few.Length];
        WordAssignment.Best(likeness, few, many, partner);
        double matched = 0, both = 0, aloneFew = 0, aloneMany = 0, least = 1;
        var paired = 0;
        for (var i = 0; i < few.Length; i++)
        {
            if (partner[i] < 0) { aloneFew += OrganisationName.IsNumber(few[i]) ? 2 : few[i].Weight; continue; }
            var value = Math.Max(0, likeness[i * many.Length + partner[i]] is var s && s >= Same ? s : (s - 0.7) * 8);
            var counts = (few[i].Weight + many[partner[i]].Weight) / 2;
            matched += counts * value;
            both += counts;
            if (counts >= 0.7) least = Math.Min(least, value);
            paired |= 1 << partner[i];
        }
        if (both <= 0) return 0;
        for (var j = 0; j < many.Length; j++)
            if ((paired >> j & 1) == 0) aloneMany += OrganisationName.IsNumber(many[j]) ? 2 : many[j].Weight;
        // Words alone on both sides contradict each other; words alone on one side are an omission, dearer than in names of persons.
        var contradiction = Math.Min(aloneFew, aloneMany);
        var omission = Math.Max(aloneFew, aloneMany) - contradiction;
        var total = both + 2 * contradiction + 0.55 * omission;
        return matched / total * (0.5 + 0.5 * least);
    }

    private static bool SameNumbers(NameProfile.Word[] a, NameProfile.Word[] b)
    {
        static IEnumerable<string> Of(NameProfile.Word[] words) => words.Where(w => OrganisationName.IsNumber(w)).Select(w => System.Text.Encoding.ASCII.GetString(w.Letters));
        return Of(a).SequenceEqual(Of(b));
    }

    private static double WithJoined(NameProfile.Word[] joined, NameProfile.Word[] other)
    {
        var best = 0.0;
        for (var i = 0; i + 1 < joined.Length; i++)
        {
            NameProfile.Word[] words = [.. joined[..i], NameProfile.Joined(joined[i], joined[i + 1]), .. joined[(i + 2)..]];
            var meets = false;
            foreach (var word in other) meets |= WordComparator.Similarity(words[i], word) >= 0.9;
            if (meets) best = Math.Max(best, Words(words, other));
        }
        return best;
    }

    /// <summary>1 when the first name is one word made of the other's initials.</summary>
    private static double Initials(OrganisationName one, OrganisationName full)
    {
        if (one.Words.Length != 1 || full.Words.Length < 3 || one.Words[0].Letters.Length != full.Words.Length) return 0;
        for (var i = 0; i < full.Words.Length; i++)
            if (one.Words[0].Letters[i] != full.Words[i].Letters[0]) return 0;
        return 1;
    }
}
