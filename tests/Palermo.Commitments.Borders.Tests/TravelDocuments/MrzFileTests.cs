using System.Text;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders.Tests;

public class MrzFileTests
{
    private static MrzBlock[] Blocks(string text) => [.. MrzFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))];

    private static async Task<Outcome<AnalysisAnswer>> Run(string text, params (string, string)[] parameters) =>
        await MrzAnalysis.Analysis.Run(new(new MemoryStream(Encoding.UTF8.GetBytes(text)), "zones.txt", parameters.ToDictionary(p => p.Item1, p => p.Item2), Specimens.Today), default);

    [Fact]
    public void Blocks_are_parted_by_blank_lines()
    {
        var blocks = Blocks($"\n{string.Join('\n', Specimens.Td3)}\r\n  \r\n\r\n{string.Join("\r\n", Specimens.Td1)}");
        Assert.Equal([2, 6], blocks.Select(b => b.At));
        Assert.Equal(Specimens.Td3, blocks[0].Lines);
        Assert.Equal(Specimens.Td1, blocks[1].Lines);
    }

    [Fact]
    public void A_table_is_read_by_its_headings()
    {
        var blocks = Blocks($"note,line1,line2,line3\n\"a, b\",{Specimens.Td3[0]},{Specimens.Td3[1]},\nx,{string.Join(',', Specimens.Td1)}\n");
        Assert.Equal(Specimens.Td3, blocks[0].Lines);
        Assert.Equal(Specimens.Td1, blocks[1].Lines);
        Assert.Equal([2, 3], blocks.Select(b => b.At));
        Assert.Equal(Specimens.Td2, Blocks($"line1;line2\n{string.Join(';', Specimens.Td2)}")[0].Lines);
    }

    [Fact]
    public void A_zone_in_a_single_line_falls_into_its_lines()
    {
        foreach (var lines in Specimens.All) Assert.Equal(lines, Blocks(string.Concat(lines))[0].Lines);
    }

    [Fact]
    public void A_line_without_end_is_refused_with_its_number() =>
        Assert.Equal(3, Assert.Throws<TableFault>(() => Blocks("A\n\n" + new string('<', 20_000))).Line);

    [Fact]
    public async Task The_answer_is_a_list_of_what_each_zone_says()
    {
        var answer = (await Run($"{string.Join('\n', Specimens.Td3)}\n\nNONSENSE")).Value;
        var zones = Assert.IsType<List<MrzAnswer>>(answer.Document);
        Assert.Equal(["TD3", "unknown"], zones.Select(z => z.Format));
        Assert.True(zones[0].Valid);
        Assert.Empty(zones[0].Problems);
        Assert.Equal(["issuer.specimen", "nationality.specimen", "date.expired"], zones[0].Notices.Select(n => n.Code));
        Assert.False(zones[1].Valid);
        Assert.Empty(zones[1].Checks);
        Assert.Equal("form", Assert.Single(zones[1].Problems).Code);
    }

    [Fact]
    public async Task Wrong_words_are_refused_by_name()
    {
        Assert.Equal("mrz.empty", (await Run(" \n\n")).Refusals[0].Code);
        Assert.Equal("today", (await Run("A", ("today", "soon"))).Refusals[0].Field);
        Assert.Equal("expiry-years-ahead", (await Run("A", ("expiry-years-ahead", "-1"))).Refusals[0].Field);
        var zones = (List<MrzAnswer>)(await Run(string.Join('\n', Specimens.LongNumber), ("expiry-years-ahead", "20"), ("today", "1995-01-01"))).Value.Document;
        Assert.Equal("1995-07-12", zones[0].Fields.Expiry);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new Random(7);
        for (var round = 0; round < LongForm.Rounds(300, 20_000); round++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            if (round % 3 == 0) bytes = [.. Encoding.UTF8.GetBytes("line1,line2\n"), .. bytes];
            try { foreach (var block in MrzFile.Read(new MemoryStream(bytes))) MrzReader.Read(block.Lines, Specimens.Today); }
            catch (TableFault fault) { Assert.NotEqual("", fault.Message); }
        }
    }
}
