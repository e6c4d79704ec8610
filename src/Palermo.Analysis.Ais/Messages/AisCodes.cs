namespace Palermo.Analysis.Ais.Messages;

/// <summary>Words for the numbers that AIS sends instead of words (ITU-R M.1371-5, tables 48, 53, 74 and 76).</summary>
public static class AisCodes
{
    private static readonly string?[] Statuses =
    [
        "under way using engine", "at anchor", "not under command", "restricted manoeuvrability", "constrained by draught", "moored",
        "aground", "engaged in fishing", "under way sailing", "reserved (9)", "reserved (10)", "towing astern", "pushing ahead or towing alongside",
        "reserved (13)", "AIS-SART, MOB or EPIRB active", null,
    ];

    private static readonly string?[] Devices =
    [
        "undefined", "GPS", "GLONASS", "GPS and GLONASS", "Loran-C", "Chayka", "integrated navigation system", "surveyed", "Galileo",
        null, null, null, null, null, null, "internal GNSS",
    ];

    private static readonly string?[] Aids =
    [
        "not specified", "reference point", "racon", "fixed structure off shore", "emergency wreck mark", "light without sectors",
        "light with sectors", "leading light, front", "leading light, rear", "beacon, cardinal north", "beacon, cardinal east",
        "beacon, cardinal south", "beacon, cardinal west", "beacon, port hand", "beacon, starboard hand", "beacon, preferred channel port",
        "beacon, preferred channel starboard", "beacon, isolated danger", "beacon, safe water", "beacon, special mark",
        "cardinal mark north", "cardinal mark east", "cardinal mark south", "cardinal mark west", "port hand mark", "starboard hand mark",
        "preferred channel port", "preferred channel starboard", "isolated danger", "safe water", "special mark", "light vessel, LANBY or rig",
    ];

    private static readonly string?[] Stations =
    [
        "all mobile stations", "class A", "all class B", "SAR aircraft", "class B, self-organised", "class B, carrier sense", "inland waterways",
        "regional", "regional", "regional", "base station coverage", null, null, null, null, null,
    ];

    private static readonly string?[] Tens =
        [null, null, "wing in ground", null, "high-speed craft", null, "passenger ship", "cargo ship", "tanker", "other"];

    private static readonly string?[] Thirties =
    [
        "fishing", "towing", "towing, large", "dredging or underwater work", "diving", "military", "sailing", "pleasure craft", null, null,
    ];

    private static readonly string?[] Fifties =
    [
        "pilot vessel", "search and rescue vessel", "tug", "port tender", "anti-pollution", "law enforcement", "local vessel", "local vessel",
        "medical transport", "ship of a state not party to a conflict",
    ];

    /// <summary>Navigational status; null for 15 (not defined).</summary>
    public static string? Status(int code) => At(Statuses, code);

    /// <summary>Kind of position-fixing device.</summary>
    public static string? Epfd(int code) => At(Devices, code);

    /// <summary>Kind of aid to navigation.</summary>
    public static string? Aid(int code) => At(Aids, code);

    /// <summary>Kind of station a group assignment is for.</summary>
    public static string? Station(int code) => At(Stations, code);

    /// <summary>Kind of ship; null when not available or reserved. The second digit (hazard category) is not put into words.</summary>
    public static string? ShipType(int code) => code switch
    {
        >= 30 and <= 39 => Thirties[code - 30],
        >= 50 and <= 59 => Fifties[code - 50],
        >= 20 and <= 99 => Tens[code / 10],
        _ => null,
    };

    private static string? At(string?[] words, int code) => (uint)code < (uint)words.Length ? words[code] : null;
}
