using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class AuditHeadTests
{
    /// <summary>A node's signature by a key of the test's own: type and statement under ECDSA.</summary>
    private sealed class Signer : INodeIdentity
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        public string Node => StoreUnderTest.Node;
        public IReadOnlyList<PartnerNode> Partners => [];

        public string Sign(string type, ReadOnlySpan<byte> statement) =>
            Convert.ToBase64String(statement) + "." + Convert.ToBase64String(_key.SignData((byte[])[.. Encoding.UTF8.GetBytes(type), .. statement], HashAlgorithmName.SHA256));

        public Outcome<(byte[] Statement, Instant SignedAt)> Verify(string node, string type, string jws)
        {
            var parts = jws.Split('.');
            var statement = Convert.FromBase64String(parts[0]);
            if (!_key.VerifyData((byte[])[.. Encoding.UTF8.GetBytes(type), .. statement], Convert.FromBase64String(parts[1]), HashAlgorithmName.SHA256)) return new Refusal("exchange.signature", "The signature is wrong.");
            return (statement, default(Instant));
        }
    }

    private static async Task<AuditVerdict> VerifyAsync(StoreUnderTest test) => await test.Store.Audit.VerifyAsync(Compartment.General);

    private static async Task<(StoreUnderTest Test, Signer Signer, SignedHead Head)> FilledAsync(Backend backend)
    {
        var test = await OpenAsync(backend);
        var signer = new Signer();
        test.Store.Identity = signer;
        for (var i = 0; i < 10; i++) await test.AddAsync(BulkTests.Body(i));
        var head = await test.Store.SignHeadAsync(Overseer, Compartment.General, signer);
        await test.Records.ListAsync(Analyst, new());
        return (test, signer, head);
    }

    [Theory, OnEachDatabase]
    public async Task The_log_is_pruned_to_a_signed_head_after_five_years_and_the_rest_still_holds(Backend backend)
    {
        var (test, signer, head) = await FilledAsync(backend);
        await using var _ = test;
        var before = await VerifyAsync(test);
        test.Clock.Pass(TimeSpan.FromDays(5 * 365));
        Assert.Equal("audit.retention", Assert.Single((await test.Store.PruneAuditAsync(Overseer, head.Hash[..8], signer)).Refusals).Code);
        test.Clock.Pass(TimeSpan.FromDays(3));
        await test.Records.ListAsync(Analyst, new());
        var pruned = (await test.Store.PruneAuditAsync(Overseer, head.Hash[..8], signer)).Value;
        Assert.Equal(new(head.Sequence, head.Sequence), pruned);
        await test.ReopenAsync();
        test.Store.Identity = signer;
        var after = await VerifyAsync(test);
        Assert.Null(after.Fault);
        Assert.InRange(after.Entries, 1, before.Entries - 1);
        var entries = (await test.Store.Audit.ListAsync(Overseer)).Value;
        Assert.All(entries, e => Assert.True(e.Sequence > head.Sequence));
        Assert.Contains(entries, e => e.Action == "audit-prune");
        // Those before are gone for whoever asks about a record, the record is not.
        var old = (await test.Records.ListAsync(Analyst, new(Text: "\"person 3\""))).Rows[0].Id;
        Assert.DoesNotContain(await test.Store.Audit.AboutAsync(Overseer, old.ToString()), e => e.Action == "create");
        var check = await test.Store.CheckAsync();
        Assert.True(check.Sound, string.Join('\n', check.Faults));
        await test.Records.ListAsync(Analyst, new());
        Assert.Null((await VerifyAsync(test)).Fault);
    }

    [Theory, OnEachDatabase]
    public async Task A_pruned_log_that_somebody_cut_further_or_began_elsewhere_is_found_out(Backend backend)
    {
        foreach (var sql in (string[])
        [
            "DELETE FROM audit WHERE aseq = (SELECT min(aseq) FROM audit)",
            "UPDATE audit_base SET aseq = aseq + 1, hash = (SELECT hash FROM audit ORDER BY aseq LIMIT 1); DELETE FROM audit WHERE aseq = (SELECT min(aseq) FROM audit)",
            "UPDATE audit_base SET hash = (SELECT hash FROM audit ORDER BY aseq DESC LIMIT 1)",
            "DELETE FROM audit_base",
        ])
        {
            var (test, signer, head) = await FilledAsync(backend);
            await using var _ = test;
            test.Clock.Pass(TimeSpan.FromDays(6 * 365));
            await test.Records.ListAsync(Analyst, new());
            Assert.True((await test.Store.PruneAuditAsync(Overseer, $"{head.Sequence}", signer)).Done);
            await test.ReopenAsync();
            test.Store.Identity = signer;
            Assert.Null((await VerifyAsync(test)).Fault);
            await AuditTests.TamperAsync(test, sql);
            Assert.NotNull((await VerifyAsync(test)).Fault);
        }
    }

    [Theory, OnEachDatabase]
    public async Task Only_who_oversees_prunes_and_only_to_a_head_that_this_node_signed_in_a_chain_that_holds(Backend backend)
    {
        var (test, signer, head) = await FilledAsync(backend);
        await using var _ = test;
        test.Clock.Pass(TimeSpan.FromDays(6 * 365));
        var to = $"{head.Sequence}";
        Assert.Equal("audit.oversight", Assert.Single((await test.Store.PruneAuditAsync(Analyst, to, signer)).Refusals).Code);
        foreach (var other in (string[])["3", "ffffffff", head.Hash[..4], "", "-1"]) Assert.Equal("audit.head", Assert.Single((await test.Store.PruneAuditAsync(Overseer, other, signer)).Refusals).Code);
        Assert.Equal("audit.head-signature", Assert.Single((await test.Store.PruneAuditAsync(Overseer, to, new Signer())).Refusals).Code);
        // A protection officer prunes the log of protection, where no such head is.
        Assert.Equal("audit.head", Assert.Single((await test.Store.PruneAuditAsync(Protector, to, signer)).Refusals).Code);
        await AuditTests.TamperAsync(test, "UPDATE audit SET hash = (SELECT hash FROM audit WHERE aseq = 2) WHERE aseq = 3");
        Assert.Equal("audit.broken", Assert.Single((await test.Store.PruneAuditAsync(Overseer, to, signer)).Refusals).Code);
    }

    [Theory, OnEachDatabase]
    public async Task A_log_that_was_pruned_to_its_last_entry_goes_on_from_there(Backend backend)
    {
        var (test, signer, _) = await FilledAsync(backend);
        await using var store = test;
        await test.ReopenAsync();
        var last = await test.Store.SignHeadAsync(Overseer, Compartment.General, signer);
        test.Clock.Pass(TimeSpan.FromDays(6 * 365));
        Assert.True((await test.Store.PruneAuditAsync(Overseer, $"{last.Sequence}", signer)).Done);
        await test.ReopenAsync();
        test.Store.Identity = signer;
        var verdict = await VerifyAsync(test);
        Assert.Null(verdict.Fault);
        Assert.Equal(0, verdict.Unsealed);
        Assert.True((await test.Store.CheckAsync()).Sound);
    }
}
