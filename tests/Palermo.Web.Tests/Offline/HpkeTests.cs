using System.Security.Cryptography;
using Palermo.Web.Offline;

namespace Palermo.Web.Tests.Offline;

public class HpkeTests
{
    // RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0.
    private const string Info = "4f6465206f6e2061204772656369616e2055726e";
    private const string SkR = "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2";
    private const string PkR = "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0";
    private const string SkE = "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb";
    private const string Enc = "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4";
    private const string Plain = "4265617574792069732074727574682c20747275746820626561757479";
    private const string Aad = "436f756e742d30";
    private const string Sealed = "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434";

    private static byte[] Hex(string hex) => Convert.FromHexString(hex);

    private static ECDiffieHellman Key(string d, string point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, D = Hex(d), Q = new() { X = Hex(point)[1..33], Y = Hex(point)[33..] },
    });

    [Fact]
    public void The_message_of_RFC_9180_opens()
    {
        using var key = Key(SkR, PkR);
        Assert.Equal(Plain, Convert.ToHexStringLower(Hpke.Open(key, Hex(Enc), Hex(Info), Hex(Aad), Hex(Sealed))!));
        Assert.Equal(PkR, Convert.ToHexStringLower(Hpke.PublicKey(key)));
    }

    [Fact]
    public void The_sealer_of_the_tests_makes_the_message_of_RFC_9180()
    {
        var (enc, data) = Sealer.Seal(Hex(PkR), Hex(Info), Hex(Aad), Hex(Plain), Key(SkE, Enc));
        Assert.Equal((Enc, Sealed), (Convert.ToHexStringLower(enc), Convert.ToHexStringLower(data)));
    }

    [Fact]
    public void Nothing_altered_opens()
    {
        using var key = Key(SkR, PkR);
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Assert.Null(Hpke.Open(other, Hex(Enc), Hex(Info), Hex(Aad), Hex(Sealed)));
        Assert.Null(Hpke.Open(key, Hex(Enc), Hex(Info), Hex("00"), Hex(Sealed)));
        Assert.Null(Hpke.Open(key, Hex(Enc), Hex("00"), Hex(Aad), Hex(Sealed)));
        var message = Hex(Sealed);
        for (var i = 0; i < message.Length * 8; i++)
        {
            message[i / 8] ^= (byte)(1 << i % 8);
            Assert.Null(Hpke.Open(key, Hex(Enc), Hex(Info), Hex(Aad), message));
            message[i / 8] ^= (byte)(1 << i % 8);
        }
        var point = Hex(Enc);
        for (var i = 0; i < point.Length * 8; i++)
        {
            // Most of these are off the curve: a static private key must never meet one.
            point[i / 8] ^= (byte)(1 << i % 8);
            Assert.Null(Hpke.Open(key, point, Hex(Info), Hex(Aad), Hex(Sealed)));
            point[i / 8] ^= (byte)(1 << i % 8);
        }
        for (var length = 0; length < 40; length++) Assert.Null(Hpke.Open(key, Hex(Enc), Hex(Info), Hex(Aad), message.AsSpan(0, length)));
        Assert.Null(Hpke.Open(key, new byte[65], Hex(Info), Hex(Aad), message));
        Assert.Null(Hpke.Open(key, [], Hex(Info), Hex(Aad), message));
    }

    [Fact]
    public void Whatever_length_a_message_has_it_opens_as_it_was()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var random = new Random(9180);
        foreach (var length in (int[])[0, 1, 15, 16, 17, 1000, 70_000])
        {
            var plain = new byte[length];
            random.NextBytes(plain);
            var (enc, data) = Sealer.Seal(Hpke.PublicKey(key), [1, 2], [3], plain);
            Assert.Equal(plain, Hpke.Open(key, enc, [1, 2], [3], data));
        }
    }
}
