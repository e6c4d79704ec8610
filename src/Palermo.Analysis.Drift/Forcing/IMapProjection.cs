namespace Palermo.Analysis.Drift;

/// <summary>A map projection of CF-NetCDF: from longitude and latitude to the axes of a grid.</summary>
public interface IMapProjection
{
    /// <summary>Its name in the CF conventions.</summary>
    string Name { get; }

    /// <summary>Position on the axes: metres, or degrees for a rotated pole.</summary>
    (double X, double Y) Forward(double longitude, double latitude);

    /// <summary>The direction of the grid's y axis, clockwise from true north, in radians.</summary>
    double Convergence(double longitude, double latitude);
}
