using System.Text;
using CsCheck;
using NodaTime;

namespace Palermo.Commitments.Borders.Tests;

public class MrzMutationTests
{
    private const string Signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

    private static int Value(char sign) => sign == '<' ? 0 : sign <= '9' ? sign - '0' : sign - 'A' + 10;

    /// <summary>Every place that a check digit covers or stands in.</summary>
    private static HashSet<(int Line, int Column)> Covered(MrzLayout layout)
    {
        HashSet<(int, int)> places = [];
        foreach (var digit in layout.Digits)
        {
            places.Add((digit.Line, digit.Column));
            foreach (var range in digit.Over)
                for (var c = range.From; c <= range.To; c++) places.Add((range.Line, c));
        }
        return places;
    }

    [Fact]
    public void Every_substitution_of_another_value_that_a_digit_covers_is_caught()
    {
        long tried = 0, equal = 0;
        foreach (var lines in Specimens.All)
        {
            var layout = MrzLayout.Of(lines)!;
            foreach (var (line, column) in Covered(layout))
            {
                var before = lines[line - 1][column - 1];
                foreach (var sign in Signs)
                {
                    if (sign == before) continue;
                    var changed = lines.ToArray();
                    changed[line - 1] = string.Concat(changed[line - 1].AsSpan(0, column - 1), [sign], changed[line - 1].AsSpan(column));
                    if (MrzLayout.Of(changed) != layout) continue; // another form altogether: the first five signs of a French card
                    var reading = MrzReader.Read(changed, Specimens.Today);
                    if (Value(sign) % 10 == Value(before) % 10) { equal++; continue; }
                    tried++;
                    // Where the digit of an empty personal number stands, both 0 and the filler are right; others fail.
                    Assert.False(reading.Checks.All(c => c.Ok), $"{MrzFormats.Name(layout.Format)}: {before} to {sign} at {line}:{column} was not caught");
                    Assert.False(reading.Valid);
                }
            }
        }
        Assert.True(tried > 10_000, $"only {tried} were tried");
        Assert.True(equal > 1_000, $"only {equal} of equal value were met");
    }

    [Fact]
    public void Substitutions_in_collected_specimens_are_caught_too()
    {
        var good = Specimens.Collected().Select(s => s.Lines).Where(l => Specimens.Read(l).Valid).ToArray();
        Assert.True(good.Length >= 24, $"only {good.Length} specimens verify");
        var gen = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 1_000_000], Gen.Int[0, Signs.Length - 1]);
        gen.Sample((which, at, sign) =>
        {
            var lines = good[which];
            var layout = MrzLayout.Of(lines)!;
            var places = Covered(layout).ToArray();
            var (line, column) = places[at % places.Length];
            if (Value(Signs[sign]) % 10 == Value(lines[line - 1][column - 1]) % 10) return true;
            var changed = lines.ToArray();
            changed[line - 1] = string.Concat(changed[line - 1].AsSpan(0, column - 1), [Signs[sign]], changed[line - 1].AsSpan(column));
            return MrzLayout.Of(changed) != layout || !MrzReader.Read(changed, Specimens.Today).Checks.All(c => c.Ok);
        }, iter: LongForm.Rounds(20_000, 1_000_000));
    }

    [Fact]
    public void Ten_million_mutated_lines_are_read_without_a_crash()
    {
        var wanted = LongForm.Rounds(200_000, 10_000_000);
        var done = 0L;
        Parallel.For(0, Environment.ProcessorCount, worker =>
        {
            var random = new Random(20261124 + worker);
            for (var lines = 0L; lines < wanted / Environment.ProcessorCount + 1;)
            {
                var mutated = Mutated(random);
                var reading = MrzReader.Read(mutated, Specimens.Today);
                Sound(mutated, reading);
                if (lines % 64 == 0) foreach (var suggestion in OcrConfusions.Suggest(reading, Specimens.Today)) Assert.NotEmpty(suggestion.Changes);
                lines += Math.Max(1, mutated.Length);
                Interlocked.Add(ref done, mutated.Length);
            }
        });
        Assert.True(done >= wanted * 0.9, $"{done} lines");
    }

    private static string[] Mutated(Random random)
    {
        var lines = Specimens.All[random.Next(Specimens.All.Length)].ToArray();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var which = lines.Length == 0 ? -1 : random.Next(lines.Length);
            if (which < 0) break;
            var text = new StringBuilder(lines[which]);
            var at = text.Length == 0 ? 0 : random.Next(text.Length);
            switch (random.Next(9))
            {
                case 0 when text.Length > 0: text[at] = Signs[random.Next(Signs.Length)]; break;
                case 1 when text.Length > 0: text[at] = (char)random.Next(1, 0xFFFF); break;
                case 2 when text.Length > 0: text.Remove(at, random.Next(1, text.Length - at + 1)); break;
                case 3: text.Insert(at, Signs[random.Next(Signs.Length)]); break;
                case 4 when text.Length > 1: (text[at], text[(at + 1) % text.Length]) = (text[(at + 1) % text.Length], text[at]); break;
                case 5: text.Append(' ').Append('\t'); break;
                case 6: lines = [.. lines, lines[which]]; continue;
                case 7: lines = [.. lines.Where((_, i) => i != which)]; continue;
                default: text = new(text.ToString().ToLowerInvariant()); break;
            }
            lines[which] = text.ToString();
        }
        return lines;
    }

    /// <summary>What holds of every reading, whatever was read.</summary>
    private static void Sound(string[] lines, MrzReading reading)
    {
        if (reading.Valid && !reading.Checks.All(c => c.Ok)) Assert.Fail($"valid with a failed digit: {string.Join('/', lines)}");
        if (reading.Checks.Any(c => !c.Ok) && reading.Problems.Count == 0) Assert.Fail($"a failed digit without explanation: {string.Join('/', lines)}");
        foreach (var problem in reading.Problems)
            if (problem.Line < 0 || problem.Line > Math.Max(lines.Length, 3) || problem.From > problem.To || string.IsNullOrEmpty(problem.Message.Arabic))
                Assert.Fail($"{problem.Code}: {problem.Line}:{problem.From}-{problem.To}: {string.Join('/', lines)}");
    }
}
