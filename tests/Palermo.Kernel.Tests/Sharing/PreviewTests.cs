using System.Text;
using static Palermo.Kernel.Tests.Sharing.Ask;

namespace Palermo.Kernel.Tests.Sharing;

public class PreviewTests
{
    private static readonly Dossier Whole = new("Diallo", Phones(("+227 90 00 00 01", new(Tlp.Green)), ("+227 90 00 00 02", new(Tlp.Red, Recipients: ["OLTIM"])), ("+227 90 00 00 03", new(Tlp.Amber, SienaCodes.H2))), Notes: "drives the lorry");

    private static Preview Shown(RecordView view, RuleSet? rules = null, GivenPermission[]? permissions = null) => Preview.Of(Question(view, rules: rules, permissions: permissions), Id, "OLTIM");

    [Fact]
    public void A_field_leaves_with_those_statements_that_may()
    {
        var preview = Shown(View(Whole));
        Assert.True(preview.Leaves);
        Assert.Equal([(1, true), (2, false), (3, true)], preview.Fields.Where(f => f.Field.Name == "phone").Select(f => (f.Statement!.Value, f.Leaves)));
        var text = Encoding.UTF8.GetString(preview.Bytes.Span);
        Assert.Contains("90 00 00 01", text);
        Assert.DoesNotContain("90 00 00 02", text);
        Assert.Contains("drives the lorry", text);
        // H2 binds who got it, not who gave it: a statement of another node stays.
        Assert.DoesNotContain("90 00 00 03", Encoding.UTF8.GetString(Shown(View(Whole, owner: "italy")).Bytes.Span));
    }

    [Fact]
    public void Sources_stay_unnamed_unless_the_rule_set_names_them()
    {
        string Leaves(RuleSet? rules) => Encoding.UTF8.GetString(Shown(View(Whole), rules).Bytes.Span);
        Assert.DoesNotContain("Kolibri", Leaves(null));
        Assert.DoesNotContain("named informant", Leaves(null));
        Assert.Contains("Kolibri", Leaves(new("all", ["share *"], NamesSources: true)));
    }

    [Fact]
    public void Vehicles_and_phones_but_not_victims_is_a_rule_set()
    {
        var rules = new RuleSet("vehicles and phones", ["share seizure", "share type:phone", "share dossier.name", "keep category:victim"]);
        var preview = Shown(View(Whole), rules);
        Assert.Equal(["name", "phone"], preview.Fields.Where(f => f.Leaves).Select(f => f.Field.Name).Distinct());
        Assert.DoesNotContain("lorry", Encoding.UTF8.GetString(preview.Bytes.Span));
        Assert.False(Shown(View(Whole, categories: [SubjectCategory.Victim]), rules).Leaves);
    }

    [Fact]
    public void What_is_left_must_be_a_whole_record()
    {
        var refusal = Assert.Single(Shown(View(Whole), new("phones", ["share type:phone"])).Refusals);
        Assert.Equal(("release.incomplete", "name"), (refusal.Code, refusal.Field));
    }

    [Fact]
    public void A_link_stays_unless_the_partner_has_the_other_record()
    {
        var boat = RecordId.Parse("01890a5d-ac96-774b-bcce-000000000001");
        var view = View(Whole with { Boat = boat });
        Assert.Equal(["release.link"], Shown(view).Fields.Single(f => f.Field.Name == "boat").Kept.Select(r => r.Code));
        Assert.DoesNotContain(boat.ToString(), Encoding.UTF8.GetString(Shown(view).Bytes.Span));
        var question = Question(view);
        var has = Preview.Of(question with { Item = question.Item with { PartnerHas = new HashSet<RecordId> { boat } } }, Id, "OLTIM");
        Assert.Contains(boat.ToString(), Encoding.UTF8.GetString(has.Bytes.Span));
    }

    [Fact]
    public void The_bytes_shown_are_the_message_and_are_read_as_it()
    {
        var preview = Shown(View(Whole));
        var released = ReleasedRecord.Read(preview.Bytes).Value;
        Assert.Equal(preview.Bytes.ToArray(), released.ToBytes());
        Assert.Equal((Id, "dossier", "france", "Police agreement"), (released.Copy, released.Kind, released.Origin, released.Gateway));
        Assert.Equal([Purpose.Investigation], released.Purposes); // the one it was shared for, not all that it serves here
        var body = (Dossier)Dossier.Kind.Parse(released.Body).Value;
        Assert.Equal(ReleasedRecord.ContentHash(Dossier.Kind, body, released.Handling), ReleasedRecord.ContentHash(Dossier.Kind, Dossier.Kind.Parse(ReleasedRecord.Read(preview.Bytes).Value.Body).Value, released.Handling));
    }

    [Fact]
    public void Words_of_asylum_in_a_field_stay_whatever_the_field()
    {
        var preview = Shown(View(Whole with { Notes = "Family referred to the asylum desk." }));
        Assert.Equal(["release.words"], preview.Fields.Single(f => f.Field.Name == "notes").Kept.Select(r => r.Code));
        Assert.DoesNotContain("referred", Encoding.UTF8.GetString(preview.Bytes.Span));
        Assert.True(preview.Leaves); // the rest
    }

    [Theory]
    [InlineData("share seizure", true)]
    [InlineData("keep *.notes", true)]
    [InlineData("keep dossier.notes", true)]
    [InlineData("share type:phone", true)]
    [InlineData("keep category:presumed-victim", true)]
    [InlineData("keep above:green", true)]
    [InlineData("keep code:H2", true)]
    [InlineData("share category:victim", false)]
    [InlineData("share code:H1", false)]
    [InlineData("keep category:victims", false)]
    [InlineData("keep above:red", false)]
    [InlineData("send seizure", false)]
    [InlineData("share", false)]
    [InlineData("share a b", false)]
    public void A_rule_that_cannot_be_read_is_refused_and_not_ignored(string line, bool isRule)
    {
        Assert.Equal(isRule, SharingRule.Read(line) is not null);
        Assert.Equal(isRule, !RuleSet.Kind.Validate(new RuleSet("x", [line])).Any());
    }

    [Theory]
    [InlineData("Il a demandé l'asile à Rome.")]
    [InlineData("Is he a REFUGEE?")]
    [InlineData("réfugié statutaire")]
    [InlineData("ré\u00ADfugié statutaire")]
    [InlineData("طلب اللجوء في روما")]
    [InlineData("registered by UNHCR")]
    [InlineData("richiedente asilo")]
    public void Words_of_asylum_go_to_nobody(string words) => Assert.Equal("release.words", Assert.Single(FreeText.Problems(words, "words")).Code);

    [Theory]
    [InlineData("Who owns the white Hilux 8A 2231?")]
    [InlineData("Basile and Wasyl drive.")]
    [InlineData("من يملك السيارة البيضاء؟")]
    public void Other_words_do(string words) => Assert.Empty(FreeText.Problems(words, "words"));

    [Fact]
    public void Numbers_are_found_in_words() => Assert.Superset(new HashSet<string> { "+227 90 00 00 01", "AB123456" }, FreeText.Numbers("Whose is +227 90 00 00 01, and passport AB123456 of 2019?").ToHashSet());
}
