using System.Text;
using System.Text.Json;
using NodaTime;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Envelopes;

/// <summary>Against what we did not write: an envelope sealed by another library, and published values.</summary>
public class OtherLibraryTests
{
    [Fact]
    public async Task An_envelope_that_the_JavaScript_library_jose_sealed_is_opened()
    {
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(RealData.Root(), "tests", "Palermo.Exchange.Tests", "Envelopes", "sealed-by-jose.json")));
        KeyPair Pair(string name, KeyUse use)
        {
            var key = file.RootElement.GetProperty(name);
            var pair = new KeyPair(new(key.GetProperty("x").GetString()!, key.GetProperty("y").GetString()!, use), key.GetProperty("d").GetString()!, Instant.FromUtc(2026, 11, 1, 0, 0));
            Assert.Equal(key.GetProperty("thumbprint").GetString(), pair.Id); // RFC 7638, computed by jose
            return pair;
        }
        var clock = new TestClock();
        var (sign, seal) = (Pair("sign", KeyUse.Sign), Pair("seal", KeyUse.Seal));
        await using var italy = await TestNode.OpenAsync("italy", clock);
        new KeyFile(italy.Options.DataFolder, null).Write(new([KeyPair.New(KeyUse.Sign, italy.Now), seal], []));
        var identity = NodeIdentity.Open(italy.Options.DataFolder, new("italy", Words.Same("Italy"), "Italy"), clock, null);
        identity.Trust.Change(book => book.With(new Partner("niger", Words.Same("Niger"), "Niger", "NER", null, false, [new(sign.Public, italy.Now)], italy.Now, "code")));
        var opened = new EnvelopeReader(identity).Open(file.RootElement.GetProperty("envelope").GetString()!, italy.Now);
        var message = Assert.Single(opened.Envelope.Value.Messages);
        Assert.Equal(("letter/1", "boat", 1L, "1\nhello"), (message.Kind, message.Conversation, message.Number, Encoding.UTF8.GetString(message.Payload.Span)));
    }

    /// <summary>RFC 9449, 6.1: the thumbprint of its example key on P-256.</summary>
    [Fact]
    public void The_name_of_a_key_is_the_thumbprint_of_RFC_7638() =>
        Assert.Equal("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", new PublicKey("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA", KeyUse.Sign).Id);

    /// <summary>RFC 7515, A.3: a signature made elsewhere, verified by the same call that verifies envelopes.</summary>
    [Fact]
    public void The_signature_of_RFC_7515_is_verified()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(new PublicKey("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", KeyUse.Sign).ToParameters());
        var content = Jose.JWT.DecodeBytes(
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
            key, Jose.JwsAlgorithm.ES256);
        Assert.StartsWith("{\"iss\":\"joe\"", Encoding.UTF8.GetString(content));
    }
}
