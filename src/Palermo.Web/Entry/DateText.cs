using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Web.Entry;

/// <summary>Reads dates as people write them: numbers in a known order, months by name in English, French and Arabic, and spans known only to the month or year.</summary>
public static class DateText
{
    private static readonly Dictionary<string, int> Months = MonthNames();

    /// <summary>A day, or null when the text is none.</summary>
    public static LocalDate? Day(string text, DateOrder order) => Parts(text, order) is { Month: { } month, Day: { } day } parts ? Make(parts.Year, month, day) : null;

    /// <summary>A date known to the day, month or year; <c>~</c>, <c>≈</c> or <c>c.</c> before it means estimated. Null when the text is none.</summary>
    public static PartialDate? Partial(string text, DateOrder order)
    {
        var trimmed = text.Trim();
        var bare = trimmed.StartsWith("c.", StringComparison.OrdinalIgnoreCase) ? trimmed[2..] : trimmed.TrimStart('~', '≈');
        if (Parts(bare, order) is not { } parts) return null;
        if (parts.Month is < 1 or > 12) return null;
        if (parts is { Month: { } m, Day: { } d } && Make(parts.Year, m, d) is null) return null;
        return new(parts.Year, parts.Month, parts.Day, bare.Length != trimmed.Length);
    }

    /// <summary>The span that a text names: a day, a month, a year, or two of them with <c>/</c> or <c>–</c> between. Null when the text is none.</summary>
    public static EventTime? Span(string text, DateOrder order)
    {
        foreach (var mark in (ReadOnlySpan<string>)[" – ", " — ", " - ", "–", " to ", " au ", " إلى "])
        {
            var at = text.IndexOf(mark, StringComparison.Ordinal);
            if (at <= 0) continue;
            return One(text[..at], order) is { } first && One(text[(at + mark.Length)..], order) is { } last && last.To >= first.From
                ? new(first.From, last.To, first.Precision > last.Precision ? first.Precision : last.Precision) : null;
        }
        return One(text, order);
    }

    private static EventTime? One(string text, DateOrder order)
    {
        if (InstantPattern.ExtendedIso.Parse(text.Trim()) is { Success: true, Value: var at })
        {
            var day = at.InUtc().Date;
            return new(day, day, TimePrecision.Minute, at);
        }
        return Parts(text, order) switch
        {
            { Month: null } y => y.Year is >= 1 and <= 9999 ? EventTime.InYear(y.Year) : null,
            { Day: null, Month: { } month } m => month is >= 1 and <= 12 && m.Year is >= 1 and <= 9999 ? EventTime.InMonth(m.Year, month) : null,
            { Day: { } day, Month: { } month } d => Make(d.Year, month, day) is { } date ? EventTime.OnDay(date) : null,
            _ => null,
        };
    }

    private static LocalDate? Make(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month) ? new LocalDate(year, month, day) : null;

    private readonly record struct DateParts(int Year, int? Month, int? Day);

    private static DateParts? Parts(string text, DateOrder order)
    {
        List<string> words = Words(NumberText.LatinDigits(text.Trim()));
        // A time of day after the date, such as 00:00:00 of a spreadsheet, is left aside.
        var clock = words.FindIndex(w => w.Contains(':', StringComparison.Ordinal));
        if (clock > 0) words = words[..clock];
        if (words.Count is 0 or > 3) return null;
        var named = words.FindIndex(w => Months.ContainsKey(w));
        if (named >= 0)
        {
            var month = Months[words[named]];
            var numbers = words.Where((_, i) => i != named).Select(Whole).ToArray();
            if (numbers.Any(n => n is null)) return null;
            return numbers switch
            {
                [{ } year] when year > 31 => new(year, month, null),
                [{ } a, { } b] when b > 31 => new(b, month, a),
                [{ } a, { } b] when a > 31 => new(a, month, b),
                _ => null,
            };
        }
        if (words.Any(w => Whole(w) is null)) return null;
        var n = words.Select(w => Whole(w)!.Value).ToArray();
        return n switch
        {
            [var one] when words[0].Length == 8 => new(one / 10_000, one / 100 % 100, one % 100), // 20160312
            [var year] => words[0].Length == 4 ? new(year, null, null) : null,
            [var year, var month] when words[0].Length == 4 => new(year, month, null),
            [var month, var year] when words[1].Length == 4 => new(year, month, null),
            [var year, var month, var day] when words[0].Length == 4 => new(year, month, day),
            [var a, var b, var year] when words[2].Length == 4 => order == DateOrder.MonthFirst ? new(year, a, b) : new(year, b, a),
            _ => null, // two-digit years are not guessed
        };
    }

    private static int? Whole(string word)
    {
        var digits = word.TrimEnd('e', 'r', 's', 't', 'n', 'd', 'h'); // 1er, 1st, 2nd, 3rd, 4th
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (c is 'T' && word.Length > 0 && char.IsAsciiDigit(word[^1])) c = ' ';
            if (char.IsLetterOrDigit(c) || c == ':' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) word.Append(c);
            else if (c is ' ' or '/' or '-' or '.' or ',' or '\u00A0' or '\u200F' or '\u200E')
            {
                if (word.Length > 0) words.Add(Folded(word.ToString()));
                word.Clear();
            }
            else return [];
        }
        return words;
    }

    private static string Folded(string word) => string.Concat(word.Normalize(NormalizationForm.FormD)
        .Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();

    private static Dictionary<string, int> MonthNames()
    {
        string[] names =
        [
            "january jan janvier janv يناير جانفي", "february feb fevrier fevr fev فبراير فيفري", "march mar mars مارس", "april apr avril avr ابريل أفريل افريل",
            "may mai مايو ماي", "june jun juin يونيو جوان", "july jul juillet juil يوليو جويلية", "august aug aout اغسطس اوت",
            "september sep sept septembre سبتمبر", "october oct octobre اكتوبر", "november nov novembre نوفمبر", "december dec decembre ديسمبر",
        ];
        Dictionary<string, int> months = new(StringComparer.Ordinal);
        for (var m = 0; m < 12; m++)
            foreach (var name in names[m].Split(' ')) months[Folded(name)] = m + 1;
        return months;
    }
}
