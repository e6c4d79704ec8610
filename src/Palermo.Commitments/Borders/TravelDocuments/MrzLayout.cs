namespace Palermo.Commitments.Borders;

/// <summary>What stands in a stretch of the zone.</summary>
internal enum MrzPart { Code, Issuer, Number, Optional, SecondOptional, Nationality, Birth, Sex, Expiry, Names, GivenNames, Office, Issued }

/// <summary>A stretch of a line, columns counted from 1.</summary>
internal readonly record struct MrzRange(int Line, int From, int To)
{
    public int Length => To - From + 1;
    public override string ToString() => From == To ? $"{From}" : $"{From}-{To}";
}

/// <summary>A check digit: where it stands, and over what it is computed.</summary>
/// <param name="Name">number, birth, expiry, personal or composite.</param>
internal sealed record MrzDigit(string Name, int Line, int Column, params MrzRange[] Over);

/// <summary>Where everything stands in one form of the zone.</summary>
/// <remarks>
/// Sources: ICAO Doc 9303, 8th edition, parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (visas), each section 4.2. The French card: the layout published with
/// its specimens, in which the last digit covers the whole of both lines.
/// </remarks>
internal sealed record MrzLayout(MrzFormat Format, int Lines, int Width, IReadOnlyDictionary<MrzPart, MrzRange> Parts, IReadOnlyList<MrzDigit> Digits)
{
    /// <summary>The most signs by which a line may differ from the width and still be taken for a damaged line of that form.</summary>
    private const int Slack = 3;

    public static readonly MrzLayout Td1 = new(MrzFormat.Td1, 3, 30, new Dictionary<MrzPart, MrzRange>
    {
        [MrzPart.Code] = new(1, 1, 2), [MrzPart.Issuer] = new(1, 3, 5), [MrzPart.Number] = new(1, 6, 14), [MrzPart.Optional] = new(1, 16, 30),
        [MrzPart.Birth] = new(2, 1, 6), [MrzPart.Sex] = new(2, 8, 8), [MrzPart.Expiry] = new(2, 9, 14), [MrzPart.Nationality] = new(2, 16, 18),
        [MrzPart.SecondOptional] = new(2, 19, 29), [MrzPart.Names] = new(3, 1, 30),
    },
    [
        new("number", 1, 15, new MrzRange(1, 6, 14)), new("birth", 2, 7, new MrzRange(2, 1, 6)), new("expiry", 2, 15, new MrzRange(2, 9, 14)),
        new("composite", 2, 30, new(1, 6, 30), new(2, 1, 7), new(2, 9, 15), new(2, 19, 29)),
    ]);

    public static readonly MrzLayout Td2 = new(MrzFormat.Td2, 2, 36, TwoLines(36, 29, 35),
        [.. Common, new("composite", 2, 36, new(2, 1, 10), new(2, 14, 20), new(2, 22, 35))]);

    public static readonly MrzLayout Td3 = new(MrzFormat.Td3, 2, 44, TwoLines(44, 29, 42),
        [.. Common, new("personal", 2, 43, new MrzRange(2, 29, 42)), new("composite", 2, 44, new(2, 1, 10), new(2, 14, 20), new(2, 22, 43))]);

    public static readonly MrzLayout MrvA = new(MrzFormat.MrvA, 2, 44, TwoLines(44, 29, 44), Common);

    public static readonly MrzLayout MrvB = new(MrzFormat.MrvB, 2, 36, TwoLines(36, 29, 36), Common);

    public static readonly MrzLayout FrenchId = new(MrzFormat.FrenchId, 2, 36, new Dictionary<MrzPart, MrzRange>
    {
        [MrzPart.Code] = new(1, 1, 2), [MrzPart.Issuer] = new(1, 3, 5), [MrzPart.Names] = new(1, 6, 30), [MrzPart.Office] = new(1, 31, 36),
        [MrzPart.Number] = new(2, 1, 12), [MrzPart.Issued] = new(2, 1, 4), [MrzPart.GivenNames] = new(2, 14, 27), [MrzPart.Birth] = new(2, 28, 33), [MrzPart.Sex] = new(2, 35, 35),
    },
    [
        new("number", 2, 13, new MrzRange(2, 1, 12)), new("birth", 2, 34, new MrzRange(2, 28, 33)), new("composite", 2, 36, new(1, 1, 36), new(2, 1, 35)),
    ]);

    private static IReadOnlyList<MrzDigit> Common =>
        [new("number", 2, 10, new MrzRange(2, 1, 9)), new("birth", 2, 20, new MrzRange(2, 14, 19)), new("expiry", 2, 28, new MrzRange(2, 22, 27))];

    private static Dictionary<MrzPart, MrzRange> TwoLines(int width, int optionalFrom, int optionalTo) => new()
    {
        [MrzPart.Code] = new(1, 1, 2), [MrzPart.Issuer] = new(1, 3, 5), [MrzPart.Names] = new(1, 6, width),
        [MrzPart.Number] = new(2, 1, 9), [MrzPart.Nationality] = new(2, 11, 13), [MrzPart.Birth] = new(2, 14, 19), [MrzPart.Sex] = new(2, 21, 21),
        [MrzPart.Expiry] = new(2, 22, 27), [MrzPart.Optional] = new(2, optionalFrom, optionalTo),
    };

    /// <summary>True for forms in which a number of more than nine signs runs on in the optional field (ICAO Doc 9303-5, 4.2.2; 9303-6, 4.2.2).</summary>
    public bool LongNumbers => Format is MrzFormat.Td1 or MrzFormat.Td2;

    /// <summary>The form that lines have, or come near to; null when they come near to none.</summary>
    public static MrzLayout? Of(IReadOnlyList<string> lines)
    {
        if (lines.Count == 3) return Near(lines, Td1.Width) ? Td1 : null;
        if (lines.Count != 2) return null;
        var visa = lines[0].StartsWith('V');
        if (Near(lines, Td3.Width)) return visa ? MrvA : Td3;
        if (!Near(lines, Td2.Width)) return null;
        return visa ? MrvB : lines[0].StartsWith("IDFRA", StringComparison.Ordinal) ? FrenchId : Td2;
    }

    private static bool Near(IReadOnlyList<string> lines, int width)
    {
        foreach (var line in lines)
            if (Math.Abs(line.Length - width) > Slack) return false;
        return true;
    }
}
