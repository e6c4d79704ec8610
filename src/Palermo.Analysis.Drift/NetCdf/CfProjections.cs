namespace Palermo.Analysis.Drift;

/// <summary>The map projections of CF-NetCDF that forecasts come in.</summary>
/// <remarks>
/// On a sphere when the file gives one radius; on an ellipsoid when it gives two axes.
/// Formulas: J. P. Snyder, Map Projections - A Working Manual, USGS Professional Paper 1395 (1987).
/// </remarks>
internal static class CfProjections
{
    private const double Radian = Math.PI / 180;

    /// <summary>The projection that a grid-mapping variable describes; null when it says longitude and latitude.</summary>
    public static IMapProjection? From(NetCdfVariable mapping, string where)
    {
        double Needed(string attribute) => mapping.Number(attribute)
            ?? throw new DriftProblem($"{where}: the grid mapping {mapping.Name} lacks {attribute}");
        double Given(string attribute, double otherwise) => mapping.Number(attribute) ?? otherwise;
        var name = mapping.Text("grid_mapping_name")
            ?? throw new DriftProblem($"{where}: the grid mapping {mapping.Name} has no grid_mapping_name");
        var figure = Figure.From(mapping);
        var east = Given("false_easting", 0);
        var north = Given("false_northing", 0);
        switch (name)
        {
            case "latitude_longitude":
                return null;
            case "lambert_conformal_conic":
                var parallels = mapping.Attributes.GetValueOrDefault("standard_parallel") as double[]
                    ?? throw new DriftProblem($"{where}: the grid mapping {mapping.Name} lacks standard_parallel");
                return new LambertConformal(parallels[0], parallels[^1], Needed("latitude_of_projection_origin"),
                    Needed("longitude_of_central_meridian"), figure, east, north);
            case "polar_stereographic":
                var pole = Given("latitude_of_projection_origin", 90);
                var meridian = mapping.Number("straight_vertical_longitude_from_pole") ?? Needed("longitude_of_projection_origin");
                var scale = mapping.Number("scale_factor_at_projection_origin");
                return new PolarStereographic(pole >= 0, Given("standard_parallel", pole), scale, meridian, figure, east, north);
            case "mercator":
                return new Mercator(Given("longitude_of_projection_origin", 0), Given("standard_parallel", 0),
                    mapping.Number("scale_factor_at_projection_origin"), figure, east, north);
            case "rotated_latitude_longitude":
                return new RotatedPole(Needed("grid_north_pole_latitude"), Needed("grid_north_pole_longitude"), Given("north_pole_grid_longitude", 0));
            default:
                throw new DriftProblem(
                    $"{where}: the map projection '{name}' is not read (latitude_longitude, lambert_conformal_conic, polar_stereographic, "
                    + "mercator and rotated_latitude_longitude are); convert the file to longitude and latitude");
        }
    }

    /// <summary>Sphere or ellipsoid: the half-axis (m) and the eccentricity.</summary>
    public readonly record struct Figure(double A, double E)
    {
        public static Figure From(NetCdfVariable mapping)
        {
            if (mapping.Number("earth_radius") is { } radius) return new Figure(radius, 0);
            var a = mapping.Number("semi_major_axis");
            if (a is null)
            {
                // Many files give the figure only in the text for another library.
                var text = mapping.Text("proj4") ?? mapping.Text("proj4_string") ?? mapping.Text("proj4_params") ?? "";
                if (Word(text, "R") is { } r) return new Figure(r, 0);
                if (Word(text, "a") is not { } fromText) return new Figure(6_371_000, 0);
                return new Figure(fromText, Word(text, "b") is { } minor ? Eccentricity(fromText, minor) : 0);
            }

            if (mapping.Number("semi_minor_axis") is { } b) return new Figure(a.Value, Eccentricity(a.Value, b));
            if (mapping.Number("inverse_flattening") is { } f and > 0) return new Figure(a.Value, Math.Sqrt(2 / f - 1 / (f * f)));
            return new Figure(a.Value, 0);
        }

        private static double Eccentricity(double a, double b) => Math.Sqrt(Math.Max(0, 1 - b * b / (a * a)));

        private static double? Word(string text, string key)
        {
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (word.StartsWith($"+{key}=", StringComparison.Ordinal)
                    && double.TryParse(word.AsSpan(key.Length + 2), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value))
                    return value;
            return null;
        }

        /// <summary>Snyder's t (eq. 15-9): tangent of half the colatitude, of the conformal latitude on an ellipsoid.</summary>
        public double T(double phi)
        {
            var t = Math.Tan(Math.PI / 4 - phi / 2);
            if (E == 0) return t;
            var s = E * Math.Sin(phi);
            return t / Math.Pow((1 - s) / (1 + s), E / 2);
        }

        /// <summary>Snyder's m (eq. 14-15): radius of a parallel over the half-axis.</summary>
        public double M(double phi)
        {
            var s = E * Math.Sin(phi);
            return Math.Cos(phi) / Math.Sqrt(1 - s * s);
        }
    }

    private static double Wrap(double radians) => Math.IEEERemainder(radians, 2 * Math.PI);

    /// <summary>Snyder section 15.</summary>
    private sealed class LambertConformal : IMapProjection
    {
        private readonly double n, f, rho0, lon0, east, north;
        private readonly Figure figure;

        public LambertConformal(double first, double second, double origin, double meridian, Figure figure, double east, double north)
        {
            (this.figure, lon0, this.east, this.north) = (figure, meridian * Radian, east, north);
            var (p1, p2) = (first * Radian, second * Radian);
            n = Math.Abs(p1 - p2) < 1e-12 ? Math.Sin(p1) : Math.Log(figure.M(p1) / figure.M(p2)) / Math.Log(figure.T(p1) / figure.T(p2));
            f = figure.M(p1) / (n * Math.Pow(figure.T(p1), n));
            rho0 = figure.A * f * Math.Pow(figure.T(origin * Radian), n);
        }

        public string Name => "Lambert conformal conic grid";

        public (double X, double Y) Forward(double longitude, double latitude)
        {
            var rho = figure.A * f * Math.Pow(figure.T(latitude * Radian), n);
            var (sin, cos) = Math.SinCos(n * Wrap(longitude * Radian - lon0));
            return (east + rho * sin, north + rho0 - rho * cos);
        }

        // East of the central meridian true north leans to the left on the map, so the grid's y axis lies clockwise of it.
        public double Convergence(double longitude, double latitude) => n * Wrap(longitude * Radian - lon0);
    }

    /// <summary>Snyder section 21.</summary>
    private sealed class PolarStereographic(bool northPole, double trueLatitude, double? scaleAtPole, double meridian, Figure figure, double east, double north)
        : IMapProjection
    {
        private readonly double hemisphere = northPole ? 1 : -1;
        private readonly double factor = Factor(Math.Abs(trueLatitude) * Radian, scaleAtPole, figure);

        public string Name => "polar stereographic grid";

        private static double Factor(double trueLatitude, double? scaleAtPole, Figure figure)
        {
            var atPole = 2 / Math.Sqrt(Math.Pow(1 + figure.E, 1 + figure.E) * Math.Pow(1 - figure.E, 1 - figure.E));
            if (scaleAtPole is { } k) return k * atPole;
            return Math.Abs(trueLatitude - Math.PI / 2) < 1e-9 ? atPole : figure.M(trueLatitude) / figure.T(trueLatitude);
        }

        public (double X, double Y) Forward(double longitude, double latitude)
        {
            var rho = figure.A * factor * figure.T(hemisphere * latitude * Radian);
            var (sin, cos) = Math.SinCos(Wrap((longitude - meridian) * Radian));
            return (east + rho * sin, north - hemisphere * rho * cos);
        }

        public double Convergence(double longitude, double latitude) => hemisphere * Wrap((longitude - meridian) * Radian);
    }

    /// <summary>Snyder section 7.</summary>
    private sealed class Mercator(double meridian, double trueLatitude, double? scale, Figure figure, double east, double north) : IMapProjection
    {
        private readonly double k = scale ?? figure.M(trueLatitude * Radian);

        public string Name => "Mercator grid";

        public (double X, double Y) Forward(double longitude, double latitude) => (
            east + figure.A * k * Wrap((longitude - meridian) * Radian),
            north - figure.A * k * Math.Log(figure.T(Math.Clamp(latitude, -89.9999, 89.9999) * Radian)));

        public double Convergence(double longitude, double latitude) => 0;
    }

    /// <summary>Longitude and latitude about another pole. Source: CF conventions, appendix F; COSMO documentation, part I.</summary>
    private sealed class RotatedPole(double poleLatitude, double poleLongitude, double poleGridLongitude) : IMapProjection
    {
        public string Name => "rotated-pole grid";

        public (double X, double Y) Forward(double longitude, double latitude)
        {
            var (sinPole, cosPole) = Math.SinCos(poleLatitude * Radian);
            var (sin, cos) = Math.SinCos(latitude * Radian);
            var (sinLon, cosLon) = Math.SinCos((longitude - poleLongitude) * Radian);
            var x = Math.Atan2(-cos * sinLon, sin * cosPole - cos * sinPole * cosLon) / Radian + poleGridLongitude;
            var y = Math.Asin(Math.Clamp(sin * sinPole + cos * cosPole * cosLon, -1, 1)) / Radian;
            return (Math.IEEERemainder(x, 360), y);
        }

        public double Convergence(double longitude, double latitude)
        {
            // Grid north is the direction of the grid's pole on the great circle.
            var (sinPole, cosPole) = Math.SinCos(poleLatitude * Radian);
            var (sin, cos) = Math.SinCos(latitude * Radian);
            var (sinLon, cosLon) = Math.SinCos((poleLongitude - longitude) * Radian);
            return Math.Atan2(cosPole * sinLon, cos * sinPole - sin * cosPole * cosLon);
        }
    }
}
