using System.IO.Compression;

namespace Palermo.Analysis.Matching.Tests;

/// <summary>Accuracy on public data with truth, under the default models.</summary>
public class RealDataTests
{
    private static (RecordTable Table, int[] Truth) Read(string truthColumn, params string[] files)
    {
        RecordTableBuilder? builder = null;
        var truth = new List<int>();
        var entities = new Dictionary<string, int>();
        foreach (var file in files)
        {
            using var text = new StreamReader(new GZipStream(File.OpenRead(RealData.File("linkage/" + file)), CompressionMode.Decompress));
            var reader = new DelimitedReader(text, ',', file);
            reader.Read();
            var titles = Enumerable.Range(0, reader.Count).Select(c => reader[c].Trim().ToString()).ToList();
            var key = titles.IndexOf(truthColumn);
            var fields = titles.Select((t, i) => i == key || t == "unique_id" ? null : FieldNames.FieldOf(t)).ToList();
            if (builder is null) builder = new RecordTableBuilder([.. fields.OfType<string>()]);
            else builder.EndFirstFile();
            while (reader.Read())
            {
                for (var c = 0; c < fields.Count; c++)
                    if (fields[c] is not null) builder.Add(reader[c]);
                builder.EndRecord();
                var entity = reader[key].Trim().ToString();
                if (entity.StartsWith("rec-", StringComparison.Ordinal)) entity = string.Join('-', entity.Split('-')[..2]);
                if (!entities.TryGetValue(entity, out var number)) entities[entity] = number = entities.Count;
                truth.Add(number);
            }
        }
        return (builder!.Build(), [.. truth]);
    }

    private static (Accuracy Pairs, Accuracy Clusters) Measure(RecordTable table, int[] truth)
    {
        var linkage = Linkage.Prepare(table, DefaultModels.Of("person"));
        var pairs = linkage.ScorePairs();
        var clusters = Clustering.AverageLinkage(table.Count, pairs, DefaultModels.Threshold, linkage.Weight);
        return (Measures.Pairwise(pairs.Where(p => p.Probability >= DefaultModels.Threshold).Select(p => (p.Left, p.Right)), truth, table.Split), Measures.ClusterPairs(clusters.ClusterOf, truth, table.Split));
    }

    [Fact]
    public void FEBRL_4_is_linked_at_F1_of_at_least_0_9995()
    {
        var (table, truth) = Read("rec_id", "febrl_dataset4a.csv.gz", "febrl_dataset4b.csv.gz");
        Assert.True(Measure(table, truth).Pairs.F1 >= 0.9995);
    }

    [Fact]
    public void FEBRL_3_is_deduplicated_at_F1_of_at_least_0_99()
    {
        var (table, truth) = Read("rec_id", "febrl_dataset3.csv.gz");
        var (pairs, clusters) = Measure(table, truth);
        Assert.True(pairs.F1 >= 0.99 && clusters.F1 >= 0.99);
    }

    [Fact]
    public void Historical_figures_are_grouped_at_F1_of_at_least_0_86()
    {
        var (table, truth) = Read("cluster", "splink_historical_part_a.csv.gz");
        Assert.True(Measure(table, truth).Clusters.F1 >= 0.86);
    }

    [Fact]
    public void Arabic_and_Latin_forms_meet_at_recall_and_precision_of_at_least_0_95()
    {
        var rows = File.ReadLines(RealData.File("linkage/google_ar2en_train.tsv")).Select(l => l.Split('\t')).Where((_, i) => LongForm.Wanted || i % 4 == 1).ToArray();
        var random = new SplitMix(12);
        int found = 0, wrong = 0;
        foreach (var row in rows)
        {
            if (NameComparator.Score(row[0], row[1]) >= NameMatching.Threshold) found++;
            var other = rows[random.Below(rows.Length)];
            if (other[1] != row[1] && NameComparator.Score(row[0], other[1]) >= NameMatching.Threshold) wrong++;
        }
        Assert.True(found >= 0.95 * rows.Length, $"{found} of {rows.Length}");
        Assert.True(found >= 0.95 * (found + wrong), $"{wrong} wrong");
    }

    [Fact]
    public void Judged_name_pairs_are_told_apart_at_F1_of_at_least_0_85()
    {
        var reader = new DelimitedReader(new StreamReader(RealData.File("linkage/opensanctions_name_cases.csv")), ',', "cases");
        reader.Read();
        int right = 0, said = 0, all = 0, rows = 0;
        while (reader.Read())
        {
            rows++;
            var match = reader[4].SequenceEqual("true");
            var score = NameMatching.Score(reader[2].ToString(), reader[3].ToString(), reader[1].ToString());
            if (match) all++;
            if (score < NameMatching.Threshold) continue;
            said++;
            if (match) right++;
        }
        Assert.Equal(826, rows);
        Assert.True(2.0 * right / (said + all) >= 0.85, $"{2.0 * right / (said + all)}");
    }

    [Fact]
    public void Keys_bring_Arabic_and_Latin_forms_together()
    {
        var rows = File.ReadLines(RealData.File("linkage/google_ar2en_train.tsv")).Select(l => l.Split('\t')).ToArray();
        var meet = rows.Count(r => NameKeys.Of(r[0]).Intersect(NameKeys.Of(r[1])).Any());
        Assert.True(meet >= 0.8 * rows.Length, $"{meet} of {rows.Length}");
    }
}
