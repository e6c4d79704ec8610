using System.Text;
using Palermo.Web.Tables;

namespace Palermo.Web.Tests;

public class EncodingTests
{
    private const string French = "numéro;lieu;événement\n1;Agadez;décès près du désert, à l'été\n2;Sète;naufrage signalé par les pêcheurs, côté français, où l'équipage était âgé\n";
    private const string Arabic = "الرقم;المكان;الوصف\n1;طرابلس;غرق قارب قبالة الساحل وفقدان أربعين شخصا\n2;أغاديز;العثور على شاحنة في الصحراء\n";

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string> Files() => new()
    {
        { "utf-8", French }, { "utf-8", Arabic }, { "utf-16", French }, { "utf-16", Arabic }, { "utf-16BE", Arabic },
        { "windows-1252", French }, { "windows-1256", Arabic },
    };

    [Theory, MemberData(nameof(Files))]
    public void The_text_of_a_file_is_read_as_it_was_written(string name, string text)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var mark in (bool[])[true, false])
        {
            if (name == "utf-16BE" && mark) continue;
            byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(text)];
            var guess = TextEncoding.Guess(bytes);
            using var reader = new StreamReader(new MemoryStream(bytes), guess, detectEncodingFromByteOrderMarks: true);
            Assert.Equal(text, reader.ReadToEnd());
        }
    }

    [Fact]
    public void Arabic_of_iso_8859_6_is_told_from_windows_1256()
    {
        var bytes = Encoding.GetEncoding("iso-8859-6").GetBytes(Arabic);
        Assert.Equal(Arabic, TextEncoding.Guess(bytes).GetString(bytes));
    }

    [Fact]
    public void A_sample_cut_in_the_middle_of_a_character_is_still_utf_8()
    {
        var bytes = Encoding.UTF8.GetBytes(Arabic);
        for (var end = 60; end < 66; end++) Assert.Equal("utf-8", TextEncoding.Guess(bytes.AsSpan(0, end)).WebName);
    }

    [Fact]
    public void No_bytes_make_the_guess_fail()
    {
        var random = new Random(7);
        for (var i = 0; i < LongForm.Rounds(300, 20_000); i++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            Assert.NotNull(TextEncoding.Guess(bytes));
        }
    }

    [Fact]
    public void An_unknown_encoding_is_refused_with_those_that_are_known() =>
        Assert.Contains("windows-1256", Assert.Throws<TableFault>(() => TextEncoding.Of("ebcdic")).Message, StringComparison.Ordinal);
}
