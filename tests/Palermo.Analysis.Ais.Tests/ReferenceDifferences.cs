namespace Palermo.Analysis.Ais.Tests;

/// <summary>
/// Every place where we do not say what a reference output says, and why. The tests fail when another difference appears, and
/// when one of these no longer occurs.
/// </summary>
internal static class ReferenceDifferences
{
    /// <param name="Type">Type of the message.</param>
    /// <param name="Mmsi">Its sender.</param>
    /// <param name="Fields">Fields that differ.</param>
    /// <param name="Why">Why ours is right, or at least not wrong.</param>
    public sealed record Difference(int Type, int Mmsi, string[] Fields, string Why);

    private static readonly string[] Clearance = ["linkage", "arrival", "portname", "destination", "lon", "lat"];

    private static readonly string[] Cargo = ["lastport", "departure", "nextport", "eta", "dangerous", "imdcat", "unid", "amount", "unit"];

    /// <summary>gpsd_sample.aivdm against gpsd's unscaled output.</summary>
    public static readonly Difference[] GpsdRaw =
    [
        new(1, 244740981, ["radio"], "163 bits: 5 of the 19 bits of this field are missing. Ours reads them as 0; the reference takes the 14 that are there as the low ones."),
        new(6, 230986000, Cargo, "144 bits that call themselves function 12, which has 360 (the sample says \"full of garbage\"). Ours gives the bits as data."),
        new(6, 2443808, ["tidals"], "168 bits that call themselves function 14 (\"full of garbage\"): too short for one element of 93 bits; the reference reads behind the end."),
        new(6, 2442101, [.. Clearance, "tidals"], "168 bits of function 18, which has 360, and of function 32, too short for one element of 88 bits: the rest would be made up."),
        new(6, 2444012, Clearance, "168 bits of function 18, which has 360 (twice in the sample)."),
        new(6, 2442104, ["tidals"], "168 bits of function 32: too short for one element of 88 bits."),
        new(24, 271041815, ["vendorid"], "Since M.1371-4 the vendor has three letters; model and serial number follow. The reference gives seven letters, four of them not letters."),
        new(24, 271040660, ["vendorid"], "The same."),
        new(25, 440006460, ["app_id"], "Not structured: there is no application identifier; the reference prints 0."),
        new(25, 563648328, ["dest_mmsi"], "Not addressed: there is no destination; the reference prints 0."),
        new(25, 440002170, ["dest_mmsi", "app_id"], "Neither is there; the reference prints 0."),
        new(26, 137920605, ["radio"], "The communication state is the last 20 bits; the reference does not read it and prints 0."),
        new(26, 84148325, ["app_id", "data", "radio"], "As for types 25 and 26; the last byte of the reference's data holds bits of the communication state, of which its own count of bits says that they are no data."),
        new(26, 633353704, ["dest_mmsi", "radio"], "As for types 25 and 26."),
        new(26, 16777280, ["dest_mmsi", "app_id", "data", "radio"], "The same."),
    ];

    /// <summary>Further ones against gpsd's scaled output, which carries those of the unscaled one as well.</summary>
    public static readonly Difference[] GpsdScaled =
    [
        .. GpsdRaw,
        new(1, 371798000, ["turn"], "127 to the left has no number of degrees: ours says turn_text, the reference puts a word into a field of numbers."),
        new(2, 356302000, ["turn"], "The same to the right."),
        new(7, 655901842, ["mmsi3"], "128 bits: the third MMSI (bits 104 to 133) is cut short; a wrong number helps nobody. Left out."),
        new(7, 537411077, ["mmsi3"], "The same."),
        new(8, 244650946, ["length", "beam", "draught"], "The inland standard gives tenths of a metre and hundredths; the reference leaves them unscaled in its scaled output."),
        new(17, 2734450, ["lon", "lat"], "The field has tenths of a minute; the reference rounds to tenths of a degree, some 10 km."),
        new(17, 804870766, ["lon", "lat"], "The same."),
        new(4, 2242115, ["timestamp"], "A day without a time of day: ours gives the day, the reference 24:60:60."),
        new(8, 992611190, ["waterlevel"], "The field has centimetres (5.38 m); the reference rounds to 5.4."),
        new(4, 972158237, ["timestamp"], "Year 10196, month 0: no time. Left out."),
    ];
}
