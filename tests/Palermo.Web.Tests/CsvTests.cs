using CsCheck;
using Palermo.Web.Entry;
using Palermo.Web.Tables;

namespace Palermo.Web.Tests;

public class CsvTests
{
    private static string[][] Read(string text, char separator = ',') => [.. CsvReader.Read(new StringReader(text), separator).Select(r => r.Cells.ToArray())];

    [Fact]
    public void Quoted_fields_hold_separators_quotes_and_line_ends()
    {
        Assert.Equal([["a", "b,c", "d\"e"], ["f", "g\nh", ""]], Read("a,\"b,c\",\"d\"\"e\"\r\nf,\"g\nh\",\r\n"));
        Assert.Equal([["a b", "5\" pipe"]], Read("a b,5\" pipe")); // a quote inside an unquoted field stands for itself
        Assert.Equal([["", "x"]], Read(",x\n\n\n"));
    }

    [Fact]
    public void A_row_knows_the_line_where_it_begins()
    {
        var rows = CsvReader.Read(new StringReader("h1,h2\n\"two\nlines\",b\n\nc,d\r\ne,f\rg,h"), ',').ToArray();
        Assert.Equal([1, 2, 5, 6, 7], rows.Select(r => r.Line));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_told_with_its_line()
    {
        var fault = Assert.Throws<TableFault>(() => Read("a,b\nc,\"d\ne,f\n"));
        Assert.Equal(2, fault.Line);
        Assert.Contains("no closing quote", fault.Message, StringComparison.Ordinal);
        var long_ = Assert.Throws<TableFault>(() => CsvReader.Read(new StringReader("a\n\"" + new string('x', 2_000_000)), ',').Count());
        Assert.Contains("more than 1,000,000 characters", long_.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_columns_and_zero_bytes_are_refused()
    {
        Assert.Contains("columns", Assert.Throws<TableFault>(() => Read(new string(',', 5_000))).Message, StringComparison.Ordinal);
        Assert.Contains("zero byte", Assert.Throws<TableFault>(() => Read("a\0b")).Message, StringComparison.Ordinal);
    }

    private static readonly Gen<string> Cells = Gen.String[Gen.Char["abc ,;\"\n\r'=+-@\téمح1."], 0, 12];

    [Fact]
    public void What_is_written_is_read_again() => Cells.Array[1, 6].Array[1, 6].Sample(rows =>
    {
        var text = new StringWriter();
        foreach (var row in rows) CsvWriter.Write(text, row);
        var read = Read(text.ToString());
        Assert.Equal(rows.Length, read.Length);
        for (var i = 0; i < rows.Length; i++) Assert.Equal(rows[i], read[i].Select(CsvWriter.Unguarded));
    }, iter: 3_000);

    [Fact]
    public void A_reader_of_one_character_at_a_time_sees_the_same_rows() => Gen.String[Gen.Char["ab,\"\n\r"], 0, 40].Sample(text =>
    {
        static string Seen(Func<IEnumerable<TableRow>> rows)
        {
            try { return string.Join('|', rows().Select(r => r.Line + ":" + string.Join('~', r.Cells))); }
            catch (TableFault fault) { return fault.Message; }
        }
        Assert.Equal(Seen(() => CsvReader.Read(new StringReader(text), ',')), Seen(() => CsvReader.Read(new OneByOne(text), ',')));
    }, iter: 3_000);

    private sealed class OneByOne(string text) : TextReader
    {
        private int _at;
        public override int Peek() => _at < text.Length ? text[_at] : -1;
        public override int Read() => _at < text.Length ? text[_at++] : -1;
        public override int Read(char[] buffer, int index, int count)
        {
            if (count == 0 || _at == text.Length) return 0;
            buffer[index] = text[_at++];
            return 1;
        }
    }

    [Theory]
    [InlineData("=1+1", "'=1+1"), InlineData("@SUM(A1)", "'@SUM(A1)"), InlineData("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0")]
    [InlineData("-5", "-5"), InlineData("+3.5", "+3.5"), InlineData("'tis", "'tis"), InlineData("plain", "plain"), InlineData("'=x", "''=x")]
    public void What_a_spreadsheet_would_compute_gets_an_apostrophe_and_numbers_do_not(string cell, string written)
    {
        Assert.Equal(written, CsvWriter.Guarded(cell));
        Assert.Equal(cell, CsvWriter.Unguarded(written));
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n4,5,6\n", ',')]
    [InlineData("nom;lieu;date\nA, B;Agadez;1\nC;Zinder, N;2\n", ';')]
    [InlineData("a\tb\n1,5\t2\n2,5\t3\n", '\t')]
    [InlineData("a|b|c\nx|y|z\n", '|')]
    [InlineData("\"x;y\",\"b;c\"\n\"d;e\",f\n", ',')]
    public void The_separator_is_guessed(string sample, char separator) => Assert.Equal(separator, TableGuess.Separator(sample));

    [Fact]
    public void The_order_of_dates_is_guessed_only_when_something_decides_it()
    {
        Assert.Equal(DateOrder.DayFirst, TableGuess.Dates(["03/04/2016", "25/04/2016"]));
        Assert.Equal(DateOrder.MonthFirst, TableGuess.Dates(["03/04/2016", "04/25/2016"]));
        Assert.Equal(DateOrder.YearFirst, TableGuess.Dates(["2016-04-25"]));
        Assert.Null(TableGuess.Dates(["03/04/2016", "05/06/2017"]));
    }

    [Fact]
    public void The_decimal_mark_is_guessed_from_what_cannot_be_thousands()
    {
        Assert.True(TableGuess.DecimalComma(["1,5", "12,25", "1.234,5"]));
        Assert.False(TableGuess.DecimalComma(["1,500", "12.25", "1,234.5"]));
        Assert.False(TableGuess.DecimalComma(["1,500"]));
    }
}
