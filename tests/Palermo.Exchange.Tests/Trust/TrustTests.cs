using NodaTime;
using Palermo.Exchange.Keys;
using Palermo.Exchange.Trust;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Trust;

public class TrustTests
{
    private readonly TestClock _clock = new();
    private Instant Now => Instant.FromDateTimeOffset(_clock.Now);

    private static (KeyPair Sign, KeyPair Seal) Keys(Instant now) => (KeyPair.New(KeyUse.Sign, now), KeyPair.New(KeyUse.Seal, now));
    private NodeCard Card(string name, (KeyPair Sign, KeyPair Seal) keys) => new(name, Words.Same(name), name, keys.Sign.Public, keys.Seal.Public, Now);

    [Fact]
    public void Two_people_who_read_the_codes_to_each_other_pair_their_nodes_and_nobody_in_between_does()
    {
        var italy = Keys(Now);
        var card = Card("italy", italy);
        var signed = card.Signed(italy.Sign);
        Assert.Matches("^[A-HJ-NP-Z]{4}-[A-HJ-NP-Z]{4}-[A-HJ-NP-Z]{4}$", card.Code());
        Assert.True(TrustRules.Pair(TrustBook.Empty, "niger", signed, card.Code().ToLowerInvariant().Replace('-', ' '), false, Now).Done);
        Assert.Equal("trust.code", TrustRules.Pair(TrustBook.Empty, "niger", signed, "AAAA-BBBB-CCCC", false, Now).Refusals[0].Code);
        // Somebody in between gives a card of his own under the partner's name: his code is another.
        var impostor = Keys(Now);
        var false1 = Card("italy", impostor);
        Assert.NotEqual(card.Code(), false1.Code());
        Assert.Equal("trust.code", TrustRules.Pair(TrustBook.Empty, "niger", false1.Signed(impostor.Sign), card.Code(), false, Now).Refusals[0].Code);
        // The partner's signing key with an opening key of his own: the card is not signed by its holder.
        var mixed = card with { Seal = impostor.Seal.Public };
        Assert.Equal("exchange.bad-signature", NodeCard.Read(mixed.Signed(impostor.Sign)).Refusals[0].Code);
        // One half hangs on both keys and on the name.
        Assert.NotEqual(card.Code(), mixed.Code());
        Assert.NotEqual(card.Code(), (card with { Node = "malta" }).Code());
        Assert.Equal("trust.self", TrustRules.Pair(TrustBook.Empty, "italy", signed, card.Code(), false, Now).Refusals[0].Code);
    }

    [Fact]
    public async Task Rotation_travels_with_the_next_envelope_and_the_old_keys_go_on_to_their_end()
    {
        await using var niger = await TestNode.OpenAsync("niger", _clock);
        await using var italy = await TestNode.OpenAsync("italy", _clock);
        TestNode.Pair(niger, italy);
        var old = niger.Identity.Card();
        await italy.WriteAsync("niger", "to-the-old-key", 1);
        niger.Identity.Rotate();
        niger.Identity.Rotate(); // twice before the partner hears of it
        await niger.WriteAsync("italy", "boat", 1);
        await TestNode.SettleAsync(italy, niger);
        await TestNode.SettleAsync(italy, niger);
        Assert.Single(await italy.CameAsync());
        Assert.Single(await niger.CameAsync());
        var known = italy.Identity.Trust.Book.Find("niger")!;
        Assert.Equal(niger.Identity.Card().Seal.Id, known.Current(KeyUse.Seal, Now)!.Public.Id);
        Assert.Equal(niger.Identity.Card().Sign.Id, known.Current(KeyUse.Sign, Now)!.Public.Id);
        Assert.NotNull(niger.Identity.Keys.Find(old.Seal.Id, KeyUse.Seal, Now));
        _clock.Pass(TimeSpan.FromDays(61));
        Assert.Null(niger.Identity.Keys.Find(old.Seal.Id, KeyUse.Seal, Now));
        await italy.WriteAsync("niger", "later", 2);
        await TestNode.SettleAsync(italy, niger);
        Assert.Equal(2, (await niger.CameAsync()).Count);
    }

    [Fact]
    public void A_rotation_is_believed_only_when_the_partner_s_good_key_signed_it()
    {
        var (first, second, thief) = (Keys(Now), Keys(Now), Keys(Now));
        var book = TrustRules.Pair(TrustBook.Empty, "niger", Card("italy", first).Signed(first.Sign), Card("italy", first).Code(), false, Now).Value;
        string Rotating(KeyPair by, (KeyPair Sign, KeyPair Seal) to, string node = "italy") => new Rotation(node, Now, Card(node, to).Signed(to.Sign)).Signed(by);
        Assert.Equal("exchange.unknown-sender", TrustRules.Take(book, Rotating(thief.Sign, thief), Now).Refusals[0].Code);
        Assert.Equal("exchange.malformed", TrustRules.Take(book, Rotating(first.Sign, second, "malta"), Now).Refusals[0].Code);
        var after = TrustRules.Take(book, Rotating(first.Sign, second), Now).Value;
        Assert.Equal(second.Sign.Id, after.Find("italy")!.Current(KeyUse.Sign, Now)!.Public.Id);
        Assert.Same(after, TrustRules.Take(after, Rotating(first.Sign, second), Now).Value); // again, and nothing is new
        // The new card must be signed by the new key: nobody takes a key that he does not hold.
        Assert.False(TrustRules.Take(book, new Rotation("italy", Now, Card("italy", second).Signed(thief.Sign)).Signed(first.Sign), Now).Done);
        // After a revocation the stolen key rotates nothing.
        var revoked = TrustRules.Take(book, new Revocation("italy", first.Sign.Id, Now, "stolen").Signed(first.Sign), Now).Value;
        Assert.Equal("exchange.revoked-key", TrustRules.Take(revoked, Rotating(first.Sign, thief), Now).Refusals[0].Code);
        // Nor does a stolen old key end the new one.
        Assert.Equal("exchange.malformed", TrustRules.Take(after, new Revocation("italy", second.Sign.Id, Now, "mischief").Signed(first.Sign), Now).Refusals[0].Code);
        // An old card with a revoked key pairs no more.
        Assert.Equal("trust.revoked", TrustRules.Pair(revoked, "niger", Card("italy", first).Signed(first.Sign), Card("italy", first).Code(), false, Now).Refusals[0].Code);
    }

    [Fact]
    public void A_directory_is_believed_when_its_authority_signed_it_and_an_old_edition_never_again()
    {
        var (hub, italy, malta, thief) = (Keys(Now), Keys(Now), Keys(Now), Keys(Now));
        var book = TrustRules.Pair(TrustBook.Empty, "niger", Card("romalyon", hub).Signed(hub.Sign), Card("romalyon", hub).Code(), false, Now).Value;
        DirectoryEntry Entry(string name, (KeyPair Sign, KeyPair Seal) keys, int days = 30) => new(Card(name, keys).Signed(keys.Sign), Now.InUtc().Date, Now.InUtc().Date.PlusDays(days));
        string Edition(long sequence, KeyPair by, Revocation[]? revoked = null, params DirectoryEntry[] nodes) => new FederationDirectory("romalyon", sequence, Now, nodes, revoked ?? []).Signed(by);
        Outcome<TrustBook> Accept(TrustBook from, string edition) => TrustRules.Accept(from, "niger", edition, hub.Sign.Public, false, Now);

        Assert.Equal("exchange.bad-signature", Accept(book, Edition(1, thief.Sign, null, Entry("italy", italy))).Refusals[0].Code);
        var first = Accept(book, Edition(1, hub.Sign, null, Entry("italy", italy), Entry("malta", malta))).Value;
        Assert.Equal(["italy", "malta", "romalyon"], first.Partners.Select(p => p.Name));
        Assert.True(first.Find("italy")!.IsMember(Now));
        Assert.False(first.Find("italy")!.IsMember(Now + Duration.FromDays(31)));
        Assert.Equal("trust.old-directory", Accept(first, Edition(1, hub.Sign, null, Entry("italy", italy))).Refusals[0].Code);
        var second = Accept(first, Edition(2, hub.Sign, [new("italy", italy.Sign.Id, Now, "stolen")], Entry("italy", italy))).Value;
        Assert.Null(second.Find("malta")); // no longer listed
        Assert.Null(second.Find("italy")!.Current(KeyUse.Sign, Now)); // its key is revoked
        Assert.Equal("trust.old-directory", Accept(second, Edition(1, hub.Sign, null, Entry("malta", malta))).Refusals[0].Code);
        // A card that its node did not sign is not taken over.
        Assert.False(Accept(book, Edition(1, hub.Sign, null, new DirectoryEntry(Card("italy", italy).Signed(thief.Sign), Now.InUtc().Date, Now.InUtc().Date.PlusDays(1)))).Done);
        // What two people compared is not overruled by a list.
        Assert.Equal(hub.Sign.Id, Accept(book, Edition(1, hub.Sign, null, Entry("romalyon", thief))).Value.Find("romalyon")!.Current(KeyUse.Sign, Now)!.Public.Id);
    }

    [Fact]
    public void The_key_file_is_its_owner_s_alone_and_opens_with_its_passphrase()
    {
        var folder = Path.Combine(TestNode.Scratch, Path.GetRandomFileName());
        try
        {
            var open = new KeyFile(folder, null);
            var keys = open.ReadOrCreate(Now);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(open.FilePath));
                File.SetUnixFileMode(open.FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
                Assert.Contains("chmod 600", Assert.Throws<KeyProblem>(open.Read).Message);
            }
            File.Delete(open.FilePath);
            var wrapped = new KeyFile(folder, "a long passphrase");
            wrapped.Write(keys);
            Assert.DoesNotContain(keys.Pairs[0].Secret, File.ReadAllText(wrapped.FilePath));
            Assert.Equal(keys.Pairs[0], wrapped.Read().Pairs[0]);
            Assert.Contains("another one", Assert.Throws<KeyProblem>(new KeyFile(folder, "a wrong passphrase").Read).Message);
            Assert.Contains("PALERMO_KEY_PASSPHRASE", Assert.Throws<KeyProblem>(open.Read).Message);
            File.WriteAllText(wrapped.FilePath, "{ \"version\": ");
            Assert.Contains("damaged", Assert.Throws<KeyProblem>(wrapped.Read).Message);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public async Task A_statement_is_a_node_s_own_and_of_its_sort()
    {
        await using var niger = await TestNode.OpenAsync("niger", _clock);
        await using var italy = await TestNode.OpenAsync("italy", _clock);
        TestNode.Pair(niger, italy);
        var jws = italy.Identity.Sign("recall-proof", "erased"u8);
        var (statement, at) = niger.Identity.Verify("italy", "recall-proof", jws).Value;
        Assert.Equal("erased"u8.ToArray(), statement);
        Assert.Equal(Now, at);
        Assert.Equal("exchange.malformed", niger.Identity.Verify("italy", "other", jws).Refusals[0].Code);
        Assert.False(niger.Identity.Verify("niger", "recall-proof", jws).Done);
        var letters = jws.ToCharArray();
        letters[jws.LastIndexOf('.') - 2] ^= (char)1;
        Assert.False(niger.Identity.Verify("italy", "recall-proof", new(letters)).Done);
    }
}
