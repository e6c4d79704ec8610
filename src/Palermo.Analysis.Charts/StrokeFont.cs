using System.Globalization;
using System.Text;

namespace Palermo.Analysis.Charts;

/// <summary>Latin letters, digits and signs drawn as strokes, for machines without a font.</summary>
/// <remarks>
/// Drawn by us on a grid 4 wide and 9 high: baseline at 2, height of x at 6, of capitals at 8. Each pair of digits is a
/// place (x, y) from the lower left; a space lifts the pen. Accents are left off; a letter we lack is an empty box.
/// </remarks>
internal static class StrokeFont
{
    private const double Baseline = 2, Gap = 1.7, Space = 2.6, CapHeight = 6;

    /// <summary>Size of one grid step for a text of size 1 (capitals are 0.72 of the size, as in common fonts).</summary>
    private const double Step = 0.72 / CapHeight;

    private const string Missing = "0208383202";

    private static readonly Dictionary<char, string> Glyphs = new()
    {
        ['A'] = "022842 1535", ['B'] = "02083847463505 3544433202", ['C'] = "4738180703123243", ['D'] = "02083847433202",
        ['E'] = "48080242 0535", ['F'] = "480802 0535", ['G'] = "47381807031232434525", ['H'] = "0208 4248 0545",
        ['I'] = "1232 2228 1838", ['J'] = "4843321203", ['K'] = "0208 480542", ['L'] = "080242", ['M'] = "0208244842",
        ['N'] = "02084248", ['O'] = "180703123243473818", ['P'] = "02083847463505", ['Q'] = "180703123243473818 2442",
        ['R'] = "02083847463505 2542", ['S'] = "473818070615354443321203", ['T'] = "0848 2228", ['U'] = "080312324348",
        ['V'] = "082248", ['W'] = "0812263248", ['X'] = "0842 0248", ['Y'] = "082548 2522", ['Z'] = "08480242",
        ['a'] = "3632 3526160503122233", ['b'] = "0802 0516263533221203", ['c'] = "3526160503122233",
        ['d'] = "3832 3526160503122233", ['e'] = "04343526160503122233", ['f'] = "38281712 0626",
        ['g'] = "3526160503122233 3631201001", ['h'] = "0802 0516263532", ['i'] = "0602 0807", ['j'] = "161100 1817",
        ['k'] = "0802 360432", ['l'] = "0802", ['m'] = "0602 05162522 25364542", ['n'] = "0602 0516263532",
        ['o'] = "160503122233352616", ['p'] = "0600 0516263533221203", ['q'] = "3630 3526160503122233", ['r'] = "0602 051626",
        ['s'] = "35261605142433221203", ['t'] = "181322 0626", ['u'] = "0603122233 3632", ['v'] = "062246",
        ['w'] = "0612253246", ['x'] = "0632 0236", ['y'] = "0622 4610", ['z'] = "06360232",
        ['0'] = "180604122234362818", ['1'] = "172822 1232", ['2'] = "07182837360232", ['3'] = "07182837362515 253433221203",
        ['4'] = "22280434", ['5'] = "380805253433221203", ['6'] = "3728180703122233342505", ['7'] = "083812",
        ['8'] = "180706152536372818 1504031222333425", ['9'] = "0312223337281807061535",
        ['!'] = "0804 0302", ['"'] = "0806 1816", ['#'] = "1218 3238 0444 0646", ['$'] = "473818070615354443321203 2921",
        ['%'] = "0818170708 3343423233 0248", ['&'] = "42161728370403122244", ['\''] = "0806", ['('] = "18070312",
        [')'] = "08171302", ['*'] = "2428 0547 0745", ['+'] = "2327 0545", [','] = "1301", ['-'] = "0535", ['.'] = "0203",
        ['/'] = "0238", [':'] = "0302 0605", [';'] = "1301 1615", ['<'] = "470543", ['='] = "0444 0646", ['>'] = "074503",
        ['?'] = "07182837362524 2322", ['@'] = "36261514243536344447381807031242", ['['] = "18080212", ['\\'] = "0832",
        [']'] = "08181202", ['^'] = "061826", ['_'] = "0141", ['`'] = "0817", ['{'] = "28171605141322", ['|'] = "0901",
        ['}'] = "08171625141302", ['~'] = "05163445", ['°'] = "0718271607", ['×'] = "0336 0633", ['·'] = "0504",
        ['–'] = "0545", ['—'] = "0545", ['−'] = "0535", ['µ'] = "0600 0603122233 3632", ['±'] = "2428 0646 0343",
        ['≤'] = "480644 0343", ['≥'] = "084604 0343", ['→'] = "0545 364534", ['’'] = "0806",
    };

    /// <summary>The strokes of a text that starts at the origin, y downwards, and its width.</summary>
    public static (List<Spot[]> Strokes, double Width) Lay(string text, double size)
    {
        var step = Step * size;
        var strokes = new List<Spot[]>();
        double pen = 0;
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) continue;
            if (char.IsWhiteSpace(letter))
            {
                pen += Space * step;
                continue;
            }
            var glyph = Glyphs.GetValueOrDefault(letter, Missing);
            var (left, right) = Extent(glyph);
            foreach (var stroke in glyph.Split(' '))
            {
                var spots = new Spot[stroke.Length / 2];
                for (var i = 0; i < spots.Length; i++)
                    spots[i] = new Spot(pen + (stroke[2 * i] - '0' - left) * step, (Baseline - (stroke[2 * i + 1] - '0')) * step);
                strokes.Add(spots);
            }
            pen += (right - left + Gap) * step;
        }
        return (strokes, pen);
    }

    internal static IEnumerable<char> Letters => Glyphs.Keys;

    private static (int Left, int Right) Extent(string glyph)
    {
        int left = 9, right = 0, at = 0;
        foreach (var c in glyph)
        {
            if (c == ' ') { at = 0; continue; }
            if (at++ % 2 == 0) (left, right) = (Math.Min(left, c - '0'), Math.Max(right, c - '0'));
        }
        return (left, right);
    }
}
