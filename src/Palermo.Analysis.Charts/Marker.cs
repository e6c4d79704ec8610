namespace Palermo.Analysis.Charts;

/// <summary>The shape of a point, so that series differ by more than colour.</summary>
public enum Marker
{
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
}
