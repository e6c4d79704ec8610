namespace Palermo.Kernel;

/// <summary>Small things that are kept by name: a person's saved views, import mappings, searches that alert. Each person's own.</summary>
public interface IKeptThings
{
    ValueTask<IReadOnlyList<(string Name, string Json)>> ListAsync(string actor, string sort, CancellationToken cancel = default);
    ValueTask SaveAsync(string actor, string sort, string name, string json, CancellationToken cancel = default);
    ValueTask RemoveAsync(string actor, string sort, string name, CancellationToken cancel = default);
}
