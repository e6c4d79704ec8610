namespace Palermo.Analysis.Drift.Search;

/// <summary>How long people in the water may live. Never a limit for the search.</summary>
/// <remarks>
/// A search is suspended by a decision of the mission coordinator, on record and with reasons; IAMSAR advises to search well beyond any
/// model. Without flotation, cold shock and swim failure kill within minutes to an hour, whatever the water.
/// </remarks>
public static class Survival
{
    // The formula has a pole at 23.1 degrees; 20 degrees is the warmest it was made for, and its value there the cap.
    private const double WarmestCelsius = 20;

    /// <summary>
    /// Time until the body core of a lightly clothed adult with a life-jacket has cooled to 30 degrees: about the median of survival.
    /// </summary>
    /// <param name="waterCelsius">Water temperature, -2 to 40 degrees. Above 20 the value for 20 is given, as a floor.</param>
    /// <remarks>Source: Hayward, Eckerson and Collis, J. Appl. Physiol. 38 (1975): t = 15 + 7.2/(0.0785 - 0.0034 T) minutes.</remarks>
    public static TimeSpan CoolingTime(double waterCelsius)
    {
        if (!(waterCelsius is >= -2 and <= 40)) throw new ArgumentOutOfRangeException(nameof(waterCelsius), waterCelsius, "water is between -2 and 40 degrees");
        return TimeSpan.FromMinutes(15 + 7.2 / (.0785 - .0034 * Math.Min(waterCelsius, WarmestCelsius)));
    }

    /// <summary>Share of people still alive after a time, when half are after <paramref name="median"/>.</summary>
    /// <param name="sigma">Spread of the logarithm of the time. 0.5 is a starting value without a source: calibrate it.</param>
    public static double Share(TimeSpan after, TimeSpan median, double sigma = .5)
    {
        if (median <= TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(median), median, "the median must be above 0");
        if (after <= TimeSpan.Zero) return 1;
        var z = Math.Log(after / median) / sigma;
        return .5 * (1 - Detection.Erf(z / Math.Sqrt(2)));
    }
}
