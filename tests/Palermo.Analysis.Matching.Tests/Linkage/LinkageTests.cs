namespace Palermo.Analysis.Matching.Tests;

public class LinkageTests
{
    /// <summary>Invented people with known truth: every second one has a damaged copy.</summary>
    private static (RecordTable Table, int[] Truth) People(int persons, ulong seed)
    {
        var random = new SplitMix(seed);
        string[] given = ["Mohamed", "Fatima", "Tesfay", "Selam", "Ibrahim", "Mariama", "Ousmane", "Yusuf", "Amina", "Kidane", "Haile", "Musa", "Aisha", "Idris", "Salma"];
        string Syllables(int n) => string.Concat(Enumerable.Range(0, n).Select(_ => "bdfghjklmnrstwz"[random.Below(15)].ToString() + "aeiou"[random.Below(5)]));
        var surnames = Enumerable.Range(0, 150).Select(_ => Syllables(2 + random.Below(3))).ToArray();
        var rows = new List<string?[]>();
        var truth = new List<int>();
        for (var p = 0; p < persons; p++)
        {
            string?[] row = [given[random.Below(given.Length)], surnames[random.Below(150)], $"{1960 + random.Below(45)}-{1 + random.Below(12):00}-{2 + random.Below(27):00}", "town" + random.Below(40), $"{random.Below(10000):0000}"];
            rows.Add(row);
            truth.Add(p);
            if (p % 2 == 1) continue;
            var copy = (string?[])row.Clone();
            if (random.Below(5) == 0) copy[1] = copy[1]![1..];
            if (random.Below(8) == 0) copy[2] = null;
            if (random.Below(8) == 0) (copy[0], copy[1]) = (copy[1], copy[0]);
            if (random.Below(6) == 0) copy[4] = $"{random.Below(10000):0000}";
            rows.Add(copy);
            truth.Add(p);
        }
        string?[] Column(int c) => [.. rows.Select(r => r[c])];
        return (RecordTable.Of(("givenName", Column(0)), ("surname", Column(1)), ("birthDate", Column(2)), ("birthPlace", Column(3)), ("postcode", Column(4))), [.. truth]);
    }

    [Fact]
    public void Doubles_are_found_without_any_label()
    {
        var (table, truth) = People(2000, 3);
        var linkage = Linkage.Prepare(table, DefaultModels.Of("person"));
        var pairs = linkage.ScorePairs();
        var accuracy = Measures.Pairwise(pairs.Where(p => p.Probability >= 0.5).Select(p => (p.Left, p.Right)), truth);
        Assert.True(accuracy.F1 > 0.97, accuracy.ToString());
        Assert.Equal(1000 / table.PairCount, linkage.Model.Prior, 0.1 * 1000 / table.PairCount);
        Assert.True(Measures.PairCompleteness(linkage, truth) > 0.98);
        Assert.InRange(Measures.ReductionRatio(linkage.PairsScored, table.PairCount), 0.9, 1);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var (table, _) = People(1500, 4);
        var one = Linkage.Prepare(table, DefaultModels.Of("person"), new LinkageOptions { Threads = 1 });
        var four = Linkage.Prepare(table, DefaultModels.Of("person"), new LinkageOptions { Threads = 4 });
        Assert.Equal(one.ScorePairs(), four.ScorePairs());
        Assert.Equal(ModelJson.Write(one.Model), ModelJson.Write(four.Model));
    }

    [Fact]
    public void A_pair_is_scored_once_and_scores_are_symmetric_and_explanations_add_up()
    {
        var (table, _) = People(600, 5);
        var linkage = Linkage.Prepare(table, DefaultModels.Of("person"), new LinkageOptions { KeepFrom = 1e-9 });
        var pairs = linkage.ScorePairs();
        Assert.Equal(pairs.Length, pairs.Select(p => (p.Left, p.Right)).Distinct().Count());
        Assert.All(pairs, p => Assert.True(p.Left < p.Right));
        foreach (var pair in pairs.Take(2000))
        {
            var forth = linkage.Explain(pair.Left, pair.Right);
            var back = linkage.Explain(pair.Right, pair.Left);
            Assert.Equal(pair.Weight, forth.Weight, 1e-3);
            Assert.Equal(forth.Weight, back.Weight, 1e-4);
            Assert.Equal(linkage.Weight(pair.Left, pair.Right), linkage.Weight(pair.Right, pair.Left));
            Assert.Equal(forth.PriorWeight + forth.Steps.Sum(s => s.Weight + s.Rarity), forth.Weight, 1e-9);
        }
    }

    [Fact]
    public void Every_blocked_pair_is_visited_once_as_a_slow_search_finds_them()
    {
        var (table, _) = People(250, 6);
        var names = PersonNames.Of(table);
        var blocks = DefaultModels.Of("person").Blocking.Select(r => RuleBlocks.Build(r, table, names, 1e9)).OfType<RuleBlocks>().ToList();
        var source = new PairSource(table, blocks);
        var seen = new List<(int, int)>();
        int[] left = new int[PairSource.Batch], right = new int[PairSource.Batch];
        for (var c = 0; c < source.Chunks; c++)
            source.Visit(c, left, right, n => { for (var p = 0; p < n; p++) seen.Add((left[p], right[p])); });
        var slow = new List<(int, int)>();
        for (var i = 0; i < table.Count; i++)
            for (var j = i + 1; j < table.Count; j++)
                if (blocks.Any(b => Shares(b, i, j))) slow.Add((i, j));
        Assert.Equal(slow.Order(), seen.Order());

        static bool Shares(RuleBlocks b, int i, int j) => Enumerable.Range(0, b.Slots).Any(s => b.BlockOf[i * b.Slots + s] >= 0
            && Enumerable.Range(0, b.Slots).Any(t => b.BlockOf[j * b.Slots + t] == b.BlockOf[i * b.Slots + s]));
    }

    [Fact]
    public void A_missing_value_counts_neither_way_and_a_different_one_counts_against()
    {
        var table = RecordTable.Of(("givenName", ["Selam", "Selam", "Selam"]), ("surname", ["Tesfay", "Tesfay", "Tesfay"]), ("birthDate", ["1990-03-14", null, "1971-10-27"]));
        var linkage = Linkage.Prepare(table, DefaultModels.Of("person"), new LinkageOptions { Train = false });
        Assert.Equal(0, linkage.Explain(0, 1).Steps.Single(s => s.Comparison == "birth date").Weight);
        Assert.True(linkage.Explain(0, 2).Steps.Single(s => s.Comparison == "birth date").Weight < -3);
    }

    [Fact]
    public void Rare_names_weigh_more_than_common_ones()
    {
        var given = Enumerable.Repeat("Mohamed", 500).Concat(Enumerable.Range(0, 498).Select(i => "Name" + (char)('a' + i % 26) + (char)('a' + i / 26))).Concat(["Zebulon", "Zebulon"]).ToArray();
        var table = RecordTable.Of(("givenName", given), ("birthDate", [.. Enumerable.Range(0, 1000).Select(i => $"{1950 + i % 60}-{1 + i % 12:00}-{2 + i % 26:00}")]));
        var linkage = Linkage.Prepare(table, DefaultModels.Of("person"), new LinkageOptions { Train = false });
        Assert.True(linkage.Explain(998, 999).Steps[0].Rarity > linkage.Explain(0, 1).Steps[0].Rarity + 3);
    }

    [Fact]
    public void Across_two_files_only_pairs_across_are_compared()
    {
        var builder = new RecordTableBuilder(["surname", "givenName", "birthDate"]);
        void Add(string s, string g, string d) { builder.Add(s); builder.Add(g); builder.Add(d); builder.EndRecord(); }
        for (var i = 0; i < 40; i++) Add("Name" + (char)('a' + i % 20), "Given" + (char)('a' + i % 20), $"19{50 + i % 20}-05-17");
        builder.EndFirstFile();
        for (var i = 0; i < 20; i++) Add("Name" + (char)('a' + i), "Given" + (char)('a' + i), $"19{50 + i}-05-17");
        var table = builder.Build();
        var linkage = Linkage.Prepare(table, DefaultModels.Of("person"));
        var pairs = linkage.ScorePairs();
        Assert.NotEmpty(pairs);
        Assert.All(pairs, p => Assert.True(p.Left < 40 && p.Right >= 40));
        Assert.Equal(800, table.PairCount);
    }

    [Fact]
    public void Streamed_pairs_are_those_of_one_go_under_the_same_prior()
    {
        var (table, _) = People(900, 7);
        var trained = Linkage.Prepare(table, DefaultModels.Of("person"));
        var options = new LinkageOptions { Train = false };
        var whole = Linkage.Prepare(table, trained.Model, options);
        var pairs = whole.ScorePairs();
        var streamed = new List<ScoredPair>();
        var stream = Linkage.Prepare(table, trained.Model, options);
        stream.StreamPairs(streamed.AddRange);
        Assert.Equal(pairs, streamed);
        Assert.Equal(whole.PairsScored, stream.PairsScored);
    }

    [Fact]
    public void Records_added_later_give_the_pairs_that_all_at_once_would_have_given()
    {
        var (table, _) = People(700, 8);
        var model = Linkage.Prepare(table, DefaultModels.Of("person")).Model;
        var all = Linkage.Prepare(table, model, new LinkageOptions { Train = false }).ScorePairs();
        var later = Linkage.Prepare(table, model, new LinkageOptions { Train = false, NewFrom = 900 }).ScorePairs();
        Assert.Equal(all.Where(p => p.Right >= 900), later);
        Assert.InRange(later.Length, 1, all.Length - 1);
        var appended = RecordTable.Of(("surname", ["Diallo"])).Append(RecordTable.Of(("surname", ["Jallow"]), ("sex", ["f"])));
        Assert.Equal((2, "Jallow", "f"), (appended.Count, appended.Find("surname")![1], appended.Find("sex")![1]));
    }

    [Fact]
    public void A_model_comes_back_from_JSON_as_it_went_and_a_wrong_one_is_named()
    {
        foreach (var kind in DefaultModels.All)
        {
            var model = DefaultModels.Of(kind);
            Assert.Equal(ModelJson.Write(model), ModelJson.Write(ModelJson.Read(ModelJson.Write(model))));
            foreach (var comparison in model.Comparisons)
            {
                Assert.Equal(1, comparison.Levels.Sum(l => l.M), 1e-9);
                Assert.Equal(1, comparison.Levels.Sum(l => l.U), 1e-9);
            }
        }
        var json = ModelJson.Write(DefaultModels.Of("vehicle"));
        Assert.Contains("add up to", Assert.Throws<FormatException>(() => ModelJson.Read(json.Replace("0.85", "0.95", StringComparison.Ordinal), "v.json")).Message);
        Assert.Contains("v.json", Assert.Throws<FormatException>(() => ModelJson.Read("{", "v.json")).Message);
        Assert.Contains("version 9", Assert.Throws<FormatException>(() => ModelJson.Read(json.Replace("\"version\": 1", "\"version\": 9", StringComparison.Ordinal))).Message);
        Assert.Throws<FormatException>(() => ModelJson.Read(json.Replace("\"code\"", "\"cod\"", StringComparison.Ordinal)));
        Assert.Contains("vessel", Assert.Throws<ArgumentException>(() => DefaultModels.Of("boat")).Message);
    }

    [Fact]
    public void Vessels_meet_by_engine_and_number_and_organisations_by_name()
    {
        var vessels = RecordTable.Of(("vesselName", ["M/V Sea Star", "SEA STAR", "Blue Whale", "Red Shark"]), ("imo", ["9074729", "IMO 9074729", null, null]), ("engineSerial", ["YX-1234567", "YX1234567", "QQ9999999", "ZZ1111111"]));
        var linkage = Linkage.Prepare(vessels, DefaultModels.Of("vessel"), new LinkageOptions { Train = false });
        Assert.True(Weights.ToProbability(linkage.Weight(0, 1)) > 0.99);
        Assert.True(Weights.ToProbability(linkage.Weight(0, 2)) < 0.01);
        var firms = RecordTable.Of(("organisationName", ["Acme Trading GmbH", "ACME Trading", "Sahara Transport SARL"]), ("locality", ["Berlin", "Berlin", "Agadez"]), ("phone", ["+22790123456;+22791111111", "+22791111111", null]));
        var linked = Linkage.Prepare(firms, DefaultModels.Of("organisation"), new LinkageOptions { Train = false });
        Assert.True(linked.Weight(0, 1) > linked.Weight(0, 2) + 8);
    }

    [Fact]
    public void A_table_with_nothing_to_compare_is_refused_in_words()
    {
        Assert.Contains("no pair", Assert.Throws<ArgumentException>(() => Linkage.Prepare(RecordTable.Of(("surname", ["x"])), DefaultModels.Of("person"))).Message);
        Assert.Contains("surname", Assert.Throws<ArgumentException>(() => Linkage.Prepare(RecordTable.Of(("vin", ["x", "y"])), DefaultModels.Of("person"))).Message);
    }
}
