namespace Palermo.Analysis.Estimation;

/// <summary>Numbers different byte strings in the order of their first appearance.</summary>
internal sealed class ByteDictionary
{
    private int[] _slots = new int[64];               // code + 1; 0 is free
    private readonly List<byte[]> _words = [];
    private readonly List<uint> _hashes = [];

    public int Count => _words.Count;

    public int Code(ReadOnlySpan<byte> word)
    {
        var hash = Hash(word);
        for (var s = hash & (uint)(_slots.Length - 1); ; s = (s + 1) & (uint)(_slots.Length - 1))
        {
            var code = _slots[s] - 1;
            if (code < 0)
            {
                _slots[s] = _words.Count + 1;
                _words.Add(word.ToArray());
                _hashes.Add(hash);
                if (_words.Count * 2 > _slots.Length) Grow();
                return _words.Count - 1;
            }
            if (_hashes[code] == hash && word.SequenceEqual(_words[code])) return code;
        }
    }

    public List<string> Words(Func<byte[], string> decode) => [.. _words.Select(decode)];

    private void Grow()
    {
        _slots = new int[_slots.Length * 4];
        for (var code = 0; code < _hashes.Count; code++)
        {
            var s = _hashes[code] & (uint)(_slots.Length - 1);
            while (_slots[s] != 0) s = (s + 1) & (uint)(_slots.Length - 1);
            _slots[s] = code + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> word)
    {
        var hash = 14695981039346656037UL ^ (uint)word.Length;
        while (word.Length >= 8)
        {
            hash = (hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(word)) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
            word = word[8..];
        }
        foreach (var b in word) hash = (hash ^ b) * 1099511628211UL;
        return (uint)(hash ^ hash >> 32);
    }
}
