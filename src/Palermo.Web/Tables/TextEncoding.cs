using System.Text;

namespace Palermo.Web.Tables;

/// <summary>Finds out in which encoding a text file is written.</summary>
public static class TextEncoding
{
    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Names that can be chosen when the guess is wrong.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["utf-8", "utf-16", "utf-16BE", "windows-1252", "windows-1256", "iso-8859-1", "iso-8859-6", "iso-8859-15", "windows-1251"];

    /// <summary>The encoding of a name.</summary>
    /// <exception cref="TableFault">The name is none of <see cref="Names"/>.</exception>
    public static Encoding Of(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? Encoding.GetEncoding(name)
        : throw new TableFault(0, $"The encoding '{name}' is not known: use one of {string.Join(", ", Names)}.");

    /// <summary>The likeliest encoding of a file, from its first bytes.</summary>
    /// <param name="sample">The beginning of the file: 64 kB are plenty.</param>
    /// <remarks>
    /// A byte order mark settles it; so do zero bytes in every second place (UTF-16), and UTF-8 of more than ASCII that is well formed, which
    /// other encodings hardly ever are by chance. What is left is an eight-bit code page: the one under which the letters make words of one
    /// script wins: French and Arabic in turn, since the files of this field come in these two.
    /// </remarks>
    public static Encoding Guess(ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Encoding.UTF8;
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        if (sample.Length >= 4)
        {
            int evenZeros = 0, oddZeros = 0;
            for (var i = 0; i + 1 < sample.Length; i += 2)
            {
                if (sample[i] == 0) evenZeros++;
                if (sample[i + 1] == 0) oddZeros++;
            }
            var pairs = sample.Length / 2;
            // Separators, digits and line ends have a zero byte in UTF-16 even where all words are Arabic.
            if (oddZeros > pairs / 10 && evenZeros * 10 < oddZeros) return Encoding.Unicode;
            if (evenZeros > pairs / 10 && oddZeros * 10 < evenZeros) return Encoding.BigEndianUnicode;
        }
        if (IsUtf8(sample)) return Encoding.UTF8;
        string[] pages = ["windows-1252", "windows-1256", "iso-8859-6", "windows-1251"];
        var bytes = sample.ToArray();
        return pages.Select(Encoding.GetEncoding).MaxBy(page => Score(page, bytes))!; // the first of equals
    }

    /// <summary>True for well-formed UTF-8, whose last character may be cut off by the end of the sample.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        while (!sample.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(sample, out _, out var used);
            if (status == System.Buffers.OperationStatus.NeedMoreData) return true;
            if (status != System.Buffers.OperationStatus.Done) return false;
            sample = sample[used..];
        }
        return true;
    }

    // Words of one script score, words that mix scripts and control characters cost.
    private static double Score(Encoding page, byte[] sample)
    {
        var text = page.GetString(sample);
        double score = 0;
        var (latin, arabic, cyrillic, ascii) = (0, 0, 0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiLetter(c)) { latin++; ascii++; }
            else if (c is >= 'À' and <= 'ÿ' and not '×' and not '÷') latin++;
            else if (c is >= '\u0621' and <= '\u064A') arabic++;
            else if (c is >= 'А' and <= 'я') cyrillic++;
            else
            {
                if (c is >= '\u0080' and <= '\u009F' or '\uFFFD' or '¤' or '¦' or '¬' or '¸' or '¹' or '³' or '¯' or '¨') score -= 3;
                EndWord();
            }
        }
        EndWord();
        return score;

        void EndWord()
        {
            var length = latin + arabic + cyrillic;
            if (length > 0 && length > ascii)
            {
                var pure = Math.Max(latin, Math.Max(arabic, cyrillic));
                if (pure < length) score -= length; // scripts mixed in one word
                else if (arabic == length) score += length >= 2 ? length : -1;
                else if (cyrillic == length) score += length >= 3 ? length * 0.9 : -1;
                // A French word has few accented letters among plain ones; a run of them is Arabic or Cyrillic seen through the wrong glass.
                else score += latin - ascii <= Math.Max(1, ascii) ? length : -2 * (latin - ascii);
            }
            (latin, arabic, cyrillic, ascii) = (0, 0, 0, 0);
        }
    }
}
