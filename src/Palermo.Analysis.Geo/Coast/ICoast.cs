namespace Palermo.Analysis.Geo;

/// <summary>Tells land from sea.</summary>
public interface ICoast
{
    /// <summary>What the coast is made of, for answers: data set and scale.</summary>
    string Description { get; }

    /// <summary>True on land. Longitude may be given in any turn.</summary>
    bool IsLand(double latitude, double longitude);

    /// <summary>False only when there is surely no land in the box; lets a caller skip many single questions.</summary>
    bool MayHoldLand(GeoBox box);
}
