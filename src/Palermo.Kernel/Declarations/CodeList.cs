namespace Palermo.Kernel;

/// <summary>One entry of a code list: the code crosses borders, each side reads its own words.</summary>
public sealed record Code(string Value, Words Title);

/// <summary>A closed list of codes for a field.</summary>
/// <param name="Source">Where the list comes from.</param>
public sealed record CodeList(string Name, IReadOnlyList<Code> Codes, string? Source = null)
{
    public Code? Find(string value) => Codes.FirstOrDefault(c => c.Value == value);

    /// <summary>The list made of an enum: each value with its words, in the enum's order.</summary>
    public static CodeList Of<TEnum>(string name, params ReadOnlySpan<(TEnum Value, Words Title)> codes) where TEnum : struct, Enum
    {
        List<Code> list = [];
        foreach (var (value, title) in codes)
            list.Add(new(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), title));
        if (list.Count != Enum.GetValues<TEnum>().Length) throw new ArgumentException($"{name}: every value of {typeof(TEnum).Name} needs its words.");
        return new(name, list);
    }
}
