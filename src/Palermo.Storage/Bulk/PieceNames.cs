using System.Buffers.Binary;
using Palermo.Kernel;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>The store's numbers for the types, facets, roles and statement classes of an import's rows. Asked once for each.</summary>
internal sealed class PieceNames(Preparer preparer, long kind, long recordClass)
{
    private readonly List<long> _types = [], _facets = [];
    private readonly Dictionary<AccessClass, long> _classes = [];
    private readonly Dictionary<string, long> _roles = new(StringComparer.Ordinal);

    public long Type(int number) => _types[number];
    public long Role(string role) => _roles[role];
    public long Class(AccessClass? own) => own is null ? recordClass : _classes[own];

    /// <summary>Gets a number for everything that the piece names, and writes those of its facets into it.</summary>
    public async ValueTask ResolveAsync(PreparedPiece piece, Naming naming)
    {
        foreach (var type in preparer.TypesFrom(_types.Count)) _types.Add(await naming.TermAsync(type));
        foreach (var facet in preparer.FacetsFrom(_facets.Count)) _facets.Add(await naming.FacetAsync(kind, facet.Field, ShortKey.Of(facet.Value)));
        foreach (var identifier in piece.Identifiers) await ClassAsync(identifier.Class, naming);
        foreach (var search in piece.Searches) await ClassAsync(search.Class, naming);
        foreach (var place in piece.Places) await ClassAsync(place.Class, naming);
        foreach (var link in piece.Links)
        {
            await ClassAsync(link.Class, naming);
            if (!_roles.ContainsKey(link.Role)) _roles.Add(link.Role, await naming.TermAsync(link.Role));
        }
        foreach (ref var row in piece.Rows)
        {
            if (row.Rid <= 0) continue;
            var numbers = piece.Of(row.Facets);
            for (var at = 0; at < numbers.Length; at += 4)
            {
                var code = _facets[BinaryPrimitives.ReadInt32BigEndian(numbers[at..])];
                BinaryPrimitives.WriteInt32BigEndian(numbers[at..], checked((int)code));
                piece.Facets.Add(new(code, row.Rid));
            }
        }
        piece.Facets.Sort();
    }

    private ValueTask ClassAsync(AccessClass? own, Naming naming) => own is null || _classes.ContainsKey(own) ? default : AddAsync(own, naming);

    private async ValueTask AddAsync(AccessClass own, Naming naming) => _classes.Add(own, await naming.ClassAsync(own));
}
