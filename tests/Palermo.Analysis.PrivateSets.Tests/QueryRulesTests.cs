namespace Palermo.Analysis.PrivateSets.Tests;

public class QueryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly QueryRules Rules = new() { ElementsPerAsker = 500, ElementsPerCase = 300, QueriesPerCase = 3, MaximumElements = 256 };

    [Fact]
    public void A_first_signed_query_in_a_case_passes() => Assert.Empty(Rules.Check(Head(128), true, [], Now));

    [Fact]
    public void All_reasons_are_named_at_once()
    {
        var head = Head(512) with { Terms = Run.Terms(SetMode.CountOnly) with { CaseReference = " " } };
        var reasons = (Rules with { Modes = [SetMode.Identify] }).Check(head, signatureValid: false, [], Now);
        Assert.Equal(6, reasons.Count);          // signature, case, mode, size, both quotas
    }

    [Fact]
    public void A_session_is_answered_once()
    {
        var past = new PastQuery(Now.AddDays(-400), "Niger", "CASE-1", Run.Terms(SetMode.Identify).Session, 64);
        Assert.Contains("session", Assert.Single(Rules.Check(Head(64), true, [past], Now)), StringComparison.Ordinal);
    }

    [Fact]
    public void Quotas_count_the_window_the_asker_and_the_case()
    {
        var session = 100;
        PastQuery Past(double daysAgo, string asker, string reference, int elements) => new(Now.AddDays(-daysAgo), asker, reference, new Guid(session++, 0, 0, new byte[8]), elements);
        const string Case = "CASE-2026-17";
        Assert.Empty(Rules.Check(Head(128), true, [Past(1, "Niger", Case, 128), Past(31, "Niger", Case, 500), Past(1, "Tunisia", Case, 500)], Now));
        Assert.Contains("under this case", Assert.Single(Rules.Check(Head(128), true, [Past(1, "Niger", Case, 192)], Now)), StringComparison.Ordinal);
        Assert.Contains("the asker would have sent 512", Assert.Single(Rules.Check(Head(128), true, [Past(1, "Niger", "A", 192), Past(2, "Niger", "B", 192)], Now)), StringComparison.Ordinal);
        Assert.Contains("query 4 under this case", Assert.Single(Rules.Check(Head(64), true, [Past(1, "Niger", Case, 64), Past(2, "Niger", Case, 64), Past(3, "Niger", Case, 64)], Now)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_asker_may_not_ask_for_a_few_persons_without_the_authority_of_the_case()
    {
        var few = KeySet.OfKeys(Run.Phones(0, 49));
        Assert.Contains("49 distinct keys", Assert.Single(Rules.CheckOwn(few, caseAuthority: false)), StringComparison.Ordinal);
        Assert.Empty(Rules.CheckOwn(few, caseAuthority: true));
        Assert.Empty(Rules.CheckOwn(KeySet.OfKeys(Run.Phones(0, 50)), caseAuthority: false));
    }

    private static QueryHeader Head(int count) => new(Run.Terms(SetMode.Identify), count, new byte[32], []);
}
