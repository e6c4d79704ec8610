using System.Security.Cryptography;
using Palermo.Kernel;
using Palermo.Storage.Records;
using Palermo.Storage.Vaults;

namespace Palermo.Storage.Bulk;

/// <summary>Prepares rows, on the caller's thread, while another writes those before.</summary>
internal sealed class Preparer(Vault vault, Kind kind, RecordHeader template, AccessClass access, byte[] headJson)
{
    private readonly byte[] _random = new byte[Commitment.SaltLength * 256];
    private readonly IndexWords _words = new(vault.Catalogue.Keys, kept: 32_768);
    private readonly Dictionary<IndexedFacet, int> _facets = [];
    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private int _used = int.MaxValue;

    private readonly List<IndexedFacet> _facetsInOrder = [];
    private readonly List<string> _typesInOrder = [];

    /// <summary>Facets and types of identifiers by the numbers that prepared rows give them, from a number on: the thread that writes asks for what it does not know yet.</summary>
    public IndexedFacet[] FacetsFrom(int number) => From(_facetsInOrder, number);
    public string[] TypesFrom(int number) => From(_typesInOrder, number);

    /// <exception cref="ArgumentException">The row did not pass the kind's rules.</exception>
    public void Prepare(in BulkRow row, PreparedPiece into)
    {
        foreach (var problem in kind.Validate(row.Body))
            throw new ArgumentException($"Line {row.Line}, {problem.Field}: {problem.Message} Rows are validated before they come to the bulk door.");
        var id = vault.Catalogue.Ids.Next();
        var body = into.Add(kind.Write(row.Body));
        var reference = ShortKey.WellFormed(row.Reference);
        var name = into.Add(reference);
        var key = ShortKey.Of(reference) is var shorter && ReferenceEquals(shorter, reference) ? name : into.Add(shorter);
        var plan = IndexPlan.Of(kind, row.Body, access, _words);
        var at = into.Count;
        var title = into.Add(plan.Title);
        var marks = Marks(into, id, row.Line, reference, body);
        foreach (var (value, type, own) in plan.Identifiers) into.Identifiers.Add(new(at, Number(_types, _typesInOrder, type), into.Add(value), own));
        for (var k = 0; k < plan.Searches.Count; k++) into.Searches.Add(new(at, k, into.Add(plan.Searches[k].Words), plan.Searches[k].Words.Count, plan.Searches[k].Class));
        foreach (var (role, target, own) in plan.Links) into.Links.Add(new(at, role, target, own));
        foreach (var (place, own) in plan.Places) into.Places.Add(new(at, place, own));
        Span<int> facets = stackalloc int[Math.Min(plan.Facets.Count, 64)];
        if (plan.Facets.Count > facets.Length) facets = new int[plan.Facets.Count];
        for (var i = 0; i < facets.Length; i++) facets[i] = Number(_facets, _facetsInOrder, plan.Facets[i]);
        into.Add(new PreparedRow
        {
            Id = id, Line = row.Line, Reference = name, Key = key, Body = body, Title = title, Marks = marks, Mixed = plan.Mixed, Searches = plan.Searches.Count,
            Facets = into.Add(facets),
            EventFrom = plan.Time is { } a ? Days.Number(a.From) : null, EventTo = plan.Time is { } b ? Days.Number(b.To) : null,
            EventPrecision = plan.Time is { } c ? (long)c.Precision : null, EventAt = plan.Time?.At is { } moment ? Days.Ticks(moment) : null,
            Latitude = plan.Place?.Latitude, Longitude = plan.Place?.Longitude, Radius = plan.Place?.RadiusMetres,
        });
    }

    /// <summary>Id, salt, the first 16 bytes of the body's SHA-256 (an unchanged row is known by it), and the commitment of a first version.</summary>
    private int Marks(PreparedPiece into, RecordId id, int line, string reference, Stretch body)
    {
        var stretch = into.Take(PreparedPiece.MarksLength);
        var marks = into.Of(stretch);
        id.Value.TryWriteBytes(marks, bigEndian: true, out _);
        var salt = marks.Slice(PreparedPiece.SaltAt, Commitment.SaltLength);
        Salt(salt);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(into.Of(body), hash);
        hash[..PreparedPiece.HashLength].CopyTo(marks[PreparedPiece.HashAt..]);
        Commitment.Write(salt, headJson, id, 1, template.State, RecordFlags.None, Days.Number(template.ReviewDate), reference, line, kind.BodyVersion, into.Of(body), marks[PreparedPiece.CommitmentAt..]);
        return stretch.From;
    }

    private static int Number<T>(Dictionary<T, int> numbers, List<T> things, T thing) where T : notnull
    {
        if (numbers.TryGetValue(thing, out var number)) return number;
        numbers.Add(thing, number = things.Count);
        lock (things) things.Add(thing);
        return number;
    }

    private static T[] From<T>(List<T> things, int number)
    {
        lock (things) return number == things.Count ? [] : [.. things.Skip(number)];
    }

    private void Salt(Span<byte> salt)
    {
        if (_used >= _random.Length)
        {
            RandomNumberGenerator.Fill(_random);
            _used = 0;
        }
        _random.AsSpan(_used, Commitment.SaltLength).CopyTo(salt);
        _used += Commitment.SaltLength;
    }
}
