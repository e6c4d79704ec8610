using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Palermo.Analysis.Matching;

namespace Palermo.Node.Cli.Match;

/// <summary><c>palermo match explain</c>: why two records are, or are not, taken for one.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var first = new Argument<string>("A.json") { Description = "first record: a JSON object of field and value" };
        var second = new Argument<string>("B.json") { Description = "second record" };
        var kind = new Option<string>("--kind") { Description = $"what the records are: {string.Join(", ", DefaultModels.All)}", DefaultValueFactory = _ => "person" };
        var model = new Option<string?>("--model") { Description = "trained model (match dedupe --save-model); the default model otherwise" };
        var among = new Option<string?>("--among") { Description = "CSV of records they stand among: rarity of values is then counted, and the model is learnt on it unless --model is given" };
        var id = new Option<string>("--id") { Description = "column of --among that names each record", DefaultValueFactory = _ => "id" };
        var json = new Option<bool>("--json") { Description = "prints one JSON document" };
        var explain = new Command("explain",
            "Show the waterfall of weights of a pair: what each comparison says for or against, in bits.\n\n"
            + "Example:\n  palermo match explain a.json b.json\nwhere a.json is\n  {\"surname\": \"Diallo\", \"given_name\": \"Mamadou\", \"date_of_birth\": \"1990-03-12\", \"phone\": \"+22790123456\"}");
        explain.Arguments.Add(first);
        explain.Arguments.Add(second);
        foreach (var option in (Option[])[kind, model, among, id, json]) explain.Options.Add(option);
        explain.SetAction(words => Run(words.GetValue(first)!, words.GetValue(second)!, words.GetValue(kind)!, words.GetValue(model), words.GetValue(among), words.GetValue(id)!, words.GetValue(json)));
        return explain;
    }

    private static int Run(string first, string second, string kind, string? modelFile, string? among, string id, bool json)
    {
        var model = MatchRun.LoadModel(modelFile, kind);
        var a = Record(first);
        var b = Record(second);
        string[] fields = [.. a.Keys.Union(b.Keys)];
        var two = RecordTable.Of([.. fields.Select(f => (f, new[] { a.GetValueOrDefault(f), b.GetValueOrDefault(f) }))]);
        var table = among is null ? two : MatchInput.Read([among], id, null, []).Table.Append(two);
        if (among is null) model = model with { Comparisons = [.. model.Comparisons.Select(c => c with { TermFrequency = 0, FuzzyTermFrequency = 0 })] };
        Linkage linkage;
        try
        {
            linkage = Linkage.Prepare(table, model, new LinkageOptions { Train = among is not null && !model.Trained });
        }
        catch (ArgumentException wrong)
        {
            throw new CliProblem($"{first}, {second}: {wrong.Message.Split(" (Parameter")[0]}");
        }
        var waterfall = linkage.Explain(table.Count - 2, table.Count - 1);
        var note = among is null ? "rarity of values is not counted: name the records they stand among with --among" : null;
        if (json) Answer.WriteJson(new { waterfall.Probability, waterfall.Weight, waterfall.PriorWeight, waterfall.Steps, model = new { linkage.Model.Kind, linkage.Model.Version, linkage.Model.Trained, linkage.Model.Prior }, note });
        else Say(waterfall, note);
        return 0;
    }

    private static void Say(Waterfall waterfall, string? note)
    {
        static string Bits(double bits) => bits.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture).PadLeft(8);
        var sum = waterfall.PriorWeight;
        Console.WriteLine($"{Bits(sum)}  {Bits(sum)}  before anything is compared");
        foreach (var step in waterfall.Steps)
        {
            sum += step.Weight + step.Rarity;
            var rarity = Math.Abs(step.Rarity) < 0.005 ? "" : $", of it {Bits(step.Rarity).Trim()} for rarity";
            Console.WriteLine($"{Bits(step.Weight + step.Rarity)}  {Bits(sum)}  {step.Comparison}: {step.Level} ({(step.Left.Length == 0 ? "-" : step.Left)} | {(step.Right.Length == 0 ? "-" : step.Right)}){rarity}");
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"weight {waterfall.Weight:0.00} bits, probability {waterfall.Probability:0.0000}"));
        if (note is not null) Console.WriteLine($"note: {note}");
    }

    private static Dictionary<string, string> Record(string file)
    {
        if (!File.Exists(file)) throw new CliProblem($"{file}: there is no such file");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw new CliProblem($"{file}: a JSON object of field and value is expected, not {document.RootElement.ValueKind}");
            var record = new Dictionary<string, string>();
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var field = FieldNames.FieldOf(property.Name)
                    ?? throw new CliProblem($"{file}, '{property.Name}': no field is called so; the fields are {string.Join(", ", FieldNames.All)}");
                record[field] = property.Value.ValueKind switch
                {
                    JsonValueKind.String => property.Value.GetString()!,
                    JsonValueKind.Number => property.Value.GetRawText(),
                    JsonValueKind.Null => "",
                    JsonValueKind.Array => string.Join(';', property.Value.EnumerateArray().Select(v => v.ToString())),
                    _ => throw new CliProblem($"{file}, '{property.Name}': text, a number or a list of texts is expected, not {property.Value.ValueKind}"),
                };
            }
            return record;
        }
        catch (JsonException wrong)
        {
            throw new CliProblem($"{file} line {wrong.LineNumber + 1}: no JSON ({wrong.Message})");
        }
    }
}
