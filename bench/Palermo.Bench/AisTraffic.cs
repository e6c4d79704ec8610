using System.Text;
using Palermo.Analysis.Ais.Messages;

namespace Palermo.Bench;

/// <summary>
/// Made-up traffic as in section f of the workloads: 500 vessels in 33 to 38 N, 11 to 18 E on a random walk, seed 7;
/// 80 % type 1, 10 % type 18, 5 % type 5 in two lines, 5 % type 24 A.
/// </summary>
internal static class AisTraffic
{
    public const int Vessels = 500;

    public static byte[] Make(int lines, int seed = 7)
    {
        var random = new Random(seed);
        var lat = new double[Vessels];
        var lon = new double[Vessels];
        var course = new double[Vessels];
        for (var i = 0; i < Vessels; i++)
        {
            lat[i] = 33 + 5 * random.NextDouble();
            lon[i] = 11 + 7 * random.NextDouble();
            course[i] = 360 * random.NextDouble();
        }
        var text = new StringBuilder(lines * 50);
        var written = 0;
        var sequence = 0;
        while (written < lines)
        {
            var vessel = random.Next(Vessels);
            var mmsi = 200_000_000 + vessel * 997;
            var channel = random.Next(2) == 0 ? 'A' : 'B';
            course[vessel] = (course[vessel] + 360 + 10 * (random.NextDouble() - 0.5)) % 360;
            var knots = 20 * random.NextDouble();
            lat[vessel] = Math.Clamp(lat[vessel] + knots / 21600 * Math.Cos(course[vessel] * Math.PI / 180), 33, 38);
            lon[vessel] = Math.Clamp(lon[vessel] + knots / 21600 * Math.Sin(course[vessel] * Math.PI / 180), 11, 18);
            var draw = random.NextDouble();
            var message = draw < 0.80 ? ClassA() : draw < 0.90 ? ClassB() : draw < 0.95 && written + 1 < lines ? Voyage() : Name();
            foreach (var sentence in message.ToSentences(channel, sequence)) text.Append(sentence).Append('\n');
            if (message.BitCount > 360)
            {
                sequence = (sequence + 1) % 10;
                written++;
            }
            written++;

            MessageWriter ClassA() => new MessageWriter(1, mmsi, 168).Put(38, 4, random.Next(9)).Put(42, 8, random.Next(-20, 21))
                .Put(50, 10, (long)(knots * 10)).Put(60, 1, random.Next(2)).Put(61, 28, (long)(lon[vessel] * 600_000)).Put(89, 27, (long)(lat[vessel] * 600_000))
                .Put(116, 12, (long)(course[vessel] * 10)).Put(128, 9, (long)course[vessel]).Put(137, 6, random.Next(60)).Put(148, 1, 0).Put(149, 19, random.Next(1 << 19));
            MessageWriter ClassB() => new MessageWriter(18, mmsi, 168)
                .Put(46, 10, (long)(knots * 10)).Put(56, 1, random.Next(2)).Put(57, 28, (long)(lon[vessel] * 600_000)).Put(85, 27, (long)(lat[vessel] * 600_000))
                .Put(112, 12, (long)(course[vessel] * 10)).Put(124, 9, 511).Put(133, 6, random.Next(60)).Put(141, 1, 1).Put(148, 20, random.Next(1 << 20));
            MessageWriter Voyage() => new MessageWriter(5, mmsi, 424).Put(40, 30, 9_000_000 + vessel).Text(70, 7, $"C{vessel:D5}")
                .Text(112, 20, $"VESSEL NUMBER {vessel}").Put(232, 8, 70).Put(240, 9, 100).Put(249, 9, 20).Put(258, 6, 10).Put(264, 6, 12).Put(270, 4, 1)
                .Put(274, 4, 5).Put(278, 5, 15).Put(283, 5, 14).Put(294, 8, 55).Text(302, 20, "LAMPEDUSA");
            MessageWriter Name() => new MessageWriter(24, mmsi, 160).Text(40, 20, $"SMALL CRAFT {vessel}");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
