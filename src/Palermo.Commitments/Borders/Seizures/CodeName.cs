using System.Text.Json;

namespace Palermo.Commitments.Borders;

/// <summary>The code under which a value of an enum is written in bodies, facets and forms.</summary>
internal static class CodeName
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
