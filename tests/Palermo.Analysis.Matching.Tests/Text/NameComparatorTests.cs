using CsCheck;

namespace Palermo.Analysis.Matching.Tests;

public class NameComparatorTests
{
    [Theory]
    [InlineData("Mohamed Diallo", "محمد جالو", .9)]
    [InlineData("DIALLO Mamadou", "Muhammad Jallow", .9)]
    [InlineData("Gebremariam Tesfay", "Gebre Mariam Tesfai", .85)]
    [InlineData("Yelena Ivanova", "Елена Иванова", .9)]
    [InlineData("Abd al-Rahman Sharif", "عبد الرحمن شريف", .9)]
    [InlineData("Kyriakos Mitsotakis", "Κυριάκος Μητσοτάκης", .85)]
    [InlineData("Vladimir Putin", "Vladimir Vladimirovich Putin", .8)]
    public void Spellings_of_one_name_score_high(string a, string b, double least) => Assert.InRange(NameComparator.Score(a, b), least, 1);

    [Theory]
    [InlineData("Mohamed Diallo", "Ahmed Camara", .55)]
    [InlineData("Tesfay Gebremariam Haile", "Selam Gebremariam Haile", .8)]   // brother and sister: only the first name tells them apart
    [InlineData("Ivan Petrov", "Pavel Sidorov", .5)]
    public void Names_of_different_people_score_low(string a, string b, double most) => Assert.InRange(NameComparator.Score(a, b), 0, most);

    private static readonly Gen<string> Names = Gen.Select(Gen.OneOf(new[] { "Mohamed", "محمد", "Diallo", "Ivanova", "ተስፋይ", "Abd", "al", "de", "J", "Gebre", "李" }.Select(Gen.Const).ToArray()),
        Gen.String[Gen.Char["abdehkmnostuy "], 0, 14]).Select((a, b) => a + " " + b);

    [Fact]
    public void Scores_are_symmetric_and_between_0_and_1_and_1_for_the_same_name() => Gen.Select(Names, Names).Sample((a, b) =>
    {
        var s = NameComparator.Score(a, b);
        Assert.InRange(s, 0, 1);
        Assert.Equal(s, NameComparator.Score(b, a));
        Assert.Equal(1, NameComparator.Score(a, a), 1e-9);
    });

    [Fact]
    public void The_assignment_of_words_is_the_best_of_all_orders() => Gen.Select(Gen.Double[0, 1].Array[12], Gen.Int[2, 3], Gen.Int[3, 4]).Sample((cells, few, many) =>
    {
        var word = new NameProfile.Word([65], [0], -1, false, Script.Latin, NameProfile.WordForm.Plain, 1);
        var partner = new int[few];
        WordAssignment.Best(cells.AsSpan(0, few * many), [.. Enumerable.Repeat(word, few)], [.. Enumerable.Repeat(word, many)], partner);
        var got = Enumerable.Range(0, few).Sum(i => partner[i] < 0 ? 0 : cells[i * many + partner[i]]);
        Assert.Equal(Best(0, 0), got, 1e-5);

        double Best(int i, int used) => i == few ? 0 : Enumerable.Range(0, many).Where(j => (used >> j & 1) == 0)
            .Max(j => cells[i * many + j] + Best(i + 1, used | 1 << j));
    });
}
