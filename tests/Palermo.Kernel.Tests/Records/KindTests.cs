using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Palermo.Kernel.Tests;

public class KindTests
{
    private static readonly Handling Open = new(Tlp.Green), Secret = new(Tlp.Red, Recipients: ["italy"]);
    private static Vessel Two => new("Amal", new([new(1, "+227 90 11", "A", Open, Preferred: true), new(2, "+218 91 22", "B", Secret)]));
    private static bool SeesOpen(Handling h) => h.Tlp < Tlp.Red;

    [Fact]
    public void A_body_comes_back_from_its_bytes()
    {
        var kind = TestKinds.Vessel;
        var body = Two with { Seen = new(34.5, 12.25, 500, "south of Lampedusa"), Persons = 43, Type = VesselType.Wooden };
        var again = (Vessel)kind.Read(kind.Write(body), 1);
        Assert.Equal(kind.Write(body), kind.Write(again));
        Assert.Contains("\"wooden\"", Encoding.UTF8.GetString(kind.Write(body)));
    }

    [Fact]
    public void Faults_name_the_field_and_the_mend()
    {
        void Refuses(string json, string field, string words)
        {
            var outcome = TestKinds.Vessel.Parse(JsonNode.Parse(json)!.AsObject());
            Assert.False(outcome.Done, json);
            Assert.Contains(outcome.Refusals, r => r.Field == field && r.Message.Contains(words, StringComparison.Ordinal));
        }
        Refuses("""{"name":"x","colour":"red"}""", "colour", "no field");
        Refuses("""{"name":"x","persons":"many"}""", "persons", "a whole number");
        Refuses("""{"name":"x","persons":501}""", "persons", "outside 0 to 500");
        Refuses("""{"name":"x","type":"paper"}""", "type", "rubber, wooden");
        Refuses("""{"name":""}""", "name", "missing");
        Refuses("""{"persons":3}""", "name", "missing");
        Refuses($$"""{"name":"{{new string('x', 51)}}"}""", "name", "at most 50");
        Refuses("""{"name":"x","seen":{"latitude":120,"longitude":3}}""", "seen", "wrong way round");
        Refuses("""{"name":"x","phone":{"statements":[{"id":1,"value":"none","source":"A","handling":{}}]}}""", "phone", "cannot be a phone");
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void Whatever_JSON_comes_nothing_throws() => Gen.OneOf(
            Gen.Select(OneOf("name", "persons", "type", "seen", "phone", "sister", "x"), OneOf("1", "\"a\"", "null", "[]", "{}", "1e999", "-1", "\"\\u0000\"", "{\"statements\":null}", "{\"statements\":[null]}", "[[[[]]]]", "true"), (f, v) => $"{{\"name\":\"n\",\"{f}\":{v}}}"),
            Gen.Const("{}"))
        .Sample(text =>
        {
            JsonObject json;
            try { json = JsonNode.Parse(text)!.AsObject(); _ = json.Count; } catch (ArgumentException) { return; } // the same name twice
            TestKinds.Vessel.Parse(json);
        });

    [Fact]
    public void A_hidden_statement_is_not_read_and_its_index_bears_its_marking()
    {
        var seen = (Vessel)TestKinds.Vessel.Redact(Two, SeesOpen);
        Assert.Equal(["+227 90 11"], seen.Phone!.Statements.Select(s => s.Value));
        var index = TestKinds.Vessel.Index(Two);
        Assert.Equal([("2279011", Open), ("2189122", Secret)], index.Identifiers.Select(i => (i.Value, i.Statement!)));
        Assert.All(index.Texts.Where(t => t.Text.StartsWith('+')), t => Assert.NotNull(t.Statement));
        Assert.Equal(Handling.Strictest(Open, Secret), TestKinds.Vessel.MarkingOf(Open, Two));
    }

    [Fact]
    public void Saving_a_redacted_view_loses_nothing_that_was_not_seen()
    {
        var seen = (Vessel)TestKinds.Vessel.Redact(Two, SeesOpen);
        var saved = seen with { Name = "Amal II", Phone = new([.. seen.Phone!.Statements, new(7, "+39 33", "C", Open)]) };
        var stored = (Vessel)TestKinds.Vessel.Restore(saved, Two, SeesOpen);
        Assert.Equal("Amal II", stored.Name);
        Assert.Equal(["+227 90 11", "+218 91 22", "+39 33"], stored.Phone!.Statements.Select(s => s.Value));
        Assert.Equal(3, stored.Phone.Statements.Select(s => s.Id).Distinct().Count());
    }

    [Fact]
    public void Taking_a_seen_statement_out_takes_it_out_and_a_guessed_number_takes_nothing()
    {
        var none = (Vessel)TestKinds.Vessel.Restore(new Vessel("Amal", new([])), Two, SeesOpen);
        Assert.Equal(["+218 91 22"], none.Phone!.Statements.Select(s => s.Value));
        // Somebody sends a statement under the number of the hidden one: it becomes one more, and the hidden one stays.
        var guessed = (Vessel)TestKinds.Vessel.Restore(new Vessel("Amal", new([new(2, "000", "X", Open)])), Two, SeesOpen);
        Assert.Equal(["+218 91 22", "000"], guessed.Phone!.Statements.Select(s => s.Value));
    }

    [Fact]
    public void Redaction_and_restoring_are_inverse_for_who_changes_nothing()
    {
        var statement = Gen.Select(Gen.Int[0, 999], Gen.Bool, (v, open) => (v, open));
        statement.Array[0, 6].Sample(all =>
        {
            var body = new Vessel("n", new([.. all.Select((s, i) => new Statement<string>(i + 1, s.v.ToString(), "A", s.open ? Open : Secret))]));
            var back = (Vessel)TestKinds.Vessel.Restore(TestKinds.Vessel.Redact(body, SeesOpen), body, SeesOpen);
            return back.Phone!.Statements.SequenceEqual(body.Phone!.Statements);
        });
    }

    private sealed record NewVessel(string Name, int People);

    [Fact]
    public void An_old_body_is_upgraded_when_it_is_read()
    {
        var kind = new KindBuilder<NewVessel>("vessel", "test", Words.Same("Vessel"), Words.Same("Vessels"))
            .Field(x => x.Name, Words.Same("Name")).Field(x => x.People, Words.Same("People"))
            .Upgrade(1, old => { old["people"] = old["persons"]?.DeepClone(); old.Remove("persons"); old.Remove("type"); return old; })
            .Title(x => x.Name).Purposes(Purpose.Investigation).Retention(1, 1, "test").Build();
        Assert.Equal(2, kind.BodyVersion);
        Assert.Equal(new NewVessel("Amal", 4), kind.Read(TestKinds.Vessel.Write(new Vessel("Amal", Persons: 4)), 1));
    }

    [Fact]
    public void A_declaration_with_faults_is_refused_with_all_of_them()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => new KindBuilder<Vessel>("v", "test", Words.Same("V"), Words.Same("V")).Field(x => x.Name, Words.Same("Name")).Build());
        Assert.Contains("serves no purpose", fault.Message);
        Assert.Contains("has no retention", fault.Message);
        Assert.Contains("does not declare its property Persons", fault.Message);
    }
}
