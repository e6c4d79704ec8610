namespace Palermo.Analysis.PrivateSets;

/// <summary>The asking side of one run: blinds its keys, writes the query, opens the answer.</summary>
/// <remarks>
/// Protocol: Meadows (1986); Huberman, Franklin and Hogg (1999), in the form of RFC 9497 (the asker takes its own factor off
/// again). Cost: one hash and two multiplications a key, the first before the run.
/// What leaves is the open terms, and a * H(key) for every key with random elements among them, in rising order of bytes.
/// </remarks>
public sealed class AskerSet : IDisposable
{
    private const int Size = Ristretto255.ElementSize;

    private readonly KeySet _keys;
    private readonly RunSecret _secret;
    private readonly QueryTerms _terms;
    private readonly byte[] _elements;
    private readonly int[] _order;

    private AskerSet(KeySet keys, QueryTerms terms, RunSecret secret, byte[] elements, int[] order)
    {
        (_keys, _terms, _secret, _elements, _order) = (keys, terms, secret, elements, order);
        Commitment = ElementTree.Root(elements);
    }

    /// <summary>Elements in the query, padding among them.</summary>
    public int PaddedSize => _order.Length;

    /// <summary>The root that binds the query to its elements.</summary>
    public byte[] Commitment { get; }

    /// <summary>Hashes and blinds all keys: the slow half, which can be done before the other side is there.</summary>
    /// <param name="secret">Fresh for every run. The set takes it over and disposes it.</param>
    public static AskerSet Prepare(KeySet keys, QueryTerms terms, RunSecret secret, SetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(secret);
        options ??= new SetOptions();
        var padded = Padding.Agreed(options.PaddedSize, keys.Keys.Count);
        var blinded = new byte[padded * Size];
        var hash = new HashToGroup(terms.Domain);
        var scalar = secret.Scalar.ToArray();
        for (var start = 0; start < keys.Keys.Count; start += options.Batch)
        {
            var batch = Math.Min(options.Batch, keys.Keys.Count - start);
            GroupBatch.HashAndMultiply(hash, scalar, new ListSlice<string>(keys.Keys, start, batch), blinded.AsMemory(start * Size, batch * Size));
            options.Progress?.Invoke(start + batch);
        }
        GroupBatch.Random(secret, "padding", blinded.AsMemory(keys.Keys.Count * Size));
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(scalar);
        var order = ElementOrder.Rising(blinded, Size);
        return new AskerSet(keys, terms, secret, ElementOrder.Take(blinded, Size, order), order);
    }

    /// <summary>The head of the query, for the asker's node to sign (<see cref="QueryHeader.SignedBytes"/>).</summary>
    public QueryHeader Header(byte[]? signature = null) => new(_terms, PaddedSize, Commitment, signature ?? []);

    /// <summary>Writes the query.</summary>
    /// <param name="signature">The node's signature over the head; null where the parties agreed to none.</param>
    public void WriteQuery(Stream to, byte[]? signature = null)
    {
        MessageCodec.WriteHeader(to, Header(signature));
        to.Write(_elements);
    }

    /// <summary>Reads the answer and finds what both sides have.</summary>
    /// <exception cref="MalformedMessageException">The answer is damaged, answers another query, or holds what is no element.</exception>
    public SetMatches ReadAnswer(Stream from)
    {
        var reader = new MessageReader(from);
        var evaluated = ReadEvaluated(reader);
        Span<byte> inverse = stackalloc byte[Ristretto255.ScalarSize];
        Ristretto255.InvertScalar(_secret.Scalar, inverse);
        var opened = new byte[evaluated.Length];
        var bad = GroupBatch.Multiply(inverse.ToArray(), evaluated, opened);
        if (bad >= 0) throw new MalformedMessageException($"Element {bad} of the answer is no element of the group, or the identity. Nothing of the answer was used.");
        var tags = new byte[PaddedSize * Tags.Size];
        GroupBatch.Tags(opened, tags);

        var holder = new TagMerge(reader);
        var hits = holder.Common(tags);
        reader.End();
        var common = new List<int>();
        foreach (var place in hits)
        {
            // In count-only mode the answer comes in an order of its own, so a place says nothing about a key.
            var key = _terms.Mode is SetMode.Identify ? _order[place] : 0;
            if (key < _keys.Keys.Count) common.Add(key);
        }
        return new SetMatches(_terms.Mode, common.Count, holder.Count, _terms.Mode is SetMode.Identify ? MatchedElements(common) : null);
    }

    /// <summary>Overwrites the secret of this run.</summary>
    public void Dispose() => _secret.Dispose();

    private byte[] ReadEvaluated(MessageReader reader)
    {
        reader.Magic("PLSA"u8, "an answer");
        var mode = reader.Mode();
        if (mode != _terms.Mode) throw new MalformedMessageException($"The query asked in mode {_terms.Mode}; the answer is in mode {mode}.");
        if (!reader.Bytes(32, "digest of the query").AsSpan().SequenceEqual(Header().Digest()))
            throw new MalformedMessageException("This answer belongs to another query: its digest differs. Open it with the secret and the list of that query.");
        var count = reader.Count("number of elements", Padding.Largest);
        if (count != PaddedSize) throw new MalformedMessageException($"The query held {PaddedSize} elements; the answer has {count}.");
        return reader.Many(count, Size, "elements");
    }

    private List<MatchedElement> MatchedElements(List<int> common)
    {
        var isCommon = new bool[_keys.Keys.Count];
        foreach (var key in common) isCommon[key] = true;
        var matched = new List<MatchedElement>();
        for (var element = 0; element < _keys.Elements; element++)
        {
            var keys = _keys.KeysOf(element).Where(k => isCommon[k]).Select(k => _keys.Keys[k]).ToList();
            if (keys.Count > 0) matched.Add(new MatchedElement(element, keys));
        }
        return matched;
    }
}
