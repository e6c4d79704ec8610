using System.Security.Cryptography;
using System.Text;
using Jose;
using NodaTime;
using Palermo.Exchange.Envelopes;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Envelopes;

/// <summary>Every way in which an envelope can be wrong: refused by its code, kept apart, and nothing of it stored (law 7).</summary>
public class RefusalTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private TestNode _niger = null!, _italy = null!, _france = null!;

    public async ValueTask InitializeAsync()
    {
        _niger = await TestNode.OpenAsync("niger", _clock);
        _italy = await TestNode.OpenAsync("italy", _clock);
        _france = await TestNode.OpenAsync("france", _clock);
        TestNode.Pair(_niger, _italy);
        TestNode.Pair(_italy, _france);
        TestNode.Pair(_niger, _france);
    }

    public async ValueTask DisposeAsync()
    {
        await _niger.DisposeAsync();
        await _italy.DisposeAsync();
        await _france.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static Task<Outcome<byte[]>> TakeAsync(TestNode node, string envelope) => node.Post.TakeAsync(Encoding.Latin1.GetBytes(envelope)).AsTask();

    private async Task RefusedAsync(string code, string envelope, TestNode? at = null)
    {
        var node = at ?? _italy;
        var before = (await node.Store.Exchange.QuarantineAsync(1000)).Count;
        var answer = await TakeAsync(node, envelope);
        Assert.False(answer.Done, "it was taken in");
        Assert.Equal(code, answer.Refusals[0].Code);
        Assert.Equal(0, await node.Post.Effects.RunAsync());
        Assert.Empty(await node.CameAsync());
        Assert.Equal(0, (await node.Store.Exchange.TrafficAsync()).Sum(t => t.Received));
        var apart = await node.Store.Exchange.QuarantineAsync(1000);
        Assert.Equal(before + 1, apart.Count);
        Assert.Equal(code, apart[0].Code);
    }

    [Fact]
    public async Task The_envelope_that_all_others_are_made_from_is_in_order()
    {
        Assert.True((await TakeAsync(_italy, Forgery.Make(_niger, _italy))).Done);
        Assert.Equal(1, await _italy.Post.Effects.RunAsync());
        Assert.Single(await _italy.CameAsync());
    }

    [Fact]
    public async Task Replayed_it_is_refused_and_does_nothing_twice()
    {
        var envelope = Forgery.Make(_niger, _italy);
        Assert.True((await TakeAsync(_italy, envelope)).Done);
        var again = await TakeAsync(_italy, envelope);
        Assert.Equal("exchange.replayed", again.Refusals[0].Code);
        while (await _italy.Post.Effects.RunAsync() > 0) { }
        Assert.Single(await _italy.CameAsync());
        // When its name is forgotten its life is over.
        _clock.Pass(TimeSpan.FromHours(2));
        Assert.Equal("exchange.expired", (await TakeAsync(_italy, envelope)).Refusals[0].Code);
    }

    [Fact]
    public async Task Sealed_again_with_another_name_the_same_message_is_known()
    {
        var manifest = Forgery.Manifest(_niger, _italy, Forgery.Letter());
        for (var i = 0; i < 3; i++)
            Assert.True((await TakeAsync(_italy, Forgery.Seal(Forgery.Content(manifest with { Id = Forgery.Hex() }, [Forgery.Letter()]), _niger, _italy))).Done);
        while (await _italy.Post.Effects.RunAsync() > 0) { }
        Assert.Single(await _italy.CameAsync());
    }

    [Fact]
    public async Task Altered_in_any_place_it_is_refused()
    {
        var envelope = Forgery.Make(_niger, _italy);
        var draw = new Random(5);
        for (var i = 0; i < LongForm.Rounds(40, 2000); i++)
        {
            var letters = envelope.ToCharArray();
            var at = draw.Next(letters.Length);
            // The last letter of a base64url part may hold bits that mean nothing: any other change counts.
            if (letters[at] == '.' || at + 1 == letters.Length || letters[at + 1] == '.') continue;
            letters[at] = letters[at] == 'A' ? 'B' : 'A';
            Assert.False((await TakeAsync(_italy, new(letters))).Done, $"altered at {at}");
        }
        Assert.Equal(0, (await _italy.Store.Exchange.TrafficAsync()).Sum(t => t.Received));
    }

    [Fact]
    public async Task Altered_within_the_seal_by_somebody_who_holds_the_recipient_s_key()
    {
        var signed = Forgery.Unwrap(Forgery.Make(_niger, _italy), _italy).Split('.');
        var content = System.Buffers.Text.Base64Url.DecodeFromChars(signed[1]);
        content[^1] ^= 1;
        await RefusedAsync("exchange.bad-signature", Forgery.Wrap($"{signed[0]}.{System.Buffers.Text.Base64Url.EncodeToString(content)}.{signed[2]}", _italy.Identity.Card().Seal));
    }

    [Fact]
    public async Task Re_addressed_by_its_recipient_it_is_refused_elsewhere()
    {
        var signed = Forgery.Unwrap(Forgery.Make(_niger, _italy), _italy);
        await RefusedAsync("exchange.readdressed", Forgery.Wrap(signed, _france.Identity.Card().Seal), _france);
    }

    [Fact]
    public async Task Sealed_for_another_it_cannot_be_opened() => await RefusedAsync("exchange.wrong-recipient", Forgery.Make(_niger, _france));

    [Fact]
    public async Task Sealed_for_another_under_this_node_s_key_name_it_does_not_open() =>
        await RefusedAsync("exchange.altered", Forgery.Wrap(Forgery.Unwrap(Forgery.Make(_niger, _italy), _italy), _france.Identity.Card().Seal, kid: _italy.Identity.Card().Seal.Id));

    [Fact]
    public async Task Oversized_it_is_refused_at_every_level()
    {
        await RefusedAsync("exchange.too-large", new string('A', EnvelopeLimits.Sealed + 1));
        await RefusedAsync("exchange.too-large", Forgery.Make(_niger, _italy, payloads: [new byte[EnvelopeLimits.Payload + 1]]));
        await RefusedAsync("exchange.too-large", Forgery.Make(_niger, _italy, payloads: [.. Enumerable.Range(0, EnvelopeLimits.Messages + 1).Select(_ => Array.Empty<byte>())]));
        await RefusedAsync("exchange.too-large", Forgery.Make(_niger, _italy, m => m with { Asks = [.. Enumerable.Range(0, EnvelopeLimits.Asks + 1).Select(_ => Forgery.Hex())] }));
        await RefusedAsync("exchange.malformed", Forgery.Make(_niger, _italy, m => m with { Asks = [.. Enumerable.Range(0, 8000).Select(_ => Forgery.Hex())] })); // a list of 280 kB
    }

    [Fact]
    public async Task Expired_or_from_the_future_it_is_refused()
    {
        await RefusedAsync("exchange.expired", Forgery.Make(_niger, _italy, m => m with { Sent = _niger.Now - Duration.FromHours(3), Expires = _niger.Now }));
        await RefusedAsync("exchange.from-the-future", Forgery.Make(_niger, _italy, m => m with { Sent = _niger.Now + Duration.FromMinutes(6) }));
        await RefusedAsync("exchange.malformed", Forgery.Make(_niger, _italy, m => m with { Expires = m.Sent + Duration.FromDays(400) }));
        await RefusedAsync("exchange.expired", Forgery.Make(_niger, _italy, m => m with { Expires = m.Sent - Duration.FromDays(1) }));
        // Clocks may differ a little.
        Assert.True((await TakeAsync(_italy, Forgery.Make(_niger, _italy, m => m with { Sent = _niger.Now + Duration.FromMinutes(4) }))).Done);
    }

    [Fact]
    public async Task Signed_by_somebody_else_under_the_partner_s_key_name()
    {
        var content = Forgery.Content(Forgery.Manifest(_niger, _italy, Forgery.Letter()), [Forgery.Letter()]);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await RefusedAsync("exchange.bad-signature", Forgery.Wrap(Forgery.Sign(content, other, JwsAlgorithm.ES256, _niger.Identity.Card().Sign.Id), _italy.Identity.Card().Seal));
    }

    [Fact]
    public async Task Signed_by_a_node_that_is_no_partner()
    {
        await using var stranger = await TestNode.OpenAsync("stranger", _clock);
        await RefusedAsync("exchange.unknown-sender", Forgery.Make(stranger, _italy));
    }

    [Fact]
    public async Task A_partner_does_not_speak_for_another() => await RefusedAsync("exchange.wrong-sender", Forgery.Make(_france, _italy, m => m with { From = "niger" }));

    [Fact]
    public async Task With_no_signature_or_a_weaker_one()
    {
        var content = Forgery.Content(Forgery.Manifest(_niger, _italy, Forgery.Letter()), [Forgery.Letter()]);
        var (niger, seal) = (_niger.Identity.Card(), _italy.Identity.Card().Seal);
        await RefusedAsync("exchange.malformed", Forgery.Wrap(JWT.EncodeBytes(content, null, JwsAlgorithm.none, new Dictionary<string, object> { ["typ"] = "palermo-envelope", ["kid"] = niger.Sign.Id }), seal));
        // The public key, known to all, used as a shared secret.
        await RefusedAsync("exchange.malformed", Forgery.Wrap(Forgery.Sign(content, System.Buffers.Text.Base64Url.DecodeFromChars(niger.Sign.X), JwsAlgorithm.HS256, niger.Sign.Id), seal));
        // A statement of another sort, signed by the right key.
        using var key = ECDsa.Create(_niger.Identity.Keys.Current(KeyUse.Sign).ToParameters());
        await RefusedAsync("exchange.malformed", Forgery.Wrap(Forgery.Sign(content, key, JwsAlgorithm.ES256, niger.Sign.Id, "palermo-statement+recall-proof"), seal));
        await RefusedAsync("exchange.malformed", Forgery.Wrap(Forgery.Sign(content, key, JwsAlgorithm.ES256, niger.Sign.Id, more: h => h["crit"] = new[] { "exp" }), seal));
    }

    [Fact]
    public async Task Compressed_it_is_not_opened_whatever_is_in_it()
    {
        var bomb = new string('A', 3 << 20);
        await RefusedAsync("exchange.compressed", Forgery.Wrap(bomb, _italy.Identity.Card().Seal, compression: JweCompression.DEF));
    }

    [Fact]
    public async Task Sealed_in_another_way_or_with_unknown_members_it_is_refused()
    {
        var (signed, seal) = (Forgery.Unwrap(Forgery.Make(_niger, _italy), _italy), _italy.Identity.Card().Seal);
        await RefusedAsync("exchange.malformed", Forgery.Wrap(signed, seal, JweEncryption.A128GCM));
        await RefusedAsync("exchange.malformed", Forgery.Wrap(signed, seal, JweEncryption.A256CBC_HS512));
        await RefusedAsync("exchange.malformed", Forgery.Wrap(signed, seal, algorithm: JweAlgorithm.ECDH_ES_A256KW));
        await RefusedAsync("exchange.malformed", Forgery.Wrap(signed, seal, more: h => h["apu"] = "QQ"));
    }

    [Fact]
    public async Task A_point_that_is_not_on_the_curve_is_refused()
    {
        // The invalid-curve attack: a false ephemeral point would draw the private key out bit by bit.
        var parts = Forgery.Make(_niger, _italy).Split('.');
        var header = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]));
        var x = header[(header.IndexOf("\"x\":\"", StringComparison.Ordinal) + 5)..][..43];
        foreach (var wrong in (string[])["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE", "", "____________________________________________"])
            await RefusedAsync("exchange.altered", string.Join('.', (string[])[System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.Replace(x, wrong, StringComparison.Ordinal))), .. parts[1..]]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("....")]
    [InlineData("e30....")]
    [InlineData("bnVsbA.A.A.A.A")]
    [InlineData("a b.c.d.e.f")]
    public async Task What_is_no_envelope_is_refused(string text) => await RefusedAsync("exchange.malformed", text);

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"v\":1}")]
    [InlineData("{\"v\":1,\"v\":1,\"id\":\"00112233445566778899aabbccddeeff\",\"from\":\"niger\",\"to\":\"italy\",\"seq\":1,\"sent\":\"2026-11-24T08:59:00Z\",\"expires\":\"2026-11-25T09:00:00Z\",\"messages\":[],\"receipts\":[],\"asks\":[],\"parts\":[],\"have\":[]}")]
    [InlineData("{\"v\":1,\"more\":2,\"id\":\"00112233445566778899aabbccddeeff\",\"from\":\"niger\",\"to\":\"italy\",\"seq\":1,\"sent\":\"2026-11-24T08:59:00Z\",\"expires\":\"2026-11-25T09:00:00Z\",\"messages\":[],\"receipts\":[],\"asks\":[],\"parts\":[],\"have\":[]}")]
    [InlineData("{\"v\":1,\"id\":\"00112233445566778899aabbccddeeff\",\"from\":\"niger\",\"to\":\"italy\",\"seq\":1,\"sent\":\"2026-11-24T08:59:00Z\",\"expires\":\"2026-11-25T09:00:00Z\",\"messages\":[null],\"receipts\":[],\"asks\":[],\"parts\":[],\"have\":[]}")]
    [InlineData("{\"v\":1,\"id\":\"xyz\",\"from\":\"niger\",\"to\":\"italy\",\"seq\":1,\"sent\":\"2026-11-24T08:59:00Z\",\"expires\":\"2026-11-25T09:00:00Z\",\"messages\":[],\"receipts\":[],\"asks\":[],\"parts\":[],\"have\":[]}")]
    public async Task A_list_that_is_no_JSON_of_the_right_form_is_refused(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        await RefusedAsync("exchange.malformed", Forgery.Seal([0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes], _niger, _italy));
    }

    [Fact]
    public async Task Lengths_that_lie_are_refused()
    {
        await RefusedAsync("exchange.malformed", Forgery.Seal([], _niger, _italy));
        await RefusedAsync("exchange.malformed", Forgery.Seal([0x7f, 0xff, 0xff, 0xff, 1, 2], _niger, _italy));
        await RefusedAsync("exchange.malformed", Forgery.Seal([0xff, 0xff, 0xff, 0xff, 1, 2], _niger, _italy));
        var manifest = Forgery.Manifest(_niger, _italy, Forgery.Letter());
        await RefusedAsync("exchange.malformed", Forgery.Seal([.. Forgery.Content(manifest, [Forgery.Letter()]), 1], _niger, _italy)); // something behind the last message
        await RefusedAsync("exchange.malformed", Forgery.Seal(Forgery.Content(manifest, [Forgery.Letter()])[..^1], _niger, _italy));
        var two = Forgery.Manifest(_niger, _italy, Forgery.Letter(), []);
        await RefusedAsync("exchange.malformed", Forgery.Seal(Forgery.Content(two with { Messages = [two.Messages[0] with { Length = two.Messages[0].Length + 1 }, two.Messages[1] with { Length = -1 }] }, [Forgery.Letter()]), _niger, _italy));
    }

    [Theory]
    [InlineData("kind", "Letter/1")]
    [InlineData("kind", "letter")]
    [InlineData("kind", "letter/0")]
    [InlineData("conversation", "")]
    [InlineData("conversation", "a\u0000b")]
    [InlineData("id", "ZZ")]
    [InlineData("number", "0")]
    [InlineData("twice", "")]
    public async Task A_message_of_the_wrong_form_is_refused_with_its_envelope(string what, string value) =>
        await RefusedAsync("exchange.malformed", Forgery.Make(_niger, _italy, m => m with
        {
            Messages = what switch
            {
                "kind" => [m.Messages[0] with { Kind = value }],
                "conversation" => [m.Messages[0] with { Conversation = value }],
                "id" => [m.Messages[0] with { Id = value }],
                "number" => [m.Messages[0] with { Number = 0 }],
                _ => [m.Messages[0], m.Messages[0] with { Number = 2, Length = 0 }],
            },
        }));

    [Fact]
    public async Task A_newer_format_is_refused_by_its_own_code() => await RefusedAsync("exchange.newer-version", Forgery.Make(_niger, _italy, m => m with { V = 2 }));

    [Fact]
    public async Task A_code_that_could_carry_words_is_refused() =>
        await RefusedAsync("exchange.malformed", Forgery.Make(_niger, _italy, m => m with { Receipts = [new(Forgery.Hex(), MessageState.Refused, "Balde is a refugee")] }));

    [Fact]
    public async Task Signed_with_a_revoked_key_whatever_date_it_bears()
    {
        var old = Forgery.Make(_niger, _italy); // made before anybody revoked anything
        var stolen = _niger.Identity.Keys.Current(KeyUse.Sign);
        var statement = _niger.Identity.Revoke(stolen.Id, "laptop stolen").Value;
        Assert.True(_italy.Identity.Trust.Change(book => TrustRules.Take(book, statement, _italy.Now)).Done);
        _clock.Pass(TimeSpan.FromMinutes(1));
        await RefusedAsync("exchange.revoked-key", old);
        // The new key is nobody's until two people compared it: the thief could name one too.
        await RefusedAsync("exchange.unknown-sender", Forgery.Make(_niger, _italy));
        TestNode.Pair(_niger, _italy);
        Assert.True((await TakeAsync(_italy, Forgery.Make(_niger, _italy))).Done);
    }

    [Fact]
    public async Task A_partner_s_number_that_another_message_holds_pushes_nothing_out()
    {
        var first = Forgery.Manifest(_niger, _italy, Forgery.Letter("first"));
        Assert.True((await TakeAsync(_italy, Forgery.Seal(Forgery.Content(first, [Forgery.Letter("first")]), _niger, _italy))).Done);
        var second = first with { Id = Forgery.Hex(), Messages = [first.Messages[0] with { Id = Forgery.Hex(), Length = Forgery.Letter("second").Length }] };
        Assert.True((await TakeAsync(_italy, Forgery.Seal(Forgery.Content(second, [Forgery.Letter("second")]), _niger, _italy))).Done);
        while (await _italy.Post.Effects.RunAsync() > 0) { }
        Assert.Equal("first", Assert.Single(await _italy.CameAsync()).Text);
    }

    [Fact]
    public async Task Rubbish_without_end_fills_no_disk()
    {
        for (var i = 0; i < 1100; i++) await _italy.Store.Exchange.KeepApartAsync(_italy.Reader, null, "exchange.malformed", "rubbish", new byte[100]);
        Assert.Equal(1024, (await _italy.Store.Exchange.QuarantineAsync(5000)).Count);
    }
}
