using Palermo.Analysis.PrivateSets;

namespace Palermo.Node.Cli.Sets;

/// <summary>One line of the asker's list that met the holder's, with the keys it met by.</summary>
internal sealed record MatchedLine(int Number, string Line, IReadOnlyList<string> Keys);

/// <summary>What the asker learnt, in the words of the verb.</summary>
/// <param name="Size">Lines in common; in count-only mode keys in common.</param>
/// <param name="Elements">The asker's lines that are in common; absent in count-only mode.</param>
/// <param name="Matches">With names: each line with the keys it met by.</param>
internal sealed record Learnt(string Mode, int Size, int KeysInCommon, IReadOnlyList<string>? Elements, IReadOnlyList<MatchedLine>? Matches)
{
    public static Learnt From(SetMatches matches, SetList list)
    {
        var lines = matches.Elements?.Select(e => list.Lines[e.Element]).ToList();
        var details = list.Form is ListForm.Lines ? null
            : matches.Elements?.Select(e => new MatchedLine(e.Element, list.Lines[e.Element], e.Keys)).ToList();
        return new Learnt(matches.Mode is SetMode.CountOnly ? "countOnly" : "identify", lines?.Count ?? matches.KeysInCommon, matches.KeysInCommon, lines, details);
    }

    public void Print(int listed)
    {
        Console.WriteLine(Elements is null ? $"{Size:N0} keys in common" : $"{Size:N0} lines in common");
        foreach (var line in Elements?.Take(listed) ?? []) Console.WriteLine($"  {line}");
        if (Elements?.Count > listed) Console.WriteLine($"  ... and {Elements.Count - listed:N0} more (--json or --out FILE gives all)");
    }
}

/// <summary>One side: its lines, their keys, and the number of keys that the other side sees.</summary>
internal sealed record SideCount(int Lines, int LinesWithoutKey, int Keys, int PaddedKeys);
