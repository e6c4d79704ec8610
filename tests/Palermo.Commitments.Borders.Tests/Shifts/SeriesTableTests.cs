using System.Text;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders.Tests;

public class SeriesTableTests
{
    private static Outcome<SeriesTable> Read(string text, bool negative = false) => SeriesTable.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), negative);

    private static string Fault(string text) => Assert.Single(Read(text).Refusals).Message;

    [Fact]
    public void Columns_go_by_name_and_others_are_passed_over()
    {
        var table = Read("note,exposure,count,date\nx,2.5,3,2016-01\ny,1,0,2016-02\n").Value;
        Assert.Equal(["2016-01", "2016-02"], table.Dates);
        Assert.Equal([3.0, 0], table.Counts);
        Assert.Equal([2.5, 1], table.Exposure!);
        Assert.Null(Read("date,count\n2016-01,3\n").Value.Exposure);
    }

    [Fact]
    public void A_fault_names_line_column_and_mend()
    {
        Assert.Contains("Line 3, column count: 'many'", Fault("date,count\n2016-01,3\n2016-02,many\n"));
        Assert.Contains("Line 2, column count: '-1' is no count of 0 or more", Fault("date,count\n2016-01,-1\n"));
        Assert.Contains("Line 2, column exposure: '0' is no exposure above 0", Fault("date,count,exposure\n2016-01,1,0\n"));
        Assert.Contains("Line 3, column date: '2016-01' does not come after '2016-02'", Fault("date,count\n2016-02,1\n2016-01,1\n"));
        Assert.Contains("Line 1: the heading does not name the columns date,count[,exposure]", Fault("day;number\n1;2\n"));
        Assert.Contains("empty", Fault(""));
        Assert.Contains("no row", Fault("date,count\n"));
        Assert.Equal([-1.5], Read("date,count\n2016-01,-1.5\n", negative: true).Value.Counts);
    }

    [Fact]
    public void No_file_breaks_the_reader()
    {
        var random = new Random(42);
        var whole = Encoding.UTF8.GetBytes("date,count,exposure\n2016-01,3,1\n2016-02,4,2\n\"2016-03\",5,1\n");
        for (var round = 0; round < LongForm.Rounds(2_000, 200_000); round++)
        {
            var bytes = (byte[])whole.Clone();
            for (var k = random.Next(1, 6); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var read = SeriesTable.Read(new MemoryStream(bytes, 0, random.Next(bytes.Length + 1)), negative: false);
            if (!read.Done) Assert.All(read.Refusals, r => Assert.NotEmpty(r.Message));
        }
    }
}
