using System.Text.Json.Nodes;
using Palermo.Kernel;
using static Palermo.Storage.Tests.StoreUnderTest;

namespace Palermo.Storage.Tests;

public class UpgradeTests
{
    private sealed record Before(string? Plate, string? Colour);
    private sealed record After(string? Registration, string? Colour, string? Country);

    private static KindBuilder<T> Kind<T>() where T : class => new KindBuilder<T>("vehicle", "shared", Words.Same("Vehicle"), Words.Same("Vehicles"))
        .Purposes(Purpose.Investigation).Retention(3, null, "test").Categories(SubjectCategory.OtherParty);

    private static readonly Kind<Before> Old = Kind<Before>()
        .Field(v => v.Plate, Words.Same("Plate"), f => f with { Searched = true }).Field(v => v.Colour, Words.Same("Colour"), f => f with { Searched = true }).Title(v => v.Plate ?? "?").Build();

    private static readonly Kind<After> New = Kind<After>()
        .Field(v => v.Registration, Words.Same("Registration"), f => f with { Type = FieldType.Identifier, IdentifierType = "plate" })
        .Field(v => v.Colour, Words.Same("Colour"), f => f with { Filtered = true }).Field(v => v.Country, Words.Same("Country"), f => f with { Filtered = true })
        .Title(v => "Vehicle " + v.Registration).IndexVersion(2)
        .Upgrade(1, old => new JsonObject { ["registration"] = old["plate"]?.DeepClone(), ["colour"] = old["colour"]?.DeepClone(), ["country"] = "NER" })
        .Build();

    [Theory, OnEachDatabase]
    public async Task Old_bodies_are_read_by_the_new_kind_and_found_by_its_keys_and_still_verify(Backend backend)
    {
        await using var test = await OpenAsync(backend, kinds: [Old]);
        List<RecordId> ids = [];
        for (var i = 0; i < 230; i++) ids.Add((await test.AddAsync(Analyst, Old, new Before($"AG{i}", i % 2 == 0 ? "blue" : "white"))).Id);
        Assert.Single(await test.TitlesAsync(Analyst, new(Text: "\"ag7\"")));
        await test.ReopenAsync([New]);
        Assert.Equal(new After("AG7", "white", "NER"), (await test.Records.ReadAsync(Analyst, ids[7])).Value.Body);
        Assert.Equal(["Vehicle AG7"], await test.TitlesAsync(Analyst, new(Identifier: ("plate", "AG7"))));
        Assert.Empty(await test.TitlesAsync(Analyst, new(Text: "\"ag7\"")));
        Assert.Equal([115, 115, 230], (await test.Records.FacetsAsync(Analyst, new(Kind: "vehicle"))).Select(f => f.Count));
        var edited = (await test.Records.WriteAsync(Analyst, [new RecordChange.Edit(ids[7], new After("AG7", "red", "MLI")) { Reason = "r" }])).Value[0];
        Assert.Equal(2, edited.Version);
        Assert.Equal(["colour", "country"], (await test.Records.HistoryAsync(Analyst, ids[7])).Value[1].ChangedFields);
        var check = await test.Store.CheckAsync();
        Assert.True(check.Sound, string.Join('\n', check.Faults));
    }

    [Theory, OnEachDatabase]
    public async Task Other_keys_of_search_rebuild_the_index(Backend backend)
    {
        await using var test = await OpenAsync(backend);
        await test.AddAsync(new Sighting(Notes: "Diallo"));
        await test.ReopenAsync(keys: new PlainKeys { Version = 2 });
        Assert.Single(await test.TitlesAsync(Analyst, new(Text: "diallo")));
        Assert.True((await test.Store.CheckAsync()).Sound);
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_in_words()
    {
        await using var test = await OpenAsync(Backend.Sqlite);
        await test.Store.DisposeAsync();
        await using (var file = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(test.Options.DataFolder, "general.db")};Pooling=False"))
        {
            await file.OpenAsync();
            await using var command = file.CreateCommand();
            command.CommandText = "UPDATE meta SET value = '99' WHERE name = 'schema'";
            await command.ExecuteNonQueryAsync();
        }
        var problem = await Assert.ThrowsAsync<StoreProblem>(async () => await NodeStore.OpenAsync(test.Options, Kinds, new PlainKeys(), test.Clock));
        Assert.Contains("schema 99", problem.Message, StringComparison.Ordinal);
    }
}
