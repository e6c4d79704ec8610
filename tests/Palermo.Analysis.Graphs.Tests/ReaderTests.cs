using System.Text;

namespace Palermo.Analysis.Graphs.Tests;

public class ReaderTests
{
    [Fact]
    public void Plain_lines_comments_doubles_and_self_loops_are_read()
    {
        var table = Read("\uFEFF# a comment\n% another\n\n10 9\r\n9 10\n9 9\n  2\t9  \n");
        Assert.Equal(["2", "9", "10"], table.Names); // by value, not by letters
        Assert.Equal(1, table.SelfLoops);
        var graph = table.ToGraph();
        Assert.Equal(2, graph.EdgeCount);
        Assert.False(graph.Weighted);
    }

    [Fact]
    public void A_third_field_is_a_weight_and_doubles_add_up()
    {
        var table = Read("a b 2\nb a 0.5\nb c 1\n");
        Assert.Equal(2.5, table.ToGraph().WeightBetween(0, 1));
        Assert.Equal(2, table.ToGraph(doubled: DoubledEdges.KeepLargest).WeightBetween(0, 1));
        Assert.Equal(2, table.ToGraph(directed: true).WeightBetween(0, 1));
    }

    [Fact]
    public void A_csv_may_name_its_columns_in_any_order_and_quote()
    {
        var table = Read("time,target,note,source,layer,weight,end,evidence\n2026-03-01T00:00:00Z,\"Omar, the tall\",x,ana,calls,2,2026-03-01T00:10:00Z,tap\n2026-03-02,ana,\"say \"\"hi\"\"\",bo,money,1,,report\n");
        Assert.Equal(["Omar, the tall", "ana", "bo"], table.Names);
        Assert.Equal([2.0, 1], table.Weight!);
        Assert.Equal(86_400, table.Time![1] - table.Time[0]);
        Assert.Equal([600.0, 0], table.Duration!);
        Assert.Equal(["calls", "money"], table.LayerNames);
        Assert.Equal(["tap", "report"], table.EvidenceNames);
        Assert.Equal(1, table.ToTemporal()[1].Layer);
    }

    [Theory]
    [InlineData("", "no edge")]
    [InlineData("a b\nc\n", "line 2: 1 fields")]
    [InlineData("a b x\n", "line 1: field weight: \"x\"")]
    [InlineData("a b -1\n", "line 1: field weight: -1")]
    [InlineData("a b 0\n", "field weight: 0")]
    [InlineData("a b NaN\n", "field weight")]
    [InlineData("a b c d\n", "no header")]
    [InlineData("source,x,y,z\n1,2,3,4\n", "only one end")]
    [InlineData("source,target,from\n1,2,3\n", "two columns mean from")]
    [InlineData("source,target,time\na,b,1\nc,d,\n", "line 3: field time: empty")]
    [InlineData("source,target,time\na,b,yesterday\n", "field time: \"yesterday\"")]
    [InlineData("source,target\na,\"b\n", "a quote is opened")]
    [InlineData("source,target\na,\n", "line 2: a name is empty")]
    [InlineData("a\0b c\n", "zero byte")]
    public void What_cannot_be_read_is_named_by_line_and_field(string text, string says)
    {
        var fault = Assert.Throws<GraphFileException>(() => Read(text));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_and_lines_without_end_are_refused()
    {
        Assert.Throws<GraphFileException>(() => EdgeListReader.Read(new MemoryStream([(byte)'a', (byte)' ', 0xC3, 0x28, (byte)'\n'])));
        Assert.Throws<GraphFileException>(() => EdgeListReader.Read(new MemoryStream(new byte[5_000_000])));
    }

    [Fact]
    public void What_is_written_is_read_again_in_all_formats()
    {
        var graph = Networks.Random(30, 0.2, 8, weighted: true);
        string[] names = [.. Enumerable.Range(0, 30).Select(v => $"n{v:D2}")];
        var list = new StringWriter();
        GraphWriter.EdgeList(list, graph, names);
        var csv = new StringWriter();
        GraphWriter.Csv(csv, graph, names);
        using var xml = new MemoryStream();
        GraphWriter.GraphMl(xml, graph, names, [("rank", new double[30])]);
        xml.Position = 0;
        foreach (var table in (EdgeTable[])[Read(list.ToString()), Read(csv.ToString()), GraphMlReader.Read(xml)])
        {
            var again = table.ToGraph();
            Assert.Equal(graph.Edges().Select(edge => (names[edge.From], names[edge.To], edge.Weight)),
                again.Edges().Select(edge => (table.Names[edge.From], table.Names[edge.To], edge.Weight)));
        }
        Assert.Throws<ArgumentException>(() => GraphWriter.EdgeList(new StringWriter(), Graph.FromEdges(2, [(0, 1)]), ["a b", "c"]));
    }

    [Fact]
    public void A_cell_that_a_spreadsheet_would_run_is_made_harmless()
    {
        var text = new StringWriter();
        GraphWriter.Row(text, ["=cmd()", "-5", "@x", "plain"]);
        Assert.Equal("'=cmd(),-5,'@x,plain\n", text.ToString());
    }

    [Fact]
    public void GraphML_with_a_document_type_or_nested_graphs_is_refused()
    {
        foreach (var xml in (string[])[
            "<!DOCTYPE x [<!ENTITY a \"b\">]><graphml><graph/></graphml>", "<html/>", "<graphml>", "<graphml/>",
            "<graphml><graph><node id=\"a\"><graph/></node></graph></graphml>", "<graphml><graph><edge source=\"a\"/></graph></graphml>",
            "<graphml><graph><hyperedge/></graph></graphml>"])
            Assert.Throws<GraphFileException>(() => GraphMlReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml))));
    }

    [Fact]
    public void GraphML_keeps_direction_weights_and_lonely_nodes()
    {
        const string Xml = "<graphml xmlns='http://graphml.graphdrawing.org/xmlns'><key id='d0' for='edge' attr.name='weight' attr.type='double'/><graph edgedefault='directed'>"
            + "<node id='a'/><node id='b'/><node id='lonely'/><edge source='a' target='b'><data key='d0'>2.5</data></edge></graph></graphml>";
        var table = GraphMlReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Xml)));
        Assert.Equal(3, table.NodeCount);
        var graph = table.ToGraph();
        Assert.True(graph.Directed);
        Assert.Equal(2.5, graph.WeightBetween(0, 1));
        Assert.False(graph.HasEdge(1, 0));
    }

    /// <summary>Found by the long fuzz: the first byte belongs to no encoding, and the reader failed while it was being opened.</summary>
    [Fact]
    public void A_GraphML_file_in_no_encoding_is_refused_in_words() =>
        Assert.Throws<GraphFileException>(() => GraphMlReader.Read(new MemoryStream([0xFF, 0x3C, 0x67])));

    [Fact]
    public void No_mangled_file_gets_more_than_a_clear_error()
    {
        var good = Encoding.UTF8.GetBytes("source,target,time,weight,layer\n\"a b\",c,2026-01-01,1.5,x\nd,e,2026-01-02,2,y\nf,g,2026-01-03,3,x\n");
        using var written = new MemoryStream();
        GraphWriter.GraphMl(written, Networks.Karate, [.. Enumerable.Range(0, 34).Select(v => $"{v}")]);
        foreach (var original in (byte[][])[good, written.ToArray()])
        {
            var random = new SeededRandom(31);
            for (var round = 0; round < LongForm.Rounds(1_500, 100_000); round++)
            {
                var bytes = (byte[])original.Clone();
                for (var change = random.Below(6); change >= 0; change--)
                    bytes[random.Below(bytes.Length)] = random.Below(3) == 0 ? (byte)random.Below(256) : "\n,\"<>&=01e-"u8[random.Below(11)];
                if (random.Below(4) == 0) bytes = bytes[..random.Below(bytes.Length)];
                try
                {
                    var stream = new MemoryStream(bytes);
                    var table = original == good ? EdgeListReader.Read(stream) : GraphMlReader.Read(stream);
                    Assert.True(table.ToGraph().EdgeCount <= table.Count);
                }
                catch (GraphFileException fault)
                {
                    Assert.NotEmpty(fault.Message);
                }
            }
        }
    }

    [Fact]
    public void A_graph_refuses_weights_that_are_no_strength()
    {
        var builder = new GraphBuilder(3);
        foreach (var weight in (double[])[0, -1, double.NaN, double.PositiveInfinity])
            Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(0, 1, weight));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(0, 3));
        builder.Add(0, 1);
        builder.Add(1, 0);
        builder.Add(2, 2);
        var graph = builder.Build();
        Assert.Equal((1, 1, 1), (graph.EdgeCount, builder.Doubles, builder.SelfLoops));
    }

    [Fact]
    public void Blocks_of_two_cliques_that_share_a_node_are_two()
    {
        var graph = Graph.FromEdges(6, [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2), (4, 5)]);
        var blocks = BiconnectedBlocks.Of(graph);
        Assert.Equal(3, blocks.Count);
        Assert.Equal([false, false, true, false, true, false], blocks.IsCutNode);
        Assert.Equal(["0 1 2", "2 3 4", "4 5"], Enumerable.Range(0, 3).Select(b => string.Join(' ', blocks[b].ToArray().Order())).Order());
    }

    private static EdgeTable Read(string text) => EdgeListReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
