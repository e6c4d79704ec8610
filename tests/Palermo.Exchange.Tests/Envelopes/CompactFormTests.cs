using System.Security.Cryptography;
using System.Text;
using Jose;
using NodaTime;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Keys;

namespace Palermo.Exchange.Tests.Envelopes;

/// <summary>Our writer of the compact forms against the library jose-jwt, both ways, and against letters that say the same in two forms.</summary>
public class CompactFormTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 25, 0, 0);
    private readonly KeyPair _sign = KeyPair.New(KeyUse.Sign, Now), _seal = KeyPair.New(KeyUse.Seal, Now);

    private static byte[] Header(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text.AsSpan(0, text.IndexOf('.', StringComparison.Ordinal)));

    private string Made(byte[] content)
    {
        using var signer = ECDsa.Create(_sign.ToParameters());
        return Encoding.ASCII.GetString(CompactForm.SignAndSeal(content, Encoding.UTF8.GetBytes($$"""{"alg":"ES256","typ":"t","kid":"{{_sign.Id}}"}"""), signer, _seal.Public, "sealed"));
    }

    [Fact]
    public void What_we_seal_the_library_opens_and_what_it_seals_we_open_at_every_length()
    {
        var draw = new Random(3);
        using var opener = ECDiffieHellman.Create(_seal.ToParameters());
        using var verifier = ECDsa.Create(_sign.Public.ToParameters());
        using var signer = ECDsa.Create(_sign.ToParameters());
        using var theirs = ECDiffieHellman.Create(_seal.Public.ToParameters());
        foreach (var length in (int[])[.. Enumerable.Range(0, 70), 1000, 4095, 4096, 100_003, 1 << 20])
        {
            var content = new byte[length];
            draw.NextBytes(content);
            var ours = Made(content);
            var signed = Encoding.ASCII.GetString(JWT.DecodeBytes(ours, opener, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM));
            Assert.Equal(content, JWT.DecodeBytes(signed, verifier, JwsAlgorithm.ES256));

            var library = JWT.EncodeBytes(Encoding.ASCII.GetBytes(JWT.EncodeBytes(content, signer, JwsAlgorithm.ES256)), theirs, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM);
            var unsealed = CompactForm.Unseal(Encoding.ASCII.GetBytes(library), Header(library), opener);
            Assert.Equal(content, CompactForm.Verified(unsealed, verifier));
        }
    }

    [Fact]
    public void No_two_envelopes_of_one_content_are_alike() => Assert.NotEqual(Made([1, 2, 3]), Made([1, 2, 3]));

    [Fact]
    public void Every_other_letter_in_any_place_breaks_the_seal_or_the_signature()
    {
        // Also the last letters of the parts, whose spare bits decode to the same bytes: one content has one form.
        var made = Made("a short content"u8.ToArray());
        using var opener = ECDiffieHellman.Create(_seal.ToParameters());
        var from = made.IndexOf('.', StringComparison.Ordinal) + 2;
        for (var at = from; at < made.Length; at++)
            foreach (var letter in "AQgw_-z")
            {
                if (made[at] is '.' || made[at] == letter) continue;
                var altered = Encoding.ASCII.GetBytes(made[..at] + letter + made[(at + 1)..]);
                Assert.ThrowsAny<CryptographicException>(() => CompactForm.Unseal(altered, Header(made), opener));
            }
        using var verifier = ECDsa.Create(_sign.Public.ToParameters());
        var signed = CompactForm.Unseal(Encoding.ASCII.GetBytes(made), Header(made), opener);
        Assert.NotNull(CompactForm.Verified(signed, verifier));
        for (var at = 0; at < signed.Length; at++)
            foreach (var letter in "AQgw_-z"u8)
            {
                if (signed[at] is (byte)'.' || signed[at] == letter) continue;
                byte[] altered = [.. signed];
                altered[at] = letter;
                byte[]? read = null;
                try { read = CompactForm.Verified(altered, verifier); }
                catch (CryptographicException) { continue; }
                Assert.Null(read);
            }
    }

    [Fact]
    public void A_key_of_another_curve_or_a_sent_key_is_refused()
    {
        var made = Made([1]);
        using var opener = ECDiffieHellman.Create(_seal.ToParameters());
        var parts = made.Split('.');
        var sent = Encoding.ASCII.GetBytes(string.Join('.', [parts[0], "QUJD", .. parts[2..]]));
        Assert.ThrowsAny<CryptographicException>(() => CompactForm.Unseal(sent, Header(made), opener));
        var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Header(made)).Replace("P-256", "P-384", StringComparison.Ordinal));
        Assert.ThrowsAny<CryptographicException>(() => CompactForm.Unseal(Encoding.ASCII.GetBytes(made), other, opener));
    }
}
