namespace Palermo.Analysis.Drift.Search;

/// <summary>From where one looks.</summary>
public enum Platform
{
    /// <summary>Small vessel, eye height 14 ft.</summary>
    Vessel,

    /// <summary>Bridge of a merchant ship.</summary>
    MerchantShip,

    /// <summary>Fixed-wing aircraft at 1,000 ft.</summary>
    FixedWing,

    /// <summary>Helicopter at 500 ft.</summary>
    Helicopter,
}

/// <summary>What is looked for, in the classes of the sweep-width tables.</summary>
public enum SearchObject
{
    PersonInWater, Raft1, Raft4, Raft6, Raft15, Raft25, BoatUnder5, Boat5To8, Boat8To12, Boat12To20,
}

/// <summary>Under which conditions one looks.</summary>
/// <param name="VisibilityKm">Meteorological visibility.</param>
/// <param name="WindKnots">Wind speed.</param>
/// <param name="SeasMetres">Height of the seas.</param>
/// <param name="Fatigue">True when the crew is tired.</param>
/// <param name="SpeedKnots">Search speed; matters for aircraft.</param>
/// <param name="Flotation">True when a person in the water is known to wear flotation: counts from 500 ft.</param>
public sealed record SearchConditions(
    double VisibilityKm, double WindKnots = 0, double SeasMetres = 0, bool Fatigue = false, double? SpeedKnots = null, bool Flotation = false);

/// <summary>A sweep width with its factors and what was assumed.</summary>
/// <param name="Uncorrected">W0 of the table (NM).</param>
/// <param name="Weather">Factor for wind and sea.</param>
/// <param name="Speed">Factor for the speed of an aircraft.</param>
/// <param name="Fatigue">Factor for tired crews.</param>
/// <param name="Notes">Interpolation and stand-ins, in words.</param>
public sealed record SweepWidthResult(double Uncorrected, double Weather, double Speed, double Fatigue, IReadOnlyList<string> Notes)
{
    /// <summary>Effective sweep width W (NM).</summary>
    public double Nm => Uncorrected * Weather * Speed * Fatigue;
}

/// <summary>Effective sweep width for visual search: twice the distance at which as much is missed within as is seen beyond.</summary>
/// <remarks>
/// Tables: Australian National Search and Rescue Manual (2026), appendix D-5, by way of a public transcription; to be checked with the
/// manual before use. Between columns the width is interpolated linearly; beyond the ends it is that of the end.
/// </remarks>
public static class SweepWidth
{
    private static readonly double[] VesselVisibility = [2, 5, 10, 15, 20, 25];
    private static readonly double[] MerchantVisibility = [5, 10, 20, 30, 40];
    private static readonly double[] AirVisibility = [2, 5, 10, 20, 30, 40];

    private static readonly Dictionary<SearchObject, double[]> Vessel = new()
    {
        [SearchObject.PersonInWater] = [.3, .4, .5, .6, .6, .6],
        [SearchObject.Raft1] = [1.0, 1.6, 2.5, 2.9, 3.2, 3.3],
        [SearchObject.Raft6] = [1.2, 2.2, 3.5, 4.4, 5.0, 5.3],
        [SearchObject.Raft15] = [1.2, 2.5, 4.0, 5.1, 5.7, 6.2],
        [SearchObject.Raft25] = [1.3, 2.7, 4.3, 5.8, 6.7, 7.5],
        [SearchObject.BoatUnder5] = [.5, 1.0, 1.5, 1.8, 1.9, 2.0],
        [SearchObject.Boat5To8] = [1.0, 1.9, 3.0, 3.9, 4.5, 5.0],
        [SearchObject.Boat8To12] = [1.2, 2.3, 4.0, 5.3, 6.4, 7.3],
        [SearchObject.Boat12To20] = [1.2, 3.0, 5.4, 7.6, 9.6, 11.3],
    };

    private static readonly Dictionary<SearchObject, double[]> Merchant = new()
    {
        [SearchObject.PersonInWater] = [.4, .5, .6, .7, .7],
        [SearchObject.Raft4] = [2.3, 3.2, 4.2, 4.9, 5.5],
        [SearchObject.Raft15] = [2.6, 4.0, 5.1, 6.4, 7.3],
        [SearchObject.Raft25] = [2.7, 4.2, 5.2, 6.5, 7.5],
        [SearchObject.BoatUnder5] = [1.1, 1.4, 1.9, 2.1, 2.3],
        [SearchObject.Boat8To12] = [2.8, 4.5, 7.6, 9.4, 11.6],
    };

    private static readonly Dictionary<SearchObject, double[]> FixedWing = new()
    {
        [SearchObject.PersonInWater] = [0, .1, .1, .1, .1, .1],
        [SearchObject.Raft1] = [.3, .7, .9, 1.2, 1.4, 1.4],
        [SearchObject.Raft6] = [.4, 1.1, 1.6, 2.2, 2.6, 2.8],
        [SearchObject.Raft25] = [.4, 1.6, 2.3, 3.5, 4.2, 4.7],
        [SearchObject.BoatUnder5] = [.4, 1.0, 1.3, 1.7, 1.8, 2.0],
        [SearchObject.Boat5To8] = [.5, 1.7, 2.5, 3.7, 4.4, 5.0],
        [SearchObject.Boat8To12] = [.5, 2.2, 3.4, 5.4, 6.8, 7.8],
        [SearchObject.Boat12To20] = [.6, 2.7, 4.5, 8.2, 10.9, 13.1],
    };

    private static readonly Dictionary<SearchObject, double[]> Helicopter = new()
    {
        [SearchObject.PersonInWater] = [0, .1, .1, .1, .1, .1],
        [SearchObject.Raft1] = [.4, .9, 1.2, 1.6, 1.8, 1.8],
        [SearchObject.Raft6] = [.5, 1.4, 1.9, 2.7, 3.2, 3.5],
        [SearchObject.Raft25] = [.6, 1.9, 2.7, 4.1, 5.0, 5.6],
        [SearchObject.BoatUnder5] = [.5, 1.2, 1.5, 1.9, 2.2, 2.3],
        [SearchObject.Boat5To8] = [.7, 2.0, 2.9, 4.3, 5.2, 5.8],
        [SearchObject.Boat8To12] = [.8, 2.5, 3.9, 6.2, 7.8, 9.0],
        [SearchObject.Boat12To20] = [.8, 3.1, 5.1, 9.2, 12.3, 14.7],
    };

    /// <summary>The width under the given conditions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Visibility, wind, seas or speed below 0.</exception>
    public static SweepWidthResult Of(Platform platform, SearchObject target, SearchConditions conditions)
    {
        if (!(conditions.VisibilityKm >= 0)) throw new ArgumentOutOfRangeException(nameof(conditions), $"visibility {conditions.VisibilityKm} km is below 0");
        if (!(conditions.WindKnots >= 0) || !(conditions.SeasMetres >= 0)) throw new ArgumentOutOfRangeException(nameof(conditions), "wind and seas must not be below 0");
        if (conditions.SpeedKnots is { } s && !(s > 0)) throw new ArgumentOutOfRangeException(nameof(conditions), $"a search speed of {s} knots");
        var notes = new List<string>();
        var (table, visibilities) = platform switch
        {
            Platform.Vessel => (Vessel, VesselVisibility),
            Platform.MerchantShip => (Merchant, MerchantVisibility),
            Platform.FixedWing => (FixedWing, AirVisibility),
            _ => (Helicopter, AirVisibility),
        };
        var row = Row(table, target, notes);
        var width = Interpolate(visibilities, row, conditions.VisibilityKm, "visibility", "km", notes);
        if (platform == Platform.Helicopter && target == SearchObject.PersonInWater && conditions.Flotation) width *= 4;
        return new SweepWidthResult(width, Weather(target, conditions), Speed(platform, target, conditions.SpeedKnots, notes), conditions.Fatigue ? .9 : 1, notes);
    }

    // Where a table lacks the class, the next smaller one stands in: it promises less.
    private static double[] Row(Dictionary<SearchObject, double[]> table, SearchObject target, List<string> notes)
    {
        if (table.TryGetValue(target, out var row)) return row;
        var group = target >= SearchObject.BoatUnder5 ? SearchObject.BoatUnder5 : SearchObject.Raft1;
        var smaller = table.Keys.Where(k => k >= group && k < target).ToArray();
        var standIn = smaller.Length > 0 ? smaller.Max() : table.Keys.Where(k => k > target).Min();
        notes.Add($"no row for {target}: {standIn} stands in");
        return table[standIn];
    }

    /// <summary>Factor for wind and sea: the worse of the two decides.</summary>
    /// <remarks>Small objects are persons, rafts and boats up to about 10 m (here: up to 12 m, which errs toward less).</remarks>
    public static double Weather(SearchObject target, SearchConditions conditions)
    {
        var small = target != SearchObject.Boat12To20;
        if (conditions.WindKnots > 25 || conditions.SeasMetres > 1.5) return small ? .25 : .5;
        if (conditions.WindKnots >= 15 || conditions.SeasMetres > 1) return small ? .5 : .8;
        return 1;
    }

    private static double Speed(Platform platform, SearchObject target, double? speed, List<string> notes)
    {
        if (platform is Platform.Vessel or Platform.MerchantShip) return 1;
        if (speed is not { } knots)
        {
            notes.Add("no search speed given: no correction for it");
            return 1;
        }

        if (platform == Platform.FixedWing)
        {
            double[] factors = target == SearchObject.PersonInWater ? [1.2, 1.0, .9]
                : target == SearchObject.Boat12To20 ? [1.1, 1.0, 1.0] : [1.1, 1.0, .9];
            return Interpolate([150, 180, 210], factors, knots, "search speed", "knots", notes);
        }

        if (target is SearchObject.Boat8To12 or SearchObject.Boat12To20) notes.Add("speed correction of boats of 8 m and more taken from boats under 8 m");
        double[] rotor = target == SearchObject.PersonInWater ? [1.5, 1.0, .8, .7]
            : target is SearchObject.Raft1 or SearchObject.Raft4 ? [1.3, 1.0, .9, .8] : [1.2, 1.0, .9, .8];
        return Interpolate([60, 90, 120, 140], rotor, knots, "search speed", "knots", notes);
    }

    private static double Interpolate(double[] at, double[] values, double x, string what, string unit, List<string> notes)
    {
        if (x <= at[0] || x >= at[^1])
        {
            if (x != at[0] && x != at[^1]) notes.Add(FormattableString.Invariant($"{what} {x} {unit} is beyond the table: its end is used"));
            return x <= at[0] ? values[0] : values[^1];
        }

        var k = Array.FindLastIndex(at, a => a <= x);
        if (at[k] == x) return values[k];
        notes.Add(FormattableString.Invariant($"interpolated in {what}"));
        return values[k] + (x - at[k]) / (at[k + 1] - at[k]) * (values[k + 1] - values[k]);
    }
}
