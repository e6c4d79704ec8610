namespace Palermo.Analysis.Ais.Tests;

/// <summary>
/// Every place where we do not say what a reference output says, and why. The tests fail when another difference appears, and
/// when one of these no longer occurs.
/// </summary>
internal static class ReferenceDifferences
{
    /// <param name="File">File of the sample.</param>
    /// <param name="Type">Type of the message.</param>
    /// <param name="Mmsi">Its sender.</param>
    /// <param name="Fields">Fields that differ.</param>
    /// <param name="Why">Why ours is right, or at least not wrong.</param>
    public sealed record Difference(string File, int Type, int Mmsi, string[] Fields, string Why);

    /// <summary>Fields whose names say what they are, and which no decoder means as content.</summary>
    public static readonly HashSet<string> NotContent = ["class", "device", "scaled"];

    public static readonly Difference[] Raw =
    [
        new("gpsd_sample.aivdm", 1, 244740981, ["radio"],
            "163 bits: 5 of the 19 bits of this field are missing. Ours reads the missing ones as 0; the reference takes the 14 that are there as the low ones."),
        new("gpsd_sample.aivdm", 6, 230986000, ["lastport", "departure", "nextport", "eta", "dangerous", "imdcat", "unid", "amount", "unit"],
            "144 bits that call themselves function 12, which has 360: the sample itself says \"full of garbage\". Ours gives the bits as data."),
        new("gpsd_sample.aivdm", 6, 2443808, ["tidals"],
            "168 bits that call themselves function 14: too short for one element of 93 bits. The reference reads 22 bits from behind the end."),
        new("gpsd_sample.aivdm", 6, 2442101, ["linkage", "arrival", "portname", "destination", "lon", "lat"],
            "168 bits of function 18, which has 360: everything behind the linkage would be made up. Ours gives the bits as data."),
        new("gpsd_sample.aivdm", 6, 2228236, ["linkage", "arrival", "portname", "destination", "lon", "lat"], "The same, 168 of 360 bits."),
        new("gpsd_sample.aivdm", 6, 2442101, ["tidals"], "168 bits of function 32: too short for one element of 88 bits."),
        new("gpsd_sample.aivdm", 6, 2442102, ["tidals"], "The same."),
    ];
}
