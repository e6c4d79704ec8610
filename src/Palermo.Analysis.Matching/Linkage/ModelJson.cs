using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palermo.Analysis.Matching;

/// <summary>Models as JSON: readable, editable, checked when read.</summary>
public static class ModelJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        IgnoreReadOnlyProperties = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The model as JSON.</summary>
    public static string Write(LinkageModel model) => JsonSerializer.Serialize(model, Options) + "\n";

    /// <summary>Reads a model and checks it.</summary>
    /// <param name="file">Named in messages.</param>
    /// <exception cref="FormatException">No JSON, an unknown word, a rate outside 0 to 1, levels that do not add up to 1, a wrong number of levels; names the place and the mend.</exception>
    public static LinkageModel Read(string json, string file = "model")
    {
        LinkageModel? model;
        try
        {
            model = JsonSerializer.Deserialize<LinkageModel>(json, Options);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"{file}: {wrong.Message}");
        }
        if (model?.Comparisons is null || model.Blocking is null || model.Kind is null) throw new FormatException($"{file}: kind, comparisons and blocking are needed");
        if (model.Version != LinkageModel.FormatVersion) throw new FormatException($"{file}: version {model.Version}; this program reads version {LinkageModel.FormatVersion}");
        if (!(model.Prior is > 0 and < 1)) throw new FormatException($"{file}: prior {model.Prior} must lie between 0 and 1");
        if (!(model.Threshold is > 0 and <= 1)) throw new FormatException($"{file}: threshold {model.Threshold} must be above 0 and at most 1");
        if (model.Comparisons.Count == 0) throw new FormatException($"{file}: no comparison");
        foreach (var comparison in model.Comparisons) Check(comparison, file);
        foreach (var rule in model.Blocking)
            if (rule.Parts is null || rule.Parts.Count == 0) throw new FormatException($"{file}: a blocking rule without parts");
        return model;
    }

    private static void Check(ComparisonModel comparison, string file)
    {
        var names = LevelNames.Of(comparison.Compare);
        if (comparison.Levels is null || comparison.Levels.Count != names.Count)
            throw new FormatException($"{file}, comparison '{comparison.Name}': {comparison.Levels?.Count ?? 0} levels; {comparison.Compare} has {names.Count}: {string.Join("; ", names)}");
        foreach (var level in comparison.Levels)
            if (!(level.M is > 0 and < 1) || !(level.U is > 0 and < 1))
                throw new FormatException($"{file}, comparison '{comparison.Name}', level '{level.Name}': m {level.M} and u {level.U} must lie between 0 and 1");
        foreach (var (what, sum) in new[] { ("m", comparison.Levels.Sum(l => l.M)), ("u", comparison.Levels.Sum(l => l.U)) })
            if (Math.Abs(sum - 1) > 0.001) throw new FormatException($"{file}, comparison '{comparison.Name}': the {what} of its levels add up to {sum:0.####}, not 1");
        if (!(comparison.TermFrequency is >= 0 and <= 1) || !(comparison.FuzzyTermFrequency is >= 0 and <= 1))
            throw new FormatException($"{file}, comparison '{comparison.Name}': termFrequency is a share from 0 to 1");
    }
}
