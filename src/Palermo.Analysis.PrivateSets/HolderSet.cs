namespace Palermo.Analysis.PrivateSets;

/// <summary>The answering side of one run: blinds its own keys beforehand, then answers one query.</summary>
/// <remarks>
/// It learns the padded size of the question and nothing of its content. What leaves is b * (a * H(x)) for every element x
/// of the query, and the tags of b * H(y) for its own keys with random tags among them. One set answers once: a factor used
/// twice would let two answers be laid over one another, and show what changed between them.
/// Cost: one hash and one multiplication for each own key, beforehand; one multiplication an element of the query.
/// </remarks>
public sealed class HolderSet : IDisposable
{
    private const int Size = Ristretto255.ElementSize;

    private readonly string _domain;
    private readonly RunSecret _secret;
    private readonly byte[] _tags;
    private int _answered;

    private HolderSet(string domain, RunSecret secret, byte[] tags) => (_domain, _secret, _tags) = (domain, secret, tags);

    /// <summary>Keys as the other side will see their number: padding among them.</summary>
    public int PaddedSize => _tags.Length / Tags.Size;

    /// <summary>Hashes and blinds the keys as they stream in; a repeated key counts once. Memory: 16 bytes a key, and a batch.</summary>
    /// <param name="domain">As in the query that will be answered.</param>
    /// <param name="secret">Fresh for every run. The set takes it over and disposes it.</param>
    public static HolderSet Prepare(IEnumerable<string> keys, string domain, RunSecret secret, SetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(secret);
        options ??= new SetOptions();
        var hash = new HashToGroup(domain);
        var scalar = secret.Scalar.ToArray();
        var tags = new MemoryStream();
        var products = new byte[options.Batch * Size];
        var batchTags = new byte[options.Batch * Tags.Size];
        var done = 0;
        foreach (var batch in keys.Chunk(options.Batch))
        {
            if ((done += batch.Length) > Padding.Largest) throw new ArgumentException($"A set holds at most {Padding.Largest} keys; split it.", nameof(keys));
            GroupBatch.HashAndMultiply(hash, scalar, batch, products.AsMemory(0, batch.Length * Size));
            GroupBatch.Tags(products.AsMemory(0, batch.Length * Size), batchTags.AsMemory(0, batch.Length * Tags.Size));
            tags.Write(batchTags, 0, batch.Length * Tags.Size);
            options.Progress?.Invoke(done);
        }
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(scalar);
        return new HolderSet(domain, secret, Pad(tags.ToArray(), secret, options));
    }

    /// <summary>Reads a query and writes its answer.</summary>
    /// <param name="allow">
    /// Decides on the head before anything is computed: signature, case, quota. It returns why not, or nothing to let it pass.
    /// Null lets every well-formed query pass, which is for trials only.
    /// </param>
    /// <returns>The head of the query answered, for the log of this side.</returns>
    /// <exception cref="QueryRefusedException">The head was refused; the set can still answer another query.</exception>
    /// <exception cref="MalformedMessageException">The query is damaged or holds what is no element. Nothing was written.</exception>
    /// <exception cref="InvalidOperationException">This set has answered before: prepare another.</exception>
    public QueryHeader Answer(Stream query, Stream answer, Func<QueryHeader, IReadOnlyList<string>>? allow = null)
    {
        var reader = new MessageReader(query);
        var header = MessageCodec.ReadHeader(reader);
        var reasons = new List<string>(allow?.Invoke(header) ?? []);
        if (header.Terms.Domain != _domain)
            reasons.Add($"The query compares '{header.Terms.Domain}'; this set was prepared for '{_domain}'.");
        if (reasons.Count > 0) throw new QueryRefusedException(reasons);

        var elements = reader.Many(header.Count, Size, "elements");
        reader.End();
        CheckElements(header, elements);
        var evaluated = new byte[elements.Length];
        var bad = GroupBatch.Multiply(_secret.Scalar.ToArray(), elements, evaluated);
        if (bad >= 0) throw new MalformedMessageException($"Element {bad} of the query is no element of the group, or the identity. Nothing was answered.");
        // Only now: a damaged query must not use up a set that took hours to prepare.
        if (Interlocked.Exchange(ref _answered, 1) != 0)
            throw new InvalidOperationException("This set has answered a query; prepare another, with a fresh secret.");
        if (header.Terms.Mode is SetMode.CountOnly)
            evaluated = ElementOrder.Take(evaluated, Size, ElementOrder.Rising(evaluated, Size));

        answer.Write("PLSA"u8);
        answer.WriteByte(MessageCodec.Version);
        answer.WriteByte((byte)header.Terms.Mode);
        answer.Write(header.Digest());
        MessageCodec.WriteCount(answer, header.Count);
        answer.Write(evaluated);
        MessageCodec.WriteCount(answer, PaddedSize);
        answer.Write(_tags);
        return header;
    }

    /// <summary>Overwrites the secret of this run.</summary>
    public void Dispose() => _secret.Dispose();

    private static void CheckElements(QueryHeader header, byte[] elements)
    {
        var place = ElementOrder.FirstNotRising(elements, Size);
        if (place >= 0)
            throw new MalformedMessageException($"Element {place} of the query is not above the one before it; an element may come once, in rising order. Nothing was answered.");
        if (!ElementTree.Root(elements).AsSpan().SequenceEqual(header.Commitment))
            throw new MalformedMessageException("The elements of the query are not those its head commits to. Nothing was answered.");
    }

    private static byte[] Pad(byte[] tags, RunSecret secret, SetOptions options)
    {
        var order = ElementOrder.Rising(tags, Tags.Size);
        var sorted = ElementOrder.Take(tags, Tags.Size, order);
        var distinct = 0;
        for (var i = 0; i < order.Length; i++)
        {
            var tag = sorted.AsSpan(i * Tags.Size, Tags.Size);
            if (distinct > 0 && tag.SequenceEqual(sorted.AsSpan((distinct - 1) * Tags.Size, Tags.Size))) continue;
            tag.CopyTo(sorted.AsSpan(distinct++ * Tags.Size));
        }
        var padded = new byte[Padding.Agreed(options.PaddedSize, distinct) * Tags.Size];
        sorted.AsSpan(0, distinct * Tags.Size).CopyTo(padded);
        for (var i = distinct; i < padded.Length / Tags.Size; i++) secret.Derive("tag", i, padded.AsSpan(i * Tags.Size, Tags.Size));
        return ElementOrder.Take(padded, Tags.Size, ElementOrder.Rising(padded, Tags.Size));
    }
}

/// <summary>A query that was understood and not answered, with every reason.</summary>
public sealed class QueryRefusedException(IReadOnlyList<string> reasons) : Exception("The query was refused: " + string.Join(" ", reasons))
{
    /// <summary>Every reason, in words for the log and the asker.</summary>
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
