using System.Text;
using CsCheck;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Analysis.Ais.Tests;

/// <summary>Sentences of every type with random content, and lines that are wrong in the ways lines are wrong.</summary>
internal static class MadeUpTraffic
{
    private static readonly int[] Length =
        [0, 168, 168, 168, 168, 424, 136, 104, 200, 168, 72, 168, 162, 72, 148, 160, 144, 160, 168, 312, 160, 300, 168, 160, 168, 128, 188, 96];

    public static MessageWriter Message(Random random, int type)
    {
        var message = new MessageWriter(type, random.Next(100_000_000, 1_000_000_000), Length[type]);
        for (var bit = 38; bit + 8 <= message.BitCount; bit += 8) message.Put(bit, 8, random.Next(256));
        if (type == 24) message.Put(38, 2, random.Next(2));
        if (type is 25 or 26) message.Put(38, 2, random.Next(4));
        return message;
    }

    /// <summary>Text of so many messages, their parts shuffled among others', with tag blocks, stations, noise and damage.</summary>
    public static byte[] Text(int seed, int messages, bool damage = true)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        Queue<string> later = new();
        for (var i = 0; i < messages; i++)
        {
            var sentences = Message(random, random.Next(1, 28)).ToSentences("AB12"[random.Next(4)], random.Next(10), random.Next(3) == 0 ? 20 : 60,
                random.Next(4) == 0 ? "BSVDM" : random.Next(5) == 0 ? "AIVDO" : "AIVDM");
            for (var part = 0; part < sentences.Length; part++)
            {
                var line = Dress(random, sentences[part], i, part, sentences.Length);
                if (damage && random.Next(20) == 0) line = Damage(random, line);
                if (part > 0 && random.Next(3) == 0) later.Enqueue(line);
                else if (!damage || random.Next(50) != 0) End(line);
            }
            if (later.Count > 0 && random.Next(2) == 0) End(later.Dequeue());
            if (random.Next(30) == 0) End("$GPRMC,213950.00,A,5250.53669,N,00542.34920,E,0.020,,070420,,,A*7D");
            if (random.Next(60) == 0) End("");
        }
        while (later.Count > 0) End(later.Dequeue());
        return Encoding.Latin1.GetBytes(text.ToString());

        void End(string line) => text.Append(line).Append(random.Next(3) == 0 ? "\r\n" : "\n");
    }

    private static string Dress(Random random, string sentence, int message, int part, int of)
    {
        switch (random.Next(6))
        {
            case 0: return sentence + $",r{random.Next(1000):D9},{1272412800 + message}";
            case 1:
                var block = of > 1 ? $"g:{part + 1}-{of}-{message},s:r{message % 7},c:{1272412800 + message}" : $"s:b{message % 5},c:{1272412800 + message}";
                return $"\\{block}*{Sentences.NmeaChecksum.Of(Encoding.ASCII.GetBytes(block)):X2}\\{sentence}";
            default: return sentence;
        }
    }

    private static string Damage(Random random, string line)
    {
        var letters = line.ToCharArray();
        for (var n = random.Next(1, 4); n > 0 && letters.Length > 0; n--) letters[random.Next(letters.Length)] = (char)random.Next(32, 256);
        var damaged = new string(letters);
        return random.Next(4) == 0 ? damaged[..random.Next(damaged.Length + 1)] : damaged;
    }

    public static readonly Gen<int> Seeds = Gen.Int[0, int.MaxValue - 1];
}
