using System.Text.Json;
using System.Text.RegularExpressions;

namespace Palermo.Kernel;

/// <summary>A rule set such as "share vehicles and phones, not victims": what of a record leaves, field by field.</summary>
/// <param name="Rules">One a line: <c>share TARGET</c> or <c>keep TARGET</c>, see <see cref="SharingRule"/>.</param>
/// <param name="NamesSources">True when the sources of statements leave by name; else the sending authority stands for them.</param>
/// <remarks>What no rule shares is kept back, and what a rule keeps back stays whatever else shares it.</remarks>
public sealed record RuleSet(string Name, IReadOnlyList<string> Rules, bool NamesSources = false, string? About = null)
{
    /// <summary>Why a record as a whole is kept back; null when it may leave.</summary>
    public Refusal? KeepsRecord(RecordHeader header, Kind kind)
    {
        var rules = Rules.Select(SharingRule.Read).OfType<SharingRule>().ToArray();
        if (rules.FirstOrDefault(r => !r.Shares && r.KeepsWhole(header, kind)) is { } keeps)
            return new("release.rule-set", $"The rule '{keeps.Text}' of '{Name}' keeps it back.", Field: "ruleSet");
        return rules.Any(r => r.Shares && r.Touches(kind)) ? null : new("release.rule-set", $"No rule of '{Name}' shares a {kind.Title.English.ToLowerInvariant()}.", Field: "ruleSet");
    }

    /// <summary>Why a field is kept back; null when it may leave.</summary>
    public string? KeepsField(Kind kind, Field field)
    {
        var rules = Rules.Select(SharingRule.Read).OfType<SharingRule>().ToArray();
        if (rules.FirstOrDefault(r => !r.Shares && r.Names(kind, field)) is { } keeps) return keeps.Text;
        return rules.Any(r => r.Shares && (r.WholeKind(kind) || r.Names(kind, field))) ? null : "no rule shares it";
    }

    /// <summary>Why a statement with a marking of its own is kept back; null when it may leave.</summary>
    public string? KeepsMarking(Handling handling) =>
        Rules.Select(SharingRule.Read).OfType<SharingRule>().FirstOrDefault(r => !r.Shares && r.KeepsMarking(handling))?.Text;

    public static Kind<RuleSet> Kind { get; } = new KindBuilder<RuleSet>("sharing-rule-set", "shared",
            new("Rule set of sharing", "Règles de partage", "قواعد المشاركة"), new("Rule sets of sharing", "Jeux de règles de partage", "مجموعات قواعد المشاركة"))
        .Field(x => x.Name, new("Name", "Nom", "الاسم"), f => f with { Type = FieldType.Identifier, IdentifierType = "rule-set", Required = true, Searched = true, Listed = true, MaxLength = 100 })
        .Field(x => x.Rules, new("Rules", "Règles", "القواعد"), f => f with
        {
            Required = true,
            Help = new("One a line: share or keep, then what: * (everything), a kind (seizure), a field (seizure.item, *.identifier), type:phone, category:victim, above:amber, code:H2.",
                "Une par ligne : share ou keep, puis quoi : * (tout), un type (seizure), un champ (seizure.item, *.identifier), type:phone, category:victim, above:amber, code:H2.",
                "واحدة في كل سطر: share أو keep ثم الهدف: * (الكل) أو نوع (seizure) أو حقل (seizure.item أو *.identifier) أو type:phone أو category:victim أو above:amber أو code:H2."),
        })
        .Field(x => x.NamesSources, new("Sources of statements leave by name", "Les sources des déclarations partent nommées", "تغادر مصادر الإفادات بأسمائها"))
        .Field(x => x.About, new("What it is for", "À quoi elles servent", "الغرض منها"), f => f with { Type = FieldType.LongText, MaxLength = 2000, Listed = true })
        .Title(x => x.Name)
        .Rule(x => x.Rules.Where(r => SharingRule.Read(r) is null).Select(r => new Refusal("rule-set.rule", $"'{r}' is no rule: write 'share seizure', 'keep *.description', 'keep category:victim', 'keep above:green', 'keep code:H2' or 'share type:phone'.", Field: "rules")))
        .Workflow(Workflow.Recorded)
        .Purposes([.. Purpose.All.Keys.Where(p => p != Purpose.Protection)])
        .Retention(1, null, "Palermo: rule sets are looked at each year")
        .Build();
}

/// <summary>One line of a rule set.</summary>
public sealed partial record SharingRule(bool Shares, string Target, string Text)
{
    [GeneratedRegex(@"^(share|keep)\s+(\*|[a-z][a-z0-9-]*|(?:\*|[a-z][a-z0-9-]*)\.[a-z][A-Za-z0-9]*|type:[a-z][a-z0-9-]*|category:[a-z-]+|above:(?:clear|green|amber)|code:H[123])$", RegexOptions.CultureInvariant)]
    private static partial Regex Form { get; }

    /// <summary>Reads a line; null when it is no rule.</summary>
    public static SharingRule? Read(string line)
    {
        var match = Form.Match(line.Trim());
        if (!match.Success) return null;
        var rule = new SharingRule(match.Groups[1].Value == "share", match.Groups[2].Value, match.Value);
        // Categories, markings and codes are reasons to keep something, never to share it; a category that does not exist would keep nothing.
        if (rule.Shares && (rule.After("category:") ?? rule.After("above:") ?? rule.After("code:")) is not null) return null;
        if (rule.After("category:") is { } category && !Enum.GetValues<SubjectCategory>().Any(c => Written(c) == category)) return null;
        return rule;
    }

    private static string Written<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
    private string? After(string prefix) => Target.StartsWith(prefix, StringComparison.Ordinal) ? Target[prefix.Length..] : null;

    /// <summary>True when it names every field of a kind.</summary>
    public bool WholeKind(Kind kind) => Target == "*" || Target == kind.Name;

    /// <summary>True when it says anything of a kind.</summary>
    public bool Touches(Kind kind) => WholeKind(kind) || kind.Fields.Any(f => Names(kind, f));

    /// <summary>True when it names a field: by its name, or by the type of its identifier.</summary>
    public bool Names(Kind kind, Field field) => Target == $"{kind.Name}.{field.Name}" || Target == $"*.{field.Name}" || (After("type:") is { } type && field.IdentifierType == type);

    public bool KeepsMarking(Handling handling) =>
        (After("above:") is { } level && handling.Tlp > Enum.Parse<Tlp>(level, ignoreCase: true))
        || (After("code:") is { } code && handling.Codes.HasFlag(Enum.Parse<SienaCodes>(code)));

    /// <summary>True when a record as a whole falls under it.</summary>
    public bool KeepsWhole(RecordHeader header, Kind kind) =>
        WholeKind(kind) || KeepsMarking(header.Handling) || (After("category:") is { } category && header.Categories.Any(c => Written(c) == category));
}
