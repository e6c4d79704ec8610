using System.Runtime.CompilerServices;
namespace Palermo.Analysis.Changes;

/// <summary>Squares: e·rate² - 2·s·rate, which is the sum of squares about the rate less the sum of squares about 0.</summary>
internal readonly struct GaussianFamily : ICostFamily
{
    public double First(double rate) => rate * rate;
    public double Second(double rate) => -2 * rate;
    public double Least(double e, double s) => -s * s / e;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Crossing Cross(double e, double s, double level, bool rising, double low, double high)
    {
        var away = Math.Sqrt(Math.Max(0, level / e + s * s / (e * e)));
        var rate = Math.Clamp(s / e + (rising ? away : -away), low, high);
        return new(rate, rate * rate, -2 * rate);
    }
}
