using System.Reflection;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using Microsoft.AspNetCore.Components;
using Palermo.Kernel;
using Palermo.Node;

namespace Palermo.Architecture.Tests;

public class RoomTests
{
    private static readonly Assembly[] RoomAssemblies = [.. Rooms.All.Rooms.Select(r => r.GetType().Assembly).Distinct()];
    private static readonly ArchUnitNET.Domain.Architecture House = new ArchLoader().LoadAssemblies(RoomAssemblies).Build();
    private static readonly ArchUnitNET.Domain.Architecture BrokenHouse = new ArchLoader().LoadAssemblies(typeof(Broken.House.Kitchen.Kitchen).Assembly).Build();

    private static GivenSlices RoomsUnder(string root) => SliceRuleDefinition.Slices().Matching(root + ".(*)..");

    [Fact]
    public void Rooms_do_not_reference_one_another()
    {
        var rooms = RoomsUnder("Palermo.Commitments");
        Assert.Equal(Rooms.All.Rooms.Select(r => r.GetType().Namespace!.Split('.')[^1]).Order(), rooms.GetObjects(House).Select(s => s.Description).Order()); // looked at something
        Assert.True(rooms.Should().NotDependOnEachOther().HasNoViolations(House));
    }

    [Fact]
    public void And_the_rule_can_fail() => Assert.False(RoomsUnder("Broken.House").Should().NotDependOnEachOther().HasNoViolations(BrokenHouse));

    /// <summary>Public types of a room that are neither its module nor a page, nor a parameter that a part of a page declares within itself.</summary>
    private static IEnumerable<System.Type> Open(Assembly room) => room.GetExportedTypes()
        .Where(t => !typeof(ICommitment).IsAssignableFrom(t) && !typeof(IComponent).IsAssignableFrom(t) && !typeof(IComponent).IsAssignableFrom(t.DeclaringType) && t.Name != "_Imports");

    [Fact]
    public void A_room_is_internal_but_for_its_module_and_pages()
    {
        Assert.NotEmpty(RoomAssemblies);
        foreach (var room in RoomAssemblies)
        {
            Assert.Contains(room.GetExportedTypes(), t => typeof(ICommitment).IsAssignableFrom(t));
            Assert.Empty(Open(room));
        }
        Assert.NotEmpty(Open(typeof(Broken.House.Kitchen.Kitchen).Assembly));
    }

    [Fact]
    public void Every_kind_has_its_words_in_three_languages()
    {
        Assert.NotEmpty(Rooms.All.Kinds);
        foreach (var kind in Rooms.All.Kinds)
        {
            Whole(kind.Title, kind.Name);
            Whole(kind.Plural, kind.Name);
            foreach (var field in kind.Fields)
            {
                Whole(field.Label, $"{kind.Name}.{field.Name}");
                if (field.Help is { } help) Whole(help, $"{kind.Name}.{field.Name}");
                foreach (var code in field.Codes?.Codes ?? []) Whole(code.Title, $"{kind.Name}.{field.Name}.{code.Value}");
            }
            foreach (var state in kind.Workflow.States) Whole(state.Title, $"{kind.Name}.{state.Name}");
            foreach (var step in kind.Workflow.Transitions) Whole(step.Title, $"{kind.Name}.{step.Name}");
        }
        Assert.ThrowsAny<Exception>(() => Whole(new("Word", "Mot", ""), "planted"));
        Assert.ThrowsAny<Exception>(() => Whole(new("Word", "Mot", "Word"), "planted"));
    }

    /// <summary>Arabic words are in Arabic letters: nobody copied the English ones.</summary>
    private static void Whole(Words words, string where)
    {
        Assert.False(string.IsNullOrWhiteSpace(words.English) || string.IsNullOrWhiteSpace(words.French) || string.IsNullOrWhiteSpace(words.Arabic), where);
        Assert.True(words.Arabic.Any(c => c is >= '\u0600' and <= '\u06FF'), $"{where}: '{words.Arabic}' is not Arabic");
    }
}
