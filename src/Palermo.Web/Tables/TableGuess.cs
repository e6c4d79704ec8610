using Palermo.Web.Entry;

namespace Palermo.Web.Tables;

/// <summary>Guesses from a sample what a file does not say: the separator, the order of its dates, its decimal mark.</summary>
public static class TableGuess
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>The separator under which the rows have most often the same number of columns, and more than one.</summary>
    /// <param name="sample">The beginning of the text; its last line may be cut off.</param>
    public static char Separator(string sample)
    {
        var best = (Score: 0.0, Separator: ',');
        foreach (var separator in Separators)
        {
            List<int> widths = [];
            try
            {
                foreach (var row in CsvReader.Read(new StringReader(sample), separator))
                {
                    widths.Add(row.Cells.Count);
                    if (widths.Count == 200) break;
                }
            }
            catch (TableFault) { /* a sample cut off inside quotes: the rows before it tell enough */ }
            if (widths.Count > 1) widths.RemoveAt(widths.Count - 1);
            if (widths.Count == 0) continue;
            var usual = widths.GroupBy(w => w).MaxBy(g => g.Count())!;
            if (usual.Key < 2) continue;
            var score = usual.Count() / (double)widths.Count + Math.Min(usual.Key, 50) * 0.001;
            if (score > best.Score) best = (score, separator);
        }
        return best.Separator;
    }

    /// <summary>The order of day and month in the dates of a sample; null when nothing in it decides.</summary>
    /// <remarks>A part above 12 is a day. Where every date can be read both ways the person is asked: 03/04/2016 is not guessed.</remarks>
    public static DateOrder? Dates(IEnumerable<string> cells)
    {
        int dayFirst = 0, monthFirst = 0, yearFirst = 0;
        foreach (var cell in cells)
        {
            var parts = cell.Trim().Split(' ', 'T')[0].Split('/', '-', '.');
            if (parts.Length != 3 || parts.Any(p => p.Length is 0 or > 4 || !p.All(char.IsAsciiDigit))) continue;
            if (parts[0].Length == 4) yearFirst++;
            else if (parts[2].Length == 4)
            {
                var (a, b) = (int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
                if (a is > 12 and <= 31 && b <= 12) dayFirst++;
                else if (b is > 12 and <= 31 && a <= 12) monthFirst++;
            }
        }
        if (dayFirst == 0 && monthFirst == 0) return yearFirst > 0 ? DateOrder.YearFirst : null;
        return dayFirst >= monthFirst ? DateOrder.DayFirst : DateOrder.MonthFirst;
    }

    /// <summary>True when the numbers of a sample have a comma before their decimals.</summary>
    public static bool DecimalComma(IEnumerable<string> cells)
    {
        int comma = 0, point = 0;
        foreach (var cell in cells)
        {
            var text = cell.AsSpan().Trim();
            if (text.IsEmpty || text.IndexOfAnyExcept("0123456789.,- ".AsSpan()) >= 0) continue;
            int lastComma = text.LastIndexOf(','), lastPoint = text.LastIndexOf('.');
            if (lastComma < 0 == lastPoint < 0) // both: the later one is the decimal mark
            {
                if (lastComma > lastPoint) comma++;
                else if (lastPoint > lastComma) point++;
                continue;
            }
            // One mark with other than three digits after it cannot stand between thousands.
            var mark = Math.Max(lastComma, lastPoint);
            if (text.Length - mark - 1 == 3) continue;
            if (mark == lastComma) comma++;
            else point++;
        }
        return comma > point;
    }
}
