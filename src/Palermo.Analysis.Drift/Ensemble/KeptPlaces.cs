using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Drift;

/// <summary>Where all members were at one note, in 4 bytes a member: a lattice of 65,536 by 65,536 over the box of the cloud.</summary>
/// <remarks>A cloud of 60 km is kept to a metre; one of 600 km to ten.</remarks>
public sealed class KeptPlaces
{
    private const double Steps = 65_535;

    private readonly GeoBox box;
    private readonly ushort[] codes;

    internal KeptPlaces(GeoBox box, int count) => (this.box, codes) = (box, new ushort[2 * count]);

    public int Count => codes.Length / 2;

    /// <summary>Longitude (continuous over the date line) and latitude of a member.</summary>
    public (double Longitude, double Latitude) this[int member] => (
        box.West + codes[2 * member] / Steps * (box.East - box.West),
        box.South + codes[2 * member + 1] / Steps * (box.North - box.South));

    internal void Keep(int member, double longitude, double latitude)
    {
        codes[2 * member] = Code(longitude, box.West, box.East);
        codes[2 * member + 1] = Code(latitude, box.South, box.North);
    }

    private static ushort Code(double value, double low, double high) =>
        high > low ? (ushort)Math.Round(Math.Clamp((value - low) / (high - low), 0, 1) * Steps) : (ushort)0;
}
