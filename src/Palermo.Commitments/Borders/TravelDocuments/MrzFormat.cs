namespace Palermo.Commitments.Borders;

/// <summary>The forms of a machine readable zone.</summary>
internal enum MrzFormat
{
    /// <summary>Lines and widths fit no form.</summary>
    Unknown,
    /// <summary>Card of credit-card size: three lines of 30 (ICAO Doc 9303-5).</summary>
    Td1,
    /// <summary>Larger card: two lines of 36 (ICAO Doc 9303-6).</summary>
    Td2,
    /// <summary>Passport: two lines of 44 (ICAO Doc 9303-4).</summary>
    Td3,
    /// <summary>Visa over the full page: two lines of 44 (ICAO Doc 9303-7).</summary>
    MrvA,
    /// <summary>Small visa: two lines of 36 (ICAO Doc 9303-7).</summary>
    MrvB,
    /// <summary>French identity card issued before 2021: two lines of 36 in an order of its own, not that of ICAO.</summary>
    FrenchId,
}

/// <summary>Names of the forms as the field writes them.</summary>
internal static class MrzFormats
{
    public static string Name(MrzFormat format) => format switch
    {
        MrzFormat.Td1 => "TD1",
        MrzFormat.Td2 => "TD2",
        MrzFormat.Td3 => "TD3",
        MrzFormat.MrvA => "MRV-A",
        MrzFormat.MrvB => "MRV-B",
        MrzFormat.FrenchId => "FRA-ID",
        _ => "unknown",
    };
}
