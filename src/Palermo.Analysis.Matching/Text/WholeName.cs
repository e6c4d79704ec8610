namespace Palermo.Analysis.Matching;

/// <summary>Compares two names as runs of letters: a slip of the pen or a lost space, whatever word it falls in.</summary>
/// <remarks>
/// Allowed are one edit, two from twelve letters on: 0.97 for none, falling to 0.85 for as many as allowed.
/// Figures must be equal: Snow Storm 1 and Snow Storm 2 are two ships.
/// </remarks>
internal static class WholeName
{
    [ThreadStatic]
    private static NameParser? parser;

    public static double Score(string left, string right)
    {
        Span<byte> a = stackalloc byte[NameParser.MaxLetters], b = stackalloc byte[NameParser.MaxLetters];
        var n = Letters(left, a, out var scriptA);
        var m = Letters(right, b, out var scriptB);
        if (n < 5 || m < 5 || scriptA != scriptB || scriptA is Script.Hangul or Script.Other) return 0;
        var allowed = Math.Max(n, m) >= 12 ? 2 : 1;
        var edits = EditDistance.Between<byte>(a[..n], b[..m], allowed);
        if (edits > allowed || edits > 0 && !SameFigures(a[..n], b[..m])) return 0;
        return 0.97 - 0.12 * edits / allowed;
    }

    private static int Letters(string name, Span<byte> to, out Script script)
    {
        var read = parser ??= new NameParser();
        read.Parse(name);
        script = read.Tokens.Length == 0 ? Script.None : read.Tokens[0].Script;
        var n = 0;
        foreach (var token in read.Tokens)
            foreach (var c in read.Letters(token))
                if (c is not ((byte)'\'' or (byte)'^')) to[n++] = c;
        return n;
    }

    private static bool SameFigures(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var j = 0;
        foreach (var c in a)
        {
            if (c is < (byte)'0' or > (byte)'9') continue;
            while (j < b.Length && b[j] is < (byte)'0' or > (byte)'9') j++;
            if (j == b.Length || b[j++] != c) return false;
        }
        return !b[j..].ContainsAnyInRange((byte)'0', (byte)'9');
    }
}
