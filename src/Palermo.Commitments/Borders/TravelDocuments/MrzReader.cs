using NodaTime;
using Palermo.Analysis.Matching;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>How two digits become a year.</summary>
/// <param name="ExpiryYearsAhead">Most years ahead that an expiry lies; one that would lie further is of the century before. Null: always this century.</param>
internal sealed record MrzWindow(int? ExpiryYearsAhead = null);

/// <summary>Reads a machine readable zone: every check digit, dates, names and codes, and explains each thing that is not as it should be.</summary>
/// <remarks>
/// What is read is never changed but for small letters and missing fillers at the end, and that is said. Linear in the length of the lines, safe from
/// several threads, never throws for what stands in a line. Check digits catch every single substitution except between signs of equal value modulo 10
/// (0, A, K, U; 1, B, L, V; ...). Source: ICAO Doc 9303, 8th edition, parts 3 to 7.
/// </remarks>
internal static class MrzReader
{
    /// <summary>Most years that a passport or identity card of an EU state runs: Regulation (EC) 2252/2004, Art. 1(4); Regulation (EU) 2019/1157, Art. 4(1).</summary>
    internal const int UsualYears = 10;

    /// <summary>Reads the lines of one document.</summary>
    /// <param name="lines">Two or three lines, without space around them.</param>
    /// <param name="today">The day by which centuries are chosen and expiry is judged.</param>
    public static MrzReading Read(IReadOnlyList<string> lines, LocalDate today, MrzWindow? window = null)
    {
        List<MrzProblem> problems = [];
        var clean = new string[lines.Count];
        var small = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.AsSpan().IndexOfAnyInRange('a', 'z') >= 0) (line, small) = (line.ToUpperInvariant(), true);
            clean[i] = line;
        }
        if (small) problems.Add(new("case", MrzWeight.Notice, 0, 0, 0, null, null, MrzSay.Case));
        if (MrzLayout.Of(clean) is not { } layout)
        {
            problems.Add(new("form", MrzWeight.Error, 0, 0, 0, null, null, MrzSay.NoForm(clean.Length, string.Join(", ", clean.Select(l => l.Length)))));
            return new(MrzFormat.Unknown, clean, MrzFields.None, [], problems);
        }
        for (var i = 0; i < clean.Length; i++)
        {
            Signs(clean[i], i + 1, problems);
            if (clean[i].Length == layout.Width) continue;
            problems.Add(new("width", MrzWeight.Error, i + 1, 0, 0, Count(clean[i].Length), Count(layout.Width), MrzSay.Width(i + 1, clean[i].Length, MrzFormats.Name(layout.Format), layout.Width)));
            clean[i] = clean[i].Length < layout.Width ? clean[i].PadRight(layout.Width, '<') : clean[i][..layout.Width];
        }
        var zone = new Zone(clean, layout);
        var checks = new MrzCheck[layout.Digits.Count];
        for (var i = 0; i < checks.Length; i++) checks[i] = Check(zone, layout.Digits[i], problems);
        return new(layout.Format, clean, Fields(zone, today, window ?? new(), problems), checks, problems);
    }

    private static void Signs(string line, int number, List<MrzProblem> problems)
    {
        for (var i = 0; i < line.Length; i++)
            if (!Zone.MayStand(line[i])) problems.Add(new("sign", MrzWeight.Error, number, i + 1, i + 1, line[i].ToString(), null, MrzSay.Sign(number, i + 1, line[i])));
    }

    private static MrzCheck Check(Zone zone, MrzDigit digit, List<MrzProblem> problems)
    {
        var at = digit.Name == "number" && zone.Tail is { Length: > 0 } tail ? new MrzRange(tail.Line, tail.To, tail.To) : new MrzRange(digit.Line, digit.Column, digit.Column);
        var found = zone[at][0];
        Span<char> covered = stackalloc char[72];
        var length = zone.Cover(digit, covered);
        if (!Zone.MayStand(covered[..length])) return new(digit.Name, "?", found.ToString(), false); // the sign itself is told apart
        var expected = (char)('0' + DocumentNumbers.MrzCheckDigit(covered[..length]));
        // A passport without a personal number may leave its digit out (ICAO Doc 9303-4, 4.2.2.2).
        var ok = found == expected || (digit.Name == "personal" && found == '<' && covered[..length].IndexOfAnyExcept('<') < 0);
        if (!ok) problems.Add(Explain(zone, digit, at, expected, found));
        return new(digit.Name, expected.ToString(), found.ToString(), ok);
    }

    private static MrzProblem Explain(Zone zone, MrzDigit digit, MrzRange at, char expected, char found)
    {
        var lines = digit.Over.Select(r => r.Line).Distinct().ToArray();
        var over = digit.Name == "number" && zone.Tail is { Length: > 1 } tail ? [.. digit.Over, new MrzRange(tail.Line, tail.From, tail.To - 1)] : digit.Over;
        var columns = lines.Length == 1
            ? string.Join(", ", over)
            : string.Join("; ", over.GroupBy(r => r.Line).Select(g => $"{g.Key}: {string.Join(", ", g)}"));
        return new("check." + digit.Name, MrzWeight.Error, at.Line, at.From, at.From, found.ToString(), expected.ToString(),
            MrzSay.Check(digit.Name, lines.Length == 1 ? lines[0] : 0, columns, at.Line, at.From, expected.ToString(), found.ToString()));
    }

    private static MrzFields Fields(Zone zone, LocalDate today, MrzWindow window, List<MrzProblem> problems)
    {
        var layout = zone.Layout;
        CodeOf(zone, problems);
        var issuer = IssuerOf(zone, MrzPart.Issuer, problems)!;
        var nationality = IssuerOf(zone, MrzPart.Nationality, problems);
        NumberOf(zone, problems);
        var (birth, expiry) = Dates(zone, today, window, problems);
        string? sex = null;
        if (layout.Parts.TryGetValue(MrzPart.Sex, out var sexAt))
        {
            sex = zone[sexAt] switch { "M" => "M", "F" => "F", "<" => "X", _ => null };
            if (sex is null) problems.Add(new("sex", MrzWeight.Error, sexAt.Line, sexAt.From, sexAt.To, zone[sexAt].ToString(), "M, F, <", MrzSay.Sex(sexAt.Line, sexAt.From, zone[sexAt][0])));
        }
        var (surname, given, cut) = NamesOf(zone, problems);
        return new(zone.Text(MrzPart.Code)!, issuer, zone.Number, nationality, birth, sex, expiry, surname, given, cut,
            zone.Text(MrzPart.Optional), zone.Text(MrzPart.SecondOptional), zone.Text(MrzPart.Office), IssuedOf(zone));
    }

    private static void CodeOf(Zone zone, List<MrzProblem> problems)
    {
        var at = zone.Layout.Parts[MrzPart.Code];
        var first = zone[at][0];
        var (ok, expected) = zone.Layout.Format switch
        {
            MrzFormat.Td3 => (first == 'P', "P"),
            MrzFormat.Td1 or MrzFormat.Td2 => (first is 'A' or 'C' or 'I', "A, C, I"),
            _ => (true, ""), // chosen by the code itself
        };
        if (!ok) problems.Add(new("code", MrzWeight.Error, at.Line, at.From, at.From, first.ToString(), expected, MrzSay.Code(MrzFormats.Name(zone.Layout.Format), expected, first.ToString())));
    }

    private static string? IssuerOf(Zone zone, MrzPart part, List<MrzProblem> problems)
    {
        if (!zone.Layout.Parts.TryGetValue(part, out var at)) return null;
        var code = zone[at].TrimEnd('<').ToString();
        var (problem, message) = IssuerCodes.SortOf(code) switch
        {
            IssuerSort.Unknown => ("unknown", MrzSay.Issuer(part == MrzPart.Nationality, code)),
            IssuerSort.Specimen => ("specimen", MrzSay.Specimen),
            IssuerSort.Protected => ("protected", MrzSay.Protected(IssuerCodes.Title(code)!)),
            _ => ((string?)null, (Words?)null),
        };
        if (problem is not null) problems.Add(new($"{(part == MrzPart.Issuer ? "issuer" : "nationality")}.{problem}", MrzWeight.Notice, at.Line, at.From, at.To, code, null, message!));
        return code;
    }

    private static void NumberOf(Zone zone, List<MrzProblem> problems)
    {
        if (!zone.RunsOn) return;
        var at = zone.Layout.Parts[MrzPart.Number];
        if (zone.Tail is not { Length: > 0 } tail)
        {
            problems.Add(new("number.tail", MrzWeight.Error, at.Line, at.To + 1, at.To + 1, "<", null, MrzSay.NumberTail));
            return;
        }
        // Belgian cards count the filler in the middle; said beside the failed check, so that nobody takes it for a forgery.
        Span<char> with = stackalloc char[at.Length + 1 + tail.Length];
        zone[at].CopyTo(with);
        with[at.Length] = '<';
        zone[tail].CopyTo(with[(at.Length + 1)..]);
        if (!Zone.MayStand(with)) return;
        if (DocumentNumbers.MrzCheckDigit(with[..^1]) == with[^1] - '0' && DocumentNumbers.MrzCheckDigit([.. zone[at], .. zone[tail][..^1]]) != with[^1] - '0')
            problems.Add(new("number.filler-counted", MrzWeight.Notice, at.Line, at.From, tail.To, null, null, MrzSay.Belgian));
    }

    private static (string? Birth, string? Expiry) Dates(Zone zone, LocalDate today, MrzWindow window, List<MrzProblem> problems)
    {
        MrzDate birth = default, expiry = default;
        if (zone.Layout.Parts.TryGetValue(MrzPart.Birth, out var birthAt)) Fault("birth", birthAt, birth = MrzDate.Birth(zone[birthAt], today));
        if (!zone.Layout.Parts.TryGetValue(MrzPart.Expiry, out var expiryAt)) return (birth.Text, null);
        Fault("expiry", expiryAt, expiry = MrzDate.Expiry(zone[expiryAt], today, window.ExpiryYearsAhead));
        if (expiry.Fault is not null) return (birth.Text, null);
        if (expiry.Whole is not { } ends)
        {
            problems.Add(new("date.expiry-open", MrzWeight.Notice, expiryAt.Line, expiryAt.From, expiryAt.To, zone[expiryAt].ToString(), null, MrzSay.NoExpiry));
            return (birth.Text, expiry.Text);
        }
        if (birth.Whole is { } born && ends < born) problems.Add(new("date.order", MrzWeight.Error, expiryAt.Line, expiryAt.From, expiryAt.To, zone[expiryAt].ToString(), null, MrzSay.Order(birth.Text!, expiry.Text!)));
        else if (ends < today) problems.Add(new("date.expired", MrzWeight.Notice, expiryAt.Line, expiryAt.From, expiryAt.To, expiry.Text, null, MrzSay.Expired(expiry.Text!, today.ToString("uuuu-MM-dd", null))));
        else if (ends > today.PlusYears(UsualYears)) problems.Add(new("date.far", MrzWeight.Notice, expiryAt.Line, expiryAt.From, expiryAt.To, expiry.Text, null, MrzSay.Far(expiry.Text!, UsualYears)));
        return (birth.Text, expiry.Text);

        void Fault(string name, MrzRange at, MrzDate date)
        {
            if (date.Fault is { } fault) problems.Add(new("date." + name + "-" + fault, MrzWeight.Error, at.Line, at.From, at.To, zone[at].ToString(), null, MrzSay.Date(name, fault, at.Line, at.ToString(), zone[at].ToString())));
        }
    }

    private static (string Surname, string Given, bool Cut) NamesOf(Zone zone, List<MrzProblem> problems)
    {
        var at = zone.Layout.Parts[MrzPart.Names];
        var names = MrzNames.Read(zone[at]);
        Tell(at, names);
        if (names.Primary.Length == 0) problems.Add(new("name.missing", MrzWeight.Notice, at.Line, at.From, at.From, null, null, MrzSay.NameMissing));
        if (!zone.Layout.Parts.TryGetValue(MrzPart.GivenNames, out var givenAt)) return (names.Primary, names.Secondary, names.Cut);
        var given = MrzNames.Read(zone[givenAt], pairsSeparate: true);
        Tell(givenAt, given);
        return (names.Primary, given.Secondary, names.Cut || given.Cut);

        void Tell(MrzRange at, MrzNames read)
        {
            if (read.DigitAt >= 0) problems.Add(new("name.digit", MrzWeight.Error, at.Line, at.From + read.DigitAt, at.From + read.DigitAt, zone[at][read.DigitAt].ToString(), null, MrzSay.NameDigit(at.Line, at.From + read.DigitAt, zone[at][read.DigitAt])));
            if (read.SeparatorsAt >= 0) problems.Add(new("name.parts", MrzWeight.Notice, at.Line, at.From + read.SeparatorsAt, at.From + read.SeparatorsAt + 1, null, null, MrzSay.NameParts(at.Line, at.From + read.SeparatorsAt)));
            if (read.Cut) problems.Add(new("name.cut", MrzWeight.Notice, at.Line, at.To, at.To, null, null, MrzSay.NameCut));
        }
    }

    /// <summary>Year and month in which a French card was issued: the scheme began in 1988 and ended in 2021.</summary>
    private static string? IssuedOf(Zone zone)
    {
        if (!zone.Layout.Parts.TryGetValue(MrzPart.Issued, out var at)) return null;
        var four = zone[at];
        if (four.ContainsAnyExceptInRange('0', '9')) return null;
        var (year, month) = (int.Parse(four[..2], null), int.Parse(four[2..], null));
        return month is >= 1 and <= 12 ? $"{(year >= 88 ? 1900 + year : 2000 + year):0000}-{month:00}" : null;
    }

    private static string Count(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The lines under a layout.</summary>
    private readonly struct Zone
    {
        private readonly string[] _lines;

        public Zone(string[] lines, MrzLayout layout)
        {
            (_lines, Layout) = (lines, layout);
            Tail = default;
            if (!layout.LongNumbers) return;
            var number = layout.Parts[MrzPart.Number];
            RunsOn = _lines[number.Line - 1][number.To] == '<' && this[number].IndexOf('<') < 0;
            var optional = layout.Parts[MrzPart.Optional];
            if (RunsOn && this[optional].IndexOf('<') is var end && (end < 0 ? optional.Length : end) is > 0 and var length)
                Tail = new(optional.Line, optional.From, optional.From + length - 1);
        }

        public MrzLayout Layout { get; }

        /// <summary>True when a filler stands in the place of the number's check digit: the number runs on in the optional field.</summary>
        public bool RunsOn { get; }

        /// <summary>What of the number stands in the optional field, with the check digit as its last sign; null when nothing does.</summary>
        public MrzRange? Tail { get; }

        public ReadOnlySpan<char> this[MrzRange at] => _lines[at.Line - 1].AsSpan(at.From - 1, at.Length);

        /// <summary>The document number without fillers at its end.</summary>
        public string Number
        {
            get
            {
                var nine = this[Layout.Parts[MrzPart.Number]];
                return Tail is { } tail ? string.Concat(nine, this[tail][..^1]) : nine.TrimEnd('<').ToString();
            }
        }

        /// <summary>A part as written, without fillers at its end; null when the form has no such part or it is empty.</summary>
        public string? Text(MrzPart part)
        {
            if (!Layout.Parts.TryGetValue(part, out var at)) return part == MrzPart.Code ? "" : null;
            var signs = this[at];
            if (part == MrzPart.Optional && Tail is { } tail) signs = signs[tail.Length..].TrimStart('<');
            signs = signs.TrimEnd('<');
            return signs.Length == 0 && part != MrzPart.Code ? null : signs.ToString();
        }

        /// <summary>Writes the signs that a check digit covers, and says how many there are.</summary>
        public int Cover(MrzDigit digit, Span<char> into)
        {
            var length = 0;
            foreach (var range in digit.Over)
            {
                this[range].CopyTo(into[length..]);
                length += range.Length;
            }
            if (digit.Name != "number" || Tail is not { } tail) return length;
            this[tail][..^1].CopyTo(into[length..]);
            return length + tail.Length - 1;
        }

        public static bool MayStand(char sign) => sign is >= 'A' and <= 'Z' or >= '0' and <= '9' or '<';

        public static bool MayStand(ReadOnlySpan<char> signs)
        {
            foreach (var sign in signs)
                if (!MayStand(sign)) return false;
            return true;
        }
    }
}
