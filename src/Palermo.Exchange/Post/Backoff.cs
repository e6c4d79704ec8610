namespace Palermo.Exchange.Post;

/// <summary>How long to wait after a partner did not answer: twice as long each time, up to a bound, and never in step with others.</summary>
/// <param name="seed">Of the jitter, recorded by whoever runs it: the same seed waits the same.</param>
public sealed class Backoff(TimeProvider time, int seed)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500), Most = TimeSpan.FromMinutes(5);
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset Until)> _partners = new(StringComparer.Ordinal);

    /// <summary>True when a partner may be tried now.</summary>
    public bool MayTry(string partner)
    {
        lock (_gate) return !_partners.TryGetValue(partner, out var state) || time.GetUtcNow() >= state.Until;
    }

    /// <returns>How long it is left alone: between half and the whole of the doubled time.</returns>
    public TimeSpan Failed(string partner)
    {
        lock (_gate)
        {
            var failures = _partners.TryGetValue(partner, out var state) ? state.Failures + 1 : 1;
            var whole = TimeSpan.FromTicks(Math.Min(Most.Ticks, First.Ticks << Math.Min(failures - 1, 20)));
            var wait = whole * (0.5 + _random.NextDouble() / 2);
            _partners[partner] = (failures, time.GetUtcNow() + wait);
            return wait;
        }
    }

    /// <returns>True when it had failed before.</returns>
    public bool Worked(string partner)
    {
        lock (_gate) return _partners.Remove(partner);
    }
}
