using System.Text;
using CsCheck;
using Palermo.Analysis.Estimation.Numerics;

namespace Palermo.Analysis.Estimation.Tests;

public class RecordsTests
{
    private static CodedTable Read(string text, params string[] names) => RecordsCsv.Read(Encoding.UTF8.GetBytes(text), names.Length == 0 ? null : names, "people.csv");

    private static string Value(CodedTable table, string column, int row) => table[column].Categories[table[column].Codes[row]];

    [Fact]
    public void Fields_in_quotes_blank_lines_and_any_line_ending_are_read()
    {
        var table = Read("\uFEFFname;place\r\n\"a;\"\"b\";x\r\n\r\n\"two\nlines\";\r\nc;y");
        Assert.Equal(3, table.Rows);
        Assert.Equal("a;\"b", Value(table, "name", 0));
        Assert.Equal("two\nlines", Value(table, "name", 1));
        Assert.Equal("", Value(table, "place", 1));
        Assert.Equal("y", Value(table, "place", 2));
    }

    [Fact]
    public void Categories_of_numbers_come_in_their_order()
    {
        Assert.Equal(["2", "10", "100"], Read("n\n10\n100\n2\n")["n"].Categories);
        Assert.Equal(["10", "2", "x"], Read("n\n10\nx\n2\n")["n"].Categories);
    }

    [Theory]
    [InlineData("", "first line is empty")]
    [InlineData("a,b\n1\n", "line 2: 1 fields where the first line has 2")]
    [InlineData("a,b\n1,2\n\n1,2,3\n", "line 4: 3 fields")]
    [InlineData("a,b\n\"1,2\n", "line 2: a quotation mark is opened")]
    [InlineData("a,b\n\"1\"x,2\n", "line 2: text follows")]
    public void Wrong_files_are_refused_naming_the_line(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Read(text)).Message);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Contains("UTF-8", Assert.Throws<FormatException>(() => RecordsCsv.Read(new byte[] { (byte)'a', 10, 0xff, 0xfe, 10 }, null, "f")).Message);

    [Fact]
    public void A_large_file_read_on_all_cores_equals_the_same_read_line_by_line()
    {
        var random = new SeededRandom(3);
        var text = new StringBuilder("a,b,c\n");
        var rows = new List<string[]>();
        while (text.Length < 3 << 20)
        {
            string[] row = [$"v{random.Next() % 7}", $"{random.Next() % 1000}", random.Next() % 5 == 0 ? "" : "é" + random.Next() % 3];
            rows.Add(row);
            text.Append(string.Join(',', row)).Append(rows.Count % 3 == 0 ? "\r\n" : "\n");
        }
        var table = Read(text.ToString(), "c", "a");
        Assert.Equal(rows.Count, table.Rows);
        for (var r = 0; r < rows.Count; r++)
            Assert.True(Value(table, "c", r) == rows[r][2] && Value(table, "a", r) == rows[r][0]);
        // A short line far inside is named by its number.
        var broken = text.ToString() + "x\n";
        Assert.Contains($"line {rows.Count + 2}: 1 fields", Assert.Throws<FormatException>(() => Read(broken, "a")).Message);
    }

    [Fact]
    public void Counting_equals_counting_one_by_one() =>
        Gen.Select(Gen.Int[0, 3].Array[200], Gen.Int[0, 2].Array[200], Gen.Long[0, 5].Array[200]).Sample((a, b, w) =>
        {
            var table = new CodedTable([new CodedColumn("a", ["0", "1", "2", "3"], a), new CodedColumn("b", ["0", "1", "2"], b)]);
            var counts = table.Count(["b", "a"], w);
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 4; j++)
                    Assert.Equal(Enumerable.Range(0, 200).Where(r => b[r] == i && a[r] == j).Sum(r => w[r]), counts.Values[counts.Index(i, j)]);
            Assert.Equal(200, table.Count(["a"]).Total);
        }, iter: 50);

    [Fact]
    public void Readers_meet_hostile_text_with_a_message_and_never_with_a_crash()
    {
        var random = new SeededRandom(99);
        string[] pieces = ["0", "1", ",", ",", "\n", "\n", "\"", "\"\"", "a", "b", "c", ";", "\t", " ", "\r", "-1", "9999999999999999999", "Total", "+", "\u0000", "é", "1,0,0,5\n", "a,b,c,n\n", "1e5", ","];
        int read = 0, refused = 0;
        for (var round = 0; round < LongForm.Rounds(4000, 200_000); round++)
        {
            var text = round % 3 == 0 ? "a,b,c,n\n" : "";
            for (var i = 0; i < 1 + (int)(random.Uniform() * 25); i++) text += pieces[(int)(random.Uniform() * pieces.Length)];
            foreach (Action reader in new Action[]
            {
                () => CaptureCsv.Read(text, "f"), () => Read(text), () => PublishedCsv.Read(Encoding.UTF8.GetBytes(text), "f"),
            })
                try
                {
                    reader();
                    read++;
                }
                catch (Exception e) when (e is FormatException or ArgumentException)
                {
                    Assert.NotEmpty(e.Message);
                    refused++;
                }
        }
        Assert.True(read > 100 && refused > 100, $"{read} read, {refused} refused");
    }

    [Fact]
    public void A_published_table_comes_back_as_it_was_written()
    {
        var table = SmallCounts.Protect([new TableDimension("place, name", "a", "b\"c", "d"), new TableDimension("age", "x", "y", "z")], [3, 20, 30, 25, 40, 50, 60, 70, 80]);
        var release = PublishedCsv.Read(Encoding.UTF8.GetBytes(PublishedCsv.Write(table)), "t");
        Assert.Equal(table.Cells().Select(c => (string.Join('|', c.Key), c.Count)), release.Cells.Select(c => (string.Join('|', c.Key), c.Count)));
        Assert.Throws<ArgumentException>(() => PublishedCsv.Write(SmallCounts.Protect([new TableDimension("a", "Total")], [30])));
    }

    [Fact]
    public void Columns_that_do_not_belong_together_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new CodedTable([new CodedColumn("a", ["x"], [0]), new CodedColumn("b", ["x"], [0, 0])]));
        Assert.Throws<ArgumentException>(() => new CodedTable([new CodedColumn("a", ["x"], [1])]));
        Assert.Contains("there are a", Assert.Throws<ArgumentException>(() => new CodedTable([new CodedColumn("a", ["x"], [0])]).Count(["b"])).Message);
    }
}
