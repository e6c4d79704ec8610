namespace Palermo.Analysis.Ais;

/// <summary>What kind of station an MMSI names.</summary>
public enum MmsiKind
{
    /// <summary>None of these forms.</summary>
    Invalid,

    /// <summary>A ship (MID and six digits).</summary>
    Ship,

    /// <summary>A group of ships (0 and MID).</summary>
    Group,

    /// <summary>A coast station (00 and MID).</summary>
    CoastStation,

    /// <summary>A search and rescue aircraft (111 and MID).</summary>
    RescueAircraft,

    /// <summary>A craft associated with a mother ship (98 and MID).</summary>
    CraftOfShip,

    /// <summary>An aid to navigation (99 and MID).</summary>
    Aid,

    /// <summary>A search and rescue transmitter, active only in distress or test (970).</summary>
    RescueTransmitter,

    /// <summary>A man-overboard device (972).</summary>
    ManOverboard,

    /// <summary>An emergency beacon with AIS (974).</summary>
    EmergencyBeacon,

    /// <summary>A handheld VHF set (8 and MID).</summary>
    Handheld,
}

/// <summary>Reads what an MMSI says.</summary>
/// <remarks>ITU-R M.585-9: the three digits of the country (MID) begin with 2 to 7. Whether a country has them is not asked.</remarks>
public static class Mmsi
{
    /// <summary>The kind of station.</summary>
    public static MmsiKind KindOf(int mmsi) => mmsi switch
    {
        < 0 or > 999_999_999 => MmsiKind.Invalid,
        >= 970_000_000 and < 971_000_000 => MmsiKind.RescueTransmitter,
        >= 972_000_000 and < 973_000_000 => MmsiKind.ManOverboard,
        >= 974_000_000 and < 975_000_000 => MmsiKind.EmergencyBeacon,
        >= 990_000_000 => Country(mmsi / 10_000 % 1000, MmsiKind.Aid),
        >= 980_000_000 => Country(mmsi / 10_000 % 1000, MmsiKind.CraftOfShip),
        >= 800_000_000 and < 900_000_000 => Country(mmsi / 100_000 % 1000, MmsiKind.Handheld),
        >= 111_000_000 and < 112_000_000 => Country(mmsi / 1000 % 1000, MmsiKind.RescueAircraft),
        >= 200_000_000 and < 800_000_000 => Country(mmsi / 1_000_000, MmsiKind.Ship),
        >= 10_000_000 and < 100_000_000 => Country(mmsi / 100_000, MmsiKind.Group),
        >= 1_000_000 and < 10_000_000 => Country(mmsi / 10_000, MmsiKind.CoastStation),
        _ => MmsiKind.Invalid,
    };

    /// <summary>Whether the number is one that only transmits in distress, in a test, or for a person in the water.</summary>
    public static bool IsDistress(int mmsi) =>
        KindOf(mmsi) is MmsiKind.RescueTransmitter or MmsiKind.ManOverboard or MmsiKind.EmergencyBeacon;

    private static MmsiKind Country(int mid, MmsiKind kind) => mid is >= 200 and <= 799 ? kind : MmsiKind.Invalid;
}
