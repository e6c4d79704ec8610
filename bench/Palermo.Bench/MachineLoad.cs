using System.Diagnostics;
using System.Globalization;

namespace Palermo.Bench;

/// <summary>Processor time of this program and of everything else on the machine over a stretch: whether a figure was taken alone.</summary>
internal sealed class MachineLoad
{
    /// <summary>Ticks of /proc/stat a second (USER_HZ, proc(5)).</summary>
    private const double TicksPerSecond = 100;
    private readonly double _busy = Busy();
    private readonly TimeSpan _own = Process.GetCurrentProcess().TotalProcessorTime;

    public static MachineLoad Begin() => new();

    public string End()
    {
        var own = (Process.GetCurrentProcess().TotalProcessorTime - _own).TotalSeconds;
        var all = Busy() - _busy;
        return double.IsNaN(all) ? $"processor: {own:N1} s" : $"processor: {own:N1} s, others on the machine meanwhile {Math.Max(0, all - own):N1} s";
    }

    /// <summary>Seconds of processor time that were not idle; not a number where there is no /proc/stat.</summary>
    private static double Busy()
    {
        if (!File.Exists("/proc/stat")) return double.NaN;
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4]) / TicksPerSecond;
    }
}
