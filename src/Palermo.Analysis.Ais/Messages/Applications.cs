using Palermo.Analysis.Ais.Sentences;
using static Palermo.Analysis.Ais.Messages.FieldMaker;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>The binary messages within types 6 (addressed) and 8 (to all), by area code and function.</summary>
/// <remarks>IMO SN.1/Circ.236 (2004) and SN.1/Circ.289 (2010) for area 1; CCNR/UNECE inland AIS for area 200. A form that is not known, or not of its length, gives its bits.</remarks>
internal static class Applications
{
    private static readonly MessageField[] AddressedHead =
        [U("seqno", 38, 2), Mmsi("dest_mmsi", 40), F("retransmit", 70), U("dac", 72, 10), U("fid", 82, 6)];

    private static readonly MessageField[] BroadcastHead = [U("dac", 40, 10), U("fid", 50, 6)];

    private static readonly MessageLayout AddressedData = new("addressed binary message", [.. AddressedHead, Data(88)]);

    private static readonly MessageLayout BroadcastData = new("binary message to all", [.. BroadcastHead, Data(56)]);

    private static readonly Dictionary<(int Area, int Function), (int Least, int Most, MessageLayout Layout)> ToOne = new()
    {
        [(1, 12)] = (360, 362, One("dangerous cargo", [
            T("lastport", 88, 5), Month("departure", 118), T("nextport", 138, 5), Month("eta", 168), T("dangerous", 188, 20), T("imdcat", 308, 4),
            U("unid", 332, 13), U("amount", 345, 10), U("unit", 355, 2)])),
        [(1, 14)] = (97, 1008, One("tidal window", [U("month", 88, 4), U("day", 92, 5)],
            new("tidals", 97, 93, 3, -1, 0, [Latitude(0), Longitude(27), .. Tide(55, 7)]))),
        [(1, 15)] = (99, 104, One("extended ship and voyage", [U("airdraught", 88, 11).Over(10)])),
        [(1, 16)] = (101, 136, One("persons on board", [U("persons", 88, 13, 0)])),
        [(1, 18)] = (317, 360, One("clearance time", [
            U("linkage", 88, 10), Month("arrival", 98), T("portname", 118, 20), T("destination", 238, 5), Longitude25(268), Latitude24(293)])),
        [(1, 20)] = (360, 360, One("berth", [
            U("linkage", 88, 10), U("berth_length", 98, 9), U("berth_depth", 107, 8).Over(10), U("position", 115, 3), Month("arrival", 118),
            U("availability", 138, 1), .. Services(139), T("berth_name", 191, 20), Longitude25(311, "berth_lon"), Latitude24(336, "berth_lat")])),
        [(1, 25)] = (100, 1008, One("dangerous cargo", [U("unit", 88, 2), U("amount", 90, 10)],
            new("cargos", 100, 17, 28, -1, 0, [U("code", 0, 4), U("subtype", 4, 13)]))),
        [(1, 28)] = (149, 1008, One("route", [.. RouteHead(88)], new("waypoints", 149, 55, 16, 144, 5, [Longitude(0), Latitude(28)]))),
        [(1, 30)] = (98, 1008, One("text", [U("linkage", 88, 10), ToEnd("text", 98)])),
        [(1, 32)] = (97, 1008, One("tidal window", [U("month", 88, 4), U("day", 92, 5)],
            new("tidals", 97, 88, 3, -1, 0, [Longitude25(0), Latitude24(25), .. Tide(49, 8)]))),
        [(200, 21)] = (248, 248, One("arrival at lock, bridge or terminal", [
            .. Terminal(), Month("eta", 208), U("tugs", 228, 3), U("airdraught", 231, 12).Over(100)])),
        [(200, 22)] = (232, 232, One("time slot at lock, bridge or terminal", [.. Terminal(), Month("eta", 208), U("status", 228, 2)])),
        [(200, 55)] = (168, 168, One("persons on board", [U("crew", 88, 8, 255), U("passengers", 96, 13, 8191), U("personnel", 109, 8, 255)])),
        [(235, 10)] = (136, 136, Lighthouse()),
        [(250, 10)] = (136, 136, Lighthouse()),
    };

    private static readonly Dictionary<(int Area, int Function), (int Least, int Most, MessageLayout Layout)> ToAll = new()
    {
        [(1, 11)] = (346, 360, All("weather and water", Weather.Circular236)),
        [(1, 13)] = (468, 472, All("fairway closed", [
            T("reason", 56, 20), T("closefrom", 176, 20), T("closeto", 296, 20), U("radius", 416, 10), U("extunit", 426, 2),
            DayMonth("from", 428), DayMonth("to", 448)])),
        [(1, 15)] = (67, 72, All("extended ship and voyage", [U("airdraught", 56, 11).Over(10)])),
        [(1, 16)] = (72, 72, All("persons on board", [U("persons", 56, 13, 0)])),
        [(1, 17)] = (178, 1008, All("targets of a traffic service", [], new("targets", 56, 122, 4, -1, 0, [
            U("idtype", 0, 2), new("id", FieldKind.TargetId, 0, 44), Latitude24(48), Longitude25(72), U("course", 97, 9, 360),
            U("second", 106, 6, 60), U("speed", 112, 10, 1023).Over(10)]))),
        [(1, 19)] = (258, 1008, All("traffic signal", [
            U("linkage", 56, 10), T("station", 66, 20), Longitude25(186), Latitude24(211), U("status", 235, 2), U("signal", 237, 5),
            U("hour", 242, 5, 24), U("minute", 247, 6, 60), U("nextsignal", 253, 5)])),
        [(1, 27)] = (117, 1008, All("route", [.. RouteHead(56)], new("waypoints", 117, 55, 16, 112, 5, [Longitude(0), Latitude(28)]))),
        [(1, 29)] = (66, 1008, All("text", [U("linkage", 56, 10), ToEnd("text", 66)])),
        [(1, 31)] = (350, 368, All("weather and water", Weather.Circular289)),
        [(200, 10)] = (168, 168, All("inland ship", [
            T("vin", 56, 8), U("length", 104, 13, 0).Over(10), U("beam", 117, 10, 0).Over(10), U("shiptype", 127, 14, 8000), U("hazard", 141, 3, 5),
            U("draught", 144, 11, 0).Over(100), U("loaded", 155, 2, 0), F("speed_q", 157), F("course_q", 158), F("heading_q", 159)])),
        [(200, 23)] = (256, 256, All("weather warning", [
            U("start_year", 56, 8, 0), U("start_month", 64, 4, 0), U("start_day", 68, 5, 0), U("end_year", 73, 8, 0), U("end_month", 81, 4, 0),
            U("end_day", 85, 5, 0), U("start_hour", 90, 5, 24), U("start_minute", 95, 6, 60), U("end_hour", 101, 5, 24), U("end_minute", 106, 6, 60),
            Longitude(112, "start_lon"), Latitude(140, "start_lat"), Longitude(167, "end_lon"), Latitude(195, "end_lat"),
            U("warning", 222, 4), S("min", 226, 9, 255), S("max", 235, 9, 255), U("intensity", 244, 2), U("wind", 246, 4)])),
        [(200, 24)] = (168, 168, All("water levels", [T("country", 56, 2)],
            new("gauges", 68, 25, 4, -1, 0, [U("id", 0, 11), S("level", 11, 14)]))),
        [(200, 40)] = (168, 168, All("signal", [
            Longitude(56), Latitude(84), U("form", 111, 4), U("facing", 115, 9), U("direction", 124, 3), U("status", 127, 30)])),
    };

    public static MessageLayout Addressed(int area, int function, int bitCount) =>
        ToOne.TryGetValue((area, function), out var form) && bitCount >= form.Least && bitCount <= form.Most ? form.Layout : AddressedData;

    public static MessageLayout Broadcast(int area, int function, in BitField bits)
    {
        if (!ToAll.TryGetValue((area, function), out var form) || bits.BitCount < form.Least || bits.BitCount > form.Most) return BroadcastData;
        // Some ships send area 200, function 10 of the right length with other content: 6 and 7 blue cones do not exist.
        return area == 200 && function == 10 && bits.Unsigned(141, 3) > 5 ? BroadcastData : form.Layout;
    }

    private static MessageLayout One(string title, MessageField[] fields, RepeatedFields? repeated = null) =>
        new("addressed: " + title, [.. AddressedHead, .. fields], repeated);

    private static MessageLayout All(string title, MessageField[] fields, RepeatedFields? repeated = null) =>
        new("to all: " + title, [.. BroadcastHead, .. fields], repeated);

    private static MessageLayout Lighthouse() => One("aid monitoring", [
        F("off_pos", 131), F("alarm", 122), U("stat_ext", 123, 8), U("ana_int", 88, 10).Over(20), U("ana_ext1", 98, 10).Over(20),
        U("ana_ext2", 108, 10).Over(20), U("racon", 118, 2), U("light", 120, 2)]);

    private static MessageField Month(string name, int start) => new(name, FieldKind.MonthDayTime, start, 20);

    private static MessageField DayMonth(string name, int start) => U(name, start, 20);

    private static MessageField[] Tide(int start, int speedBits) =>
    [
        U("from_hour", start, 5), U("from_min", start + 5, 6), U("to_hour", start + 11, 5), U("to_min", start + 16, 6),
        U("cdir", start + 22, 9), U("cspeed", start + 31, speedBits).Over(10),
    ];

    private static MessageField[] RouteHead(int start) =>
    [
        U("linkage", start, 10), U("sender", start + 10, 3), U("rtype", start + 13, 5), Month("start", start + 18), U("duration", start + 38, 18),
    ];

    private static MessageField[] Terminal() =>
        [T("country", 88, 2), T("locode", 100, 3), T("section", 118, 5), T("terminal", 148, 5), T("hectometre", 178, 5)];

    private static IEnumerable<MessageField> Services(int start)
    {
        string[] names =
        [
            "agent", "fuel", "chandler", "stevedore", "electrical", "water", "customs", "cartage", "crane", "lift", "medical", "navrepair",
            "provisions", "shiprepair", "surveyor", "steam", "tugs", "solidwaste", "liquidwaste", "hazardouswaste", "ballast", "additional",
            "regional1", "regional2", "future1", "future2",
        ];
        return names.Select((name, index) => U(name, start + 2 * index, 2));
    }
}
