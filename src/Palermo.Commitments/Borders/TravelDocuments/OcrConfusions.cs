using NodaTime;

namespace Palermo.Commitments.Borders;

/// <summary>One sign that may have been misread.</summary>
internal sealed record MrzChange(int Line, int Column, string Found, string Proposed);

/// <summary>A reading that would come out if signs were misread: for an officer to compare with the document, never applied by itself.</summary>
/// <param name="Lines">The zone with the changes.</param>
/// <param name="AllHold">True when every check digit would then hold.</param>
internal sealed record MrzSuggestion(IReadOnlyList<MrzChange> Changes, IReadOnlyList<string> Lines, bool AllHold);

/// <summary>Signs that eyes and cameras take for one another, and what a zone would say if they had been.</summary>
/// <remarks>
/// First the places where only a digit or only a letter can stand; then, where a check digit still fails, one or two signs of the document number and of
/// the optional data. A zone that holds already gets no suggestion.
/// </remarks>
internal static class OcrConfusions
{
    /// <summary>Most suggestions made.</summary>
    private const int Most = 5;

    private static char Digit(char letter) => letter switch
    {
        'O' or 'D' or 'Q' => '0', 'I' or 'L' => '1', 'Z' => '2', 'A' => '4', 'S' => '5', 'G' => '6', 'T' => '7', 'B' => '8', _ => '\0',
    };

    private static char Letter(char digit) => digit switch
    {
        '0' => 'O', '1' => 'I', '2' => 'Z', '4' => 'A', '5' => 'S', '6' => 'G', '7' => 'T', '8' => 'B', _ => '\0',
    };

    /// <summary>What a sign may be instead, where both letters and digits can stand.</summary>
    private static ReadOnlySpan<char> Twins(char sign) => sign switch
    {
        '0' => "ODQ", '1' => "IL", '2' => "Z", '4' => "A", '5' => "S", '6' => "G", '7' => "T", '8' => "B",
        'O' => "0DQ", 'D' => "0O", 'Q' => "0O", 'I' => "1L", 'L' => "1I", 'Z' => "2", 'A' => "4", 'S' => "5", 'G' => "6", 'T' => "7", 'B' => "8",
        'K' => "<", '<' => "K", _ => "",
    };

    /// <summary>Other numbers that a document number may be if one sign was misread, for a second query by the officer.</summary>
    /// <param name="number">As read, capitals and digits.</param>
    public static IReadOnlyList<string> Variants(string number)
    {
        List<string> variants = [];
        for (var i = 0; i < number.Length; i++)
            foreach (var twin in Twins(number[i]))
                if (twin != '<') variants.Add(string.Concat(number.AsSpan(0, i), [twin], number.AsSpan(i + 1)));
        return variants;
    }

    /// <summary>What the zone would say if signs were misread.</summary>
    public static IReadOnlyList<MrzSuggestion> Suggest(MrzReading reading, LocalDate today)
    {
        if (reading.Format == MrzFormat.Unknown || reading.Valid) return [];
        var lines = reading.Lines.Select(l => l.ToCharArray()).ToArray();
        // Code and issuer stand in the same place in every form and tell the form: they come first, the places of that form after.
        ByPlace(lines, part => part is MrzPart.Code or MrzPart.Issuer);
        ByPlace(lines, _ => true);
        var changed = MrzReader.Read(Texts(lines), today);
        if (changed.Checks.All(c => c.Ok)) return Differs(reading.Lines, lines) ? [Suggestion(reading, lines, true)] : [];
        if (MrzLayout.Of(changed.Lines) is not { } layout) return [];
        var places = Places(layout, lines).ToArray();
        List<MrzSuggestion> found = [];
        for (var many = 1; many <= 2 && found.Count == 0; many++) Search(places, 0, many);
        if (found.Count == 0 && Differs(reading.Lines, lines)) found.Add(Suggestion(reading, lines, false));
        return found;

        void Search(ReadOnlySpan<(int Line, int At)> rest, int from, int left)
        {
            for (var i = from; i < rest.Length && found.Count < Most; i++)
            {
                var (line, at) = rest[i];
                var before = lines[line][at];
                foreach (var twin in Twins(before))
                {
                    lines[line][at] = twin;
                    if (left > 1) Search(rest, i + 1, left - 1);
                    else if (found.Count < Most && Holds()) found.Add(Suggestion(reading, lines, true));
                }
                lines[line][at] = before;
            }
        }

        bool Holds() => MrzReader.Read(Texts(lines), today).Checks.All(c => c.Ok);
    }

    private static string[] Texts(char[][] lines) => [.. lines.Select(l => new string(l))];

    private static bool Differs(IReadOnlyList<string> before, char[][] after)
    {
        for (var i = 0; i < after.Length; i++)
            if (!before[i].AsSpan().SequenceEqual(after[i])) return true;
        return false;
    }

    private static MrzSuggestion Suggestion(MrzReading reading, char[][] lines, bool holds)
    {
        List<MrzChange> changes = [];
        for (var l = 0; l < lines.Length; l++)
            for (var i = 0; i < lines[l].Length; i++)
                if (lines[l][i] != reading.Lines[l][i]) changes.Add(new(l + 1, i + 1, reading.Lines[l][i].ToString(), lines[l][i].ToString()));
        return new(changes, Texts(lines), holds);
    }

    /// <summary>Puts digits where only digits can stand and letters where only letters can.</summary>
    private static void ByPlace(char[][] lines, Func<MrzPart?, bool> wanted)
    {
        if (MrzLayout.Of(Texts(lines)) is not { } layout) return;
        foreach (var (part, at) in layout.Parts.Where(p => wanted(p.Key)))
        {
            if (part is MrzPart.Birth or MrzPart.Expiry or MrzPart.Issued) Put(at, Digit);
            else if (part is MrzPart.Issuer or MrzPart.Nationality or MrzPart.Names or MrzPart.GivenNames) Put(at, Letter);
            else if (part == MrzPart.Code) Put(at with { To = at.From }, Letter);
        }
        if (!wanted(null)) return;
        foreach (var digit in layout.Digits) Put(new(digit.Line, digit.Column, digit.Column), Digit);

        void Put(MrzRange at, Func<char, char> twin)
        {
            for (var i = at.From - 1; i < at.To; i++)
                if (twin(lines[at.Line - 1][i]) is var other && other != '\0') lines[at.Line - 1][i] = other;
        }
    }

    /// <summary>Places with both letters and digits that a check digit covers.</summary>
    private static IEnumerable<(int Line, int At)> Places(MrzLayout layout, char[][] lines)
    {
        foreach (var part in (MrzPart[])[MrzPart.Number, MrzPart.Optional, MrzPart.SecondOptional])
        {
            if (!layout.Parts.TryGetValue(part, out var at)) continue;
            for (var i = at.From - 1; i < at.To; i++)
                if (Twins(lines[at.Line - 1][i]).Length > 0 && (lines[at.Line - 1][i] != '<' || part == MrzPart.Number)) yield return (at.Line - 1, i);
        }
    }
}
