using static Palermo.Analysis.Ais.Messages.FieldMaker;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>Weather and water at a station, in the two forms that IMO published.</summary>
internal static class Weather
{
    /// <summary>IMO SN.1/Circ.236, function 11.</summary>
    public static readonly MessageField[] Circular236 =
    [
        Latitude24(56), Longitude25(80), new("timestamp", FieldKind.DayTime, 105, 16),
        U("wspeed", 121, 7, 127), U("wgust", 128, 7, 127), U("wdir", 135, 9, 511), U("wgustdir", 144, 9, 511),
        U("airtemp", 153, 11, 2047).Over(10, -600), U("humidity", 164, 7, 127), U("dewpoint", 171, 10, 1023).Over(10, -200),
        U("pressure", 181, 9, 511).Over(1, 800), U("pressuretend", 190, 2, 3), U("visibility", 192, 8, 255).Over(10),
        U("waterlevel", 200, 9, 511).Over(10, -100), U("leveltrend", 209, 2, 3), .. Currents(211, 511),
        .. Waves(272, 511), U("seastate", 318, 4, 15), U("watertemp", 322, 10, 1023).Over(10, -100),
        U("preciptype", 332, 3, 7), U("salinity", 335, 9, 511).Over(10), U("ice", 344, 2, 3),
    ];

    /// <summary>IMO SN.1/Circ.289, function 31.</summary>
    public static readonly MessageField[] Circular289 =
    [
        Longitude25(56), Latitude24(81), F("accuracy", 105), new("timestamp", FieldKind.DayTime, 106, 16),
        U("wspeed", 122, 7, 127), U("wgust", 129, 7, 127), U("wdir", 136, 9, 360), U("wgustdir", 145, 9, 360),
        S("airtemp", 154, 11, -1024).Over(10), U("humidity", 165, 7, 101), S("dewpoint", 172, 10, 501).Over(10),
        U("pressure", 182, 9, 511).Over(1, 799), U("pressuretend", 191, 2, 3), F("visgreater", 193), U("visibility", 194, 7, 127).Over(10),
        U("waterlevel", 201, 12, 4001).Over(100, -1000), U("leveltrend", 213, 2, 3), .. Currents(215, 360),
        .. Waves(276, 360), U("seastate", 322, 4, 13), S("watertemp", 326, 10, 501).Over(10),
        U("preciptype", 336, 3, 7), U("salinity", 339, 9, 510).Over(10), U("ice", 348, 2, 3),
    ];

    private static MessageField[] Currents(int start, long noDirection) =>
    [
        U("cspeed", start, 8, 255).Over(10), U("cdir", start + 8, 9, noDirection),
        U("cspeed2", start + 17, 8, 255).Over(10), U("cdir2", start + 25, 9, noDirection), U("cdepth2", start + 34, 5, 31),
        U("cspeed3", start + 39, 8, 255).Over(10), U("cdir3", start + 47, 9, noDirection), U("cdepth3", start + 56, 5, 31),
    ];

    private static MessageField[] Waves(int start, long noDirection) =>
    [
        U("waveheight", start, 8, 255).Over(10), U("waveperiod", start + 8, 6, 63), U("wavedir", start + 14, 9, noDirection),
        U("swellheight", start + 23, 8, 255).Over(10), U("swellperiod", start + 31, 6, 63), U("swelldir", start + 37, 9, noDirection),
    ];
}
