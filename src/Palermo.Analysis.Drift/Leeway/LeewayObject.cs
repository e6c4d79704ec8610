namespace Palermo.Analysis.Drift;

/// <summary>How one kind of floating object answers to the wind: the nine leeway coefficients of its class.</summary>
/// <param name="Key">Short name of the class, such as <c>PIW-1</c>. Compared without regard to case.</param>
/// <param name="Name">The class in words.</param>
/// <param name="DownwindSlope">Speed down the wind, in percent of the wind at 10 m.</param>
/// <param name="DownwindOffset">Part of the downwind speed that does not grow with the wind (cm/s).</param>
/// <param name="DownwindDeviation">Standard deviation of the downwind speed (cm/s).</param>
/// <param name="RightSlope">Speed to the right of downwind, percent, for objects on the right branch.</param>
/// <param name="RightOffset">Offset of the right branch (cm/s, positive to the right of downwind).</param>
/// <param name="RightDeviation">Standard deviation of the right branch (cm/s).</param>
/// <param name="LeftSlope">Speed to the right of downwind (so mostly negative), percent, on the left branch.</param>
/// <param name="LeftOffset">Offset of the left branch (cm/s, positive to the right of downwind).</param>
/// <param name="LeftDeviation">Standard deviation of the left branch (cm/s).</param>
/// <remarks>Source: Allen and Plourde, USCG CG-D-08-99 (1999); Allen, CG-D-05-05 (2005).</remarks>
public sealed record LeewayObject(
    string Key,
    string Name,
    double DownwindSlope,
    double DownwindOffset,
    double DownwindDeviation,
    double RightSlope,
    double RightOffset,
    double RightDeviation,
    double LeftSlope,
    double LeftOffset,
    double LeftDeviation)
{
    /// <summary>Leeway of one object of the class.</summary>
    /// <param name="windMetresPerSecond">Wind speed at 10 m, 0 or more.</param>
    /// <param name="rightOfDownwind">True on the right branch, false on the left.</param>
    /// <param name="downwindPerturbation">This object's own deviation eD (cm/s at a wind of 10 m/s).</param>
    /// <param name="crosswindPerturbation">This object's own deviation eC (cm/s at a wind of 10 m/s).</param>
    /// <returns>Speed down the wind and to the right of it, in m/s.</returns>
    /// <remarks>
    /// Half of the perturbation acts on the offset and half on the slope, so that at 10 m/s it is exactly itself.
    /// Source: Breivik and Allen, J. Mar. Syst. 69 (2008), equations 2 to 5.
    /// </remarks>
    public (double Downwind, double Crosswind) Leeway(
        double windMetresPerSecond, bool rightOfDownwind, double downwindPerturbation = 0, double crosswindPerturbation = 0)
    {
        var (slope, offset) = rightOfDownwind ? (RightSlope, RightOffset) : (LeftSlope, LeftOffset);
        return (
            ((DownwindSlope + downwindPerturbation / 20) * windMetresPerSecond + DownwindOffset + downwindPerturbation / 2) / 100,
            ((slope + crosswindPerturbation / 20) * windMetresPerSecond + offset + crosswindPerturbation / 2) / 100);
    }

    /// <summary>True when left is the mirror of right, so that the sign convention of a program cannot be seen.</summary>
    public bool IsSymmetric =>
        RightSlope == -LeftSlope && RightOffset == -LeftOffset && RightDeviation == LeftDeviation;
}
