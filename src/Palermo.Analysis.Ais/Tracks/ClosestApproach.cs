using Palermo.Analysis.Geo;

namespace Palermo.Analysis.Ais.Tracks;

/// <summary>A place with a motion: metres a second towards east and north.</summary>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="East">Metres a second towards east.</param>
/// <param name="North">Metres a second towards north.</param>
public readonly record struct Mover(double Latitude, double Longitude, double East, double North)
{
    /// <summary>From course over ground in degrees and speed in knots.</summary>
    public static Mover FromCourse(double latitude, double longitude, double course, double knots)
    {
        var (sin, cos) = Math.SinCos(course * Math.PI / 180);
        var speed = knots * Geodesy.MetresPerSecondPerKnot;
        return new(latitude, longitude, speed * sin, speed * cos);
    }

    internal (double X, double Y) From(Mover origin)
    {
        // Equidistant about the first point: distance and bearing from it are true, so that the answer is not bent by latitude.
        var metres = Geodesy.Distance(origin.Latitude, origin.Longitude, Latitude, Longitude);
        var (sin, cos) = Math.SinCos(Geodesy.InitialBearing(origin.Latitude, origin.Longitude, Latitude, Longitude) * Math.PI / 180);
        return (metres * sin, metres * cos);
    }
}

/// <summary>When and how near two vessels come to each other, and how soon one reaches the other.</summary>
/// <remarks>Straight lines at constant speed on a plane about the first vessel: right to 1 % within 100 nautical miles outside the polar caps. Not for navigation.</remarks>
public static class ClosestApproach
{
    /// <summary>Closest point of approach.</summary>
    /// <returns>Seconds until then (0 when they already part or keep their distance) and metres apart at that time.</returns>
    public static (double Seconds, double Metres) Of(Mover one, Mover other)
    {
        var (x, y) = other.From(one);
        var (u, v) = (other.East - one.East, other.North - one.North);
        var speed2 = u * u + v * v;
        var seconds = speed2 < 1e-12 ? 0 : Math.Max(0, -(x * u + y * v) / speed2);
        return (seconds, double.Hypot(x + u * seconds, y + v * seconds));
    }

    /// <summary>The soonest meeting of a vessel with a drifting target.</summary>
    /// <param name="target">Where it is now, and how it drifts.</param>
    /// <param name="latitude">Of the vessel.</param>
    /// <param name="speed">Speed that the vessel can make, metres a second.</param>
    /// <param name="readySeconds">Seconds until it can start; it stands still until then.</param>
    /// <returns>Seconds from now and the place; null when the target drifts away faster than the vessel can follow.</returns>
    /// <remarks>The smallest t with |p + v t| = s (t - ready): rules of sea rescue, section 5, in closed form.</remarks>
    public static (double Seconds, double Latitude, double Longitude)? Intercept(
        Mover target, double latitude, double longitude, double speed, double readySeconds = 0)
    {
        if (!(speed >= 0)) throw new ArgumentOutOfRangeException(nameof(speed), speed, "a speed is 0 or more");
        if (!(readySeconds >= 0)) throw new ArgumentOutOfRangeException(nameof(readySeconds), readySeconds, "0 seconds or more");
        var (px, py) = target.From(new Mover(latitude, longitude, 0, 0));
        // Position of the target when the vessel starts; from then on the way grows with s times the time since.
        var (qx, qy) = (px + target.East * readySeconds, py + target.North * readySeconds);
        var a = target.East * target.East + target.North * target.North - speed * speed;
        var b = 2 * (qx * target.East + qy * target.North);
        var c = qx * qx + qy * qy;
        double since;
        if (c < 1e-6) since = 0;
        else if (Math.Abs(a) < 1e-12)
        {
            if (b >= 0) return null;
            since = -c / b;
        }
        else
        {
            var root = b * b - 4 * a * c;
            if (root < 0) return null;
            // Of both roots the smallest that is not negative.
            var (first, second) = ((-b - Math.Sqrt(root)) / (2 * a), (-b + Math.Sqrt(root)) / (2 * a));
            since = Math.Min(first >= 0 ? first : double.PositiveInfinity, second >= 0 ? second : double.PositiveInfinity);
            if (double.IsInfinity(since)) return null;
        }
        var seconds = readySeconds + since;
        var drifted = Geodesy.Destination(target.Latitude, target.Longitude,
            Math.Atan2(target.East, target.North) * 180 / Math.PI, double.Hypot(target.East, target.North) * seconds);
        return (seconds, drifted.Latitude, drifted.Longitude);
    }
}
