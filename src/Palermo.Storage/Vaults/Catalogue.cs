using NodaTime;
using Palermo.Kernel;

namespace Palermo.Storage.Vaults;

/// <summary>What the store was told when it was opened: the node, its kinds, its keys of search, its clock.</summary>
internal sealed class Catalogue(StoreOptions options, IReadOnlyList<Kind> kinds, ITextKeys keys, TimeProvider time)
{
    private readonly Dictionary<string, Kind> _byName = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    public StoreOptions Options => options;
    public IReadOnlyList<Kind> Kinds => kinds;
    public ITextKeys Keys => keys;
    /// <summary>Version of everything but a kind's own that the index depends on.</summary>
    public long IndexVersion => (long)keys.Version << 8 | Records.IndexPlan.Version;
    public TimeProvider Time => time;
    public RecordIdSource Ids { get; } = new(time);
    public Instant Now => Instant.FromDateTimeOffset(time.GetUtcNow());
    public LocalDate Today => Now.InUtc().Date;

    public Kind? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The kind of a stored record.</summary>
    /// <exception cref="StoreProblem">No room of this program declares it.</exception>
    public Kind Kind(string name) => Find(name) ?? throw new StoreProblem(
        $"The store holds records of the kind '{name}', which this version of the program does not know: run the version that stored them, or one that declares it.");
}
