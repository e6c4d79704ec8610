using System.Text;
using CsCheck;
using static Palermo.Kernel.Tests.Sharing.Ask;

namespace Palermo.Kernel.Tests.Sharing;

/// <summary>
/// Attacks with generated combinations: records with a planted secret, partners, rule sets, markings, permissions and approvals of every sort.
/// What must not leave is looked for in everything that does: bytes, and words of refusals.
/// </summary>
public class NothingLeaksTests
{
    private const string Secret = "XK-SECRET-7741";
    private static readonly string[] Countries = ["NER", "ITA", "FRA", "MLI", "SDN"];

    private static Gen<T> One<T>(params T[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    private static readonly Gen<Handling> Handlings =
        from tlp in Gen.Enum<Tlp>()
        from codes in Gen.Int[0, 7]
        from consent in Gen.Bool
        from named in One("niger", "OLTIM", "Police nationale, Niamey", "nobody")
        from lists in Gen.Bool
        select new Handling(tlp, (SienaCodes)codes, ((SienaCodes)codes).HasFlag(SienaCodes.H3) ? "own words" : null, lists || tlp >= Tlp.AmberStrict ? ImmutableSet.Of(named) : default, consent);

    private static readonly Gen<PartnerProfile> Partners =
        from country in One<string?>([null, .. Countries])
        from ceiling in Gen.Enum<Tlp>()
        from basis in Gen.Enum<TransferBasis>()
        from hold in Gen.Enum<Classification>()
        from barred in Gen.Frequency((9, Gen.Const((string?)null)), (1, Gen.Const<string?>("barred")))
        select Niger with { Country = country, Ceiling = ceiling, TransferBasis = basis, MayHold = hold, Barred = barred };

    private static readonly Gen<RuleSet?> Rules =
        from lines in One("share *", "share dossier", "share *.name", "share *.notes", "share type:phone", "keep *.notes", "keep category:victim", "keep code:H2", "keep above:green").Array[1, 5]
        from names in Gen.Bool
        from none in Gen.Bool
        select none ? null : new RuleSet("generated", lines, names);

    private static readonly Gen<Approval[]> Approvals =
        (from role in Gen.Enum<ApprovalAs>() from who in One("omar", "hadiza", "moussa") select new Approval(who, role, Now)).Array[0, 4];

    private static readonly Gen<GivenPermission[]> Permissions =
        (from owner in One("france", "italy", "niger")
         from code in One("H1", "H2", "H3", Permission.Originator)
         from recipient in One("niger", "spain")
         from days in Gen.Int[-5, 5]
         from decision in Gen.Enum<PermissionDecision>()
         select new GivenPermission(Id, owner, new(Id, [code], "france", recipient, Purpose.Investigation, "x", decision, Today.PlusDays(-9), Today.PlusDays(days)))).Array[0, 3];

    private static readonly Gen<(Dossier Body, string Owner, Handling Handling, SubjectCategory[] Categories)> Records =
        from nationality in One(Countries).Array[0, 2]
        from fled in One<string?>([null, .. Countries])
        from asylum in One<string?>(null, "none", "applied", "refugee", "subsidiary-protection")
        from victim in Gen.Bool
        from minor in Gen.Bool
        from owner in One("france", "italy")
        from handling in Handlings
        from first in Handlings
        from second in Handlings
        from category in One<SubjectCategory[]>([], [SubjectCategory.Victim], [SubjectCategory.OtherParty])
        select (new Dossier("name " + Secret, Phones(("+227 11 11 11 11 " + Secret + "-one", first), ("+227 22 22 22 22 " + Secret + "-two", second)), nationality, fled, asylum, victim, minor, "notes " + Secret), owner, handling, category);

    private static (ReleaseQuestion Question, Preview Preview) Try(
        (Dossier Body, string Owner, Handling Handling, SubjectCategory[] Categories) record, PartnerProfile partner, RuleSet? rules, Approval[] approvals, GivenPermission[] permissions)
    {
        var question = Question(View(record.Body, handling: record.Handling, owner: record.Owner, categories: record.Categories), partner, rules: rules, approvals: approvals, permissions: permissions, why: "a case");
        return (question, Preview.Of(question, Id, "OLTIM"));
    }

    private static void Each(Action<ReleaseQuestion, Preview, Dossier> holds)
    {
        var left = 0;
        Gen.Select(Records, Partners, Rules, Approvals, Permissions).Sample((record, partner, rules, approvals, permissions) =>
        {
            var (question, preview) = Try(record, partner, rules, approvals, permissions);
            if (preview.Leaves) Interlocked.Increment(ref left);
            // Error text is a path too.
            Assert.All(preview.Refusals.Concat(preview.Fields.SelectMany(f => f.Kept)), r => Assert.DoesNotContain(Secret, r.Message + r.Source));
            Assert.Equal(preview.Leaves, !preview.Bytes.IsEmpty);
            holds(question, preview, record.Body);
        }, iter: LongForm.Rounds(4_000, 400_000), seed: "0N0XIzNsQ0O2");
        Assert.True(left > 5, $"only {left} of the generated records left: the generator tests nothing");
    }

    [Fact]
    public void Nothing_of_an_asylum_seeker_or_refugee_reaches_a_country_of_danger() => Each((question, preview, body) =>
    {
        var sheltered = body.AsylumStatus is not null and not "none";
        var danger = (body.Nationalities ?? []).Append(body.CountryFled).OfType<string>().ToHashSet();
        if (sheltered && (danger.Count == 0 || question.Partner.Country is null || danger.Contains(question.Partner.Country))) Assert.False(preview.Leaves);
    });

    [Fact]
    public void Nothing_of_a_victim_leaves_without_the_protection_officer_nor_to_a_country_of_origin_without_both() => Each((question, preview, body) =>
    {
        var victim = body.IsVictim || question.Item.Record.Header.Categories.Contains(SubjectCategory.Victim);
        bool Has(ApprovalAs role) => question.Item.Approvals.Any(a => a.As == role);
        if (victim && !Has(ApprovalAs.ProtectionOfficer)) Assert.False(preview.Leaves);
        var danger = (body.Nationalities ?? []).Append(body.CountryFled).OfType<string>().ToHashSet();
        if (victim && !Has(ApprovalAs.DataController) && (danger.Count == 0 || question.Partner.Country is null || danger.Contains(question.Partner.Country))) Assert.False(preview.Leaves);
    });

    [Fact]
    public void Nothing_marked_H2_by_another_goes_further_without_that_other_s_permission() => Each((question, preview, body) =>
    {
        var header = question.Item.Record.Header;
        if (header.Owner == "france") return;
        var lifted = question.Item.Permissions.Any(p => p.GivenBy == "italy" && p.Permission is { Decision: PermissionDecision.Granted, Recipient: "niger" } && p.Permission.Codes.Contains("H2") && p.Permission.ValidUntil >= Today);
        if (lifted) return;
        if (header.Handling.Codes.HasFlag(SienaCodes.H2)) Assert.False(preview.Leaves);
        var text = Encoding.UTF8.GetString(preview.Bytes.Span);
        foreach (var statement in body.Phone!.Statements.Where(s => s.Handling.Codes.HasFlag(SienaCodes.H2))) Assert.DoesNotContain(statement.Value, text);
    });

    [Fact]
    public void No_field_leaves_that_the_preview_shows_as_kept_back() => Each((_, preview, body) =>
    {
        var text = Encoding.UTF8.GetString(preview.Bytes.Span);
        foreach (var field in preview.Fields.Where(f => !f.Leaves && f.Value is string)) Assert.DoesNotContain((string)field.Value!, text);
        foreach (var statement in body.Phone!.Statements.Where(s => s.Handling.Tlp >= Tlp.AmberStrict)) Assert.DoesNotContain(statement.Value, text);
    });

    [Fact]
    public void No_draft_of_an_answer_says_what_is_kept_back() => Each((question, preview, body) =>
    {
        var thread = new RequestThread("1", "niger/1", "niger", "france", "Who?", Urgency.Normal, false, [], "A subject", Purpose.Investigation);
        var draft = new AnswerDraft(thread, question.Partner, [new(preview, Already: false)]);
        static string Say(Field field, object value, string language) => value is IEnumerable<string> many ? string.Join(", ", many) : value.ToString()!;
        foreach (var language in AnswerDraft.Languages)
        {
            var text = draft.Write(language, Say);
            Assert.Equal(preview.Leaves, text.Length > 0);
            foreach (var kept in preview.Fields.Where(f => !f.Leaves && f.Value is string)) Assert.DoesNotContain((string)kept.Value!, text);
            Assert.Empty(draft.Betrayals(text, Say));
            // And what is put there by hand is found.
            foreach (var kept in (preview.Leaves ? preview.Fields.Where(f => !f.Leaves) : preview.Fields).Where(f => f.Value is string { Length: > 3 } value && value.Contains(Secret, StringComparison.Ordinal)))
                Assert.Contains(draft.Betrayals($"{text} and {kept.Value}", Say), r => r.Code == "answer.withheld");
        }
    });
}
