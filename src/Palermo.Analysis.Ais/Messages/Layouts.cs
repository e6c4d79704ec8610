using static Palermo.Analysis.Ais.Messages.FieldMaker;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>The fields of types 1 to 27 (ITU-R M.1371-5, annex 8).</summary>
internal static class Layouts
{
    public static readonly MessageLayout None = new("unknown", []);

    private static readonly MessageLayout ClassA = new("class A position",
    [
        U("status", 38, 4, 15).Say(AisCodes.Status), new("turn", FieldKind.Turn, 42, 8) { NotAvailable = -128, Decimals = 2 },
        U("speed", 50, 10, 1023).Over(10), F("accuracy", 60), Longitude(61), Latitude(89),
        U("course", 116, 12, 3600).Over(10), U("heading", 128, 9, 511), U("second", 137, 6, 60),
        U("maneuver", 143, 2), F("raim", 148), U("radio", 149, 19),
    ]);

    private static readonly MessageLayout BaseStation = new("base station or UTC answer",
    [
        new("timestamp", FieldKind.DateTime, 38, 40), F("accuracy", 78), Longitude(79), Latitude(107),
        U("epfd", 134, 4).Say(AisCodes.Epfd), F("raim", 148), U("radio", 149, 19),
    ]);

    private static readonly MessageLayout Acknowledge = new("acknowledgement",
        [Mmsi("mmsi1", 40), Mmsi("mmsi2", 72), Mmsi("mmsi3", 104), Mmsi("mmsi4", 136)]);

    public static readonly MessageLayout StaticA = new("class B static, part A", [T("shipname", 40, 20)]);

    private static readonly MessageField[] StaticBShip =
    [
        U("shiptype", 40, 8, 0).Say(AisCodes.ShipType), T("vendorid", 48, 3), U("model", 66, 4), U("serial", 70, 20), T("callsign", 90, 7),
    ];

    public static readonly MessageLayout StaticB = new("class B static, part B", [.. StaticBShip, .. Size(132)]);

    public static readonly MessageLayout StaticBOfCraft =
        new("class B static, part B, of a craft with a mother ship", [.. StaticBShip, Mmsi("mothership_mmsi", 132)]);

    private static readonly MessageField[] ChannelHead =
        [U("channel_a", 40, 12), U("channel_b", 52, 12), U("txrx", 64, 4), F("power", 68)];

    private static readonly MessageField[] ChannelTail =
        [F("addressed", 139), F("band_a", 140), F("band_b", 141), U("zonesize", 142, 3)];

    public static readonly MessageLayout Channel = new("channel management, by area",
        [.. ChannelHead, .. Area(69, 87, 104, 122), .. ChannelTail]);

    public static readonly MessageLayout ChannelAddressed = new("channel management, addressed",
        [.. ChannelHead, Mmsi("dest1", 69), Mmsi("dest2", 104), .. ChannelTail]);

    /// <summary>Type 25, by its flags: addressed 2, structured 1.</summary>
    public static readonly MessageLayout[] SingleSlot = [.. Enumerable.Range(0, 4).Select(flags => Slot(flags, multi: false))];

    /// <summary>Type 26, by the same flags.</summary>
    public static readonly MessageLayout[] MultiSlot = [.. Enumerable.Range(0, 4).Select(flags => Slot(flags, multi: true))];

    public static readonly MessageLayout[] ByType =
    [
        None, ClassA, ClassA, ClassA, BaseStation,
        new("class A static and voyage",
        [
            U("imo", 40, 30, 0), U("ais_version", 38, 2), T("callsign", 70, 7), T("shipname", 112, 20),
            U("shiptype", 232, 8, 0).Say(AisCodes.ShipType), .. Size(240), U("epfd", 270, 4).Say(AisCodes.Epfd),
            new("eta", FieldKind.MonthDayTime, 274, 20), U("draught", 294, 8, 0).Over(10), T("destination", 302, 20), U("dte", 422, 1),
        ]),
        None, Acknowledge, None,
        new("search and rescue aircraft",
        [
            U("alt", 38, 12, 4095), U("speed", 50, 10, 1023), F("accuracy", 60), Longitude(61), Latitude(89),
            U("course", 116, 12, 3600).Over(10), U("second", 128, 6, 60), U("regional", 134, 8), U("dte", 142, 1),
            F("assigned", 146), F("raim", 147), U("radio", 148, 20),
        ]),
        new("UTC inquiry", [Mmsi("dest_mmsi", 40)]),
        BaseStation,
        new("addressed safety text", [U("seqno", 38, 2), Mmsi("dest_mmsi", 40), F("retransmit", 70), ToEnd("text", 72)]),
        Acknowledge,
        new("safety text to all", [ToEnd("text", 40)]),
        new("interrogation",
        [
            Mmsi("mmsi1", 40), U("type1_1", 70, 6), U("offset1_1", 76, 12), U("type1_2", 90, 6), U("offset1_2", 96, 12),
            Mmsi("mmsi2", 110), U("type2_1", 140, 6), U("offset2_1", 146, 12),
        ]),
        new("assignment of mode",
        [
            Mmsi("mmsi1", 40), U("offset1", 70, 12), U("increment1", 82, 10),
            Mmsi("mmsi2", 92), U("offset2", 122, 12), U("increment2", 134, 10),
        ]),
        new("differential corrections", [Longitude18(40), Latitude17(58), Data(80)]),
        new("class B position",
        [
            U("reserved", 38, 8), U("speed", 46, 10, 1023).Over(10), F("accuracy", 56), Longitude(57), Latitude(85),
            U("course", 112, 12, 3600).Over(10), U("heading", 124, 9, 511), U("second", 133, 6, 60), U("regional", 139, 2),
            F("cs", 141), F("display", 142), F("dsc", 143), F("band", 144), F("msg22", 145), F("assigned", 146), F("raim", 147),
            U("radio", 148, 20),
        ]),
        new("class B position and static",
        [
            U("reserved", 38, 8), U("speed", 46, 10, 1023).Over(10), F("accuracy", 56), Longitude(57), Latitude(85),
            U("course", 112, 12, 3600).Over(10), U("heading", 124, 9, 511), U("second", 133, 6, 60), U("regional", 139, 4),
            T("shipname", 143, 20), U("shiptype", 263, 8, 0).Say(AisCodes.ShipType), .. Size(271),
            U("epfd", 301, 4).Say(AisCodes.Epfd), F("raim", 305), U("dte", 306, 1), F("assigned", 307),
        ]),
        new("data link management", [.. Enumerable.Range(0, 4).SelectMany(Reservation)]),
        new("aid to navigation",
        [
            U("aid_type", 38, 5).Say(AisCodes.Aid), new("name", FieldKind.AidName, 43, 120), F("accuracy", 163), Longitude(164), Latitude(192),
            .. Size(219), U("epfd", 249, 4).Say(AisCodes.Epfd), U("second", 253, 6, 60), F("off_position", 259), U("regional", 260, 8),
            F("raim", 268), F("virtual_aid", 269), F("assigned", 270),
        ]),
        None,
        new("group assignment",
        [
            .. Area(40, 58, 75, 93), U("stationtype", 110, 4).Say(AisCodes.Station), U("shiptype", 114, 8).Say(AisCodes.ShipType),
            U("txrx", 144, 2), U("interval", 146, 4), U("quiet", 150, 4),
        ]),
        None, None, None,
        new("long-range position",
        [
            F("accuracy", 38), F("raim", 39), U("status", 40, 4, 15).Say(AisCodes.Status), Longitude18(44), Latitude17(62),
            U("speed", 79, 6, 63), U("course", 85, 9, 511), F("gnss", 94),
        ]),
    ];

    private static MessageField[] Area(int neLon, int neLat, int swLon, int swLat) =>
    [
        Longitude18(neLon, "ne_lon"), Latitude17(neLat, "ne_lat"), Longitude18(swLon, "sw_lon"), Latitude17(swLat, "sw_lat"),
    ];

    private static MessageField[] Reservation(int index)
    {
        var start = 40 + 30 * index;
        return
        [
            U($"offset{index + 1}", start, 12), U($"number{index + 1}", start + 12, 4),
            U($"timeout{index + 1}", start + 16, 3), U($"increment{index + 1}", start + 19, 11),
        ];
    }

    private static MessageLayout Slot(int flags, bool multi)
    {
        var addressed = (flags & 2) != 0;
        var structured = (flags & 1) != 0;
        var at = 40;
        List<MessageField> fields = [F("addressed", 38), F("structured", 39)];
        if (addressed)
        {
            fields.Add(Mmsi("dest_mmsi", at));
            at += 30;
        }
        if (structured)
        {
            fields.Add(U("app_id", at, 16));
            at += 16;
        }
        // A multi-slot message ends in 4 spare bits, or in none, and 20 bits of communication state.
        fields.Add(Data(at, multi ? 20 : 0));
        if (multi) fields.Add(U("radio", 20, 20) with { FromEnd = true });
        return new(multi ? "binary message, several slots" : "binary message, one slot", [.. fields]);
    }
}
