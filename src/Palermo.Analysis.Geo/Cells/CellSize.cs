namespace Palermo.Analysis.Geo;

/// <summary>Sizes of the hexagons of H3, which publications use to say how finely they show things.</summary>
/// <remarks>Source: h3geo.org, table of cell statistics, version 3 (average hexagon area and edge length). Only the sizes are used here: the cells themselves are those of <see cref="EqualAreaGrid"/>.</remarks>
public static class CellSize
{
    private static readonly (double SquareKilometres, double EdgeKilometres)[] Average =
    [
        (4_250_546.8477000, 1_107.712591), (607_220.9782429, 418.6760055), (86_745.8540347, 158.2446558), (12_392.2648621, 59.81085794),
        (1_770.3235517, 22.60637940), (252.9033645, 8.544408276), (36.1290521, 3.229482772), (5.1612932, 1.220629759), (0.7373276, 0.461354684),
    ];

    /// <summary>The finest resolution at which events may be published outside the platform.</summary>
    public const int FinestPublished = 4;

    /// <summary>Average area of a hexagon, km².</summary>
    /// <param name="resolution">0 to 8.</param>
    public static double SquareKilometres(int resolution) => Average[Checked(resolution)].SquareKilometres;

    /// <summary>Average edge of a hexagon, km.</summary>
    public static double EdgeKilometres(int resolution) => Average[Checked(resolution)].EdgeKilometres;

    /// <summary>Number of cells on the Earth: 2 + 120 · 7^resolution.</summary>
    public static long Count(int resolution) => 2 + 120 * (long)Math.Pow(7, Checked(resolution));

    private static int Checked(int resolution) =>
        resolution is >= 0 and <= 8 ? resolution : throw new ArgumentOutOfRangeException(nameof(resolution), resolution, "Resolutions from 0 to 8 are known here.");
}
