using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tracks;

/// <summary>Distance to the nearest of many places, such as anchorages or points of a coast.</summary>
public sealed class NearestPlace
{
    private readonly double[] _latitude, _longitude;
    private readonly (double Reach, SphereGrid Grid)[] _grids;

    /// <summary>Prepares the search.</summary>
    public NearestPlace(IReadOnlyList<(double Latitude, double Longitude)> places)
    {
        _latitude = [.. places.Select(p => p.Latitude)];
        _longitude = [.. places.Select(p => p.Longitude)];
        // From fine to coarse: a near place is found among few, a far one costs the coarse grid.
        _grids = [.. new[] { 10_000.0, 100_000, 1_000_000 }.Select(reach => (reach, new SphereGrid(_latitude, _longitude, reach)))];
    }

    /// <summary>Kilometres to the nearest place, 6,371 km sphere; infinity when there is none at all.</summary>
    public double Kilometres(double latitude, double longitude)
    {
        List<int> found = [];
        foreach (var (reach, grid) in _grids)
        {
            grid.Near(latitude, longitude, found);
            var nearest = Nearest(found, latitude, longitude);
            // Only within the reach of the grid is the nearest found surely the nearest of all.
            if (nearest <= reach) return nearest / 1000;
        }
        return Nearest(Enumerable.Range(0, _latitude.Length), latitude, longitude) / 1000;
    }

    private double Nearest(IEnumerable<int> among, double latitude, double longitude)
    {
        var nearest = double.PositiveInfinity;
        foreach (var i in among)
            nearest = Math.Min(nearest, Geodesy.Distance(latitude, longitude, _latitude[i], _longitude[i], Geodesy.RoundRadiusMetres));
        return nearest;
    }
}
