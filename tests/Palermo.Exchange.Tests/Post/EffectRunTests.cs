using System.Reflection;
using Palermo.Exchange.Post;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Post;

/// <summary>Counts how often a method of the store is called.</summary>
public class CountingStore : DispatchProxy
{
    private IExchangeStore _store = null!;

    public Dictionary<string, int> Calls { get; } = [];

    public static (IExchangeStore Store, CountingStore Count) Over(IExchangeStore store)
    {
        var proxy = Create<IExchangeStore, CountingStore>();
        var count = (CountingStore)(object)proxy;
        count._store = store;
        return (proxy, count);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Calls[targetMethod!.Name] = Calls.GetValueOrDefault(targetMethod.Name) + 1;
        return targetMethod.Invoke(_store, args);
    }
}

/// <summary>Effects of several messages share a commit, and everything is as if each had been done by itself.</summary>
public class EffectRunTests
{
    private readonly TestClock _clock = new();

    private async Task<(TestNode Niger, TestNode Italy)> TwoAsync(Backend backend)
    {
        var niger = await TestNode.OpenAsync("niger", _clock, backend);
        var italy = await TestNode.OpenAsync("italy", _clock, backend);
        TestNode.Pair(niger, italy);
        return (niger, italy);
    }

    private static (Effects Effects, CountingStore Count) EffectsOf(TestNode node)
    {
        var (store, count) = CountingStore.Over(node.Store.Exchange);
        return (new(node.Identity, store, node.Store.Records, Declarations.Of(node.Room), new(node.Time), node.Time), count);
    }

    [Theory, OnEachDatabase]
    public async Task Letters_that_wait_take_effect_in_one_transaction_each_with_its_entry_in_the_log(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        for (var i = 1; i <= 40; i++) await niger.WriteAsync("italy", "c" + i % 7, i);
        await niger.Sender.RunAsync();
        var (effects, count) = EffectsOf(italy);
        Assert.Equal(40, await effects.RunAsync());
        Assert.Equal((1, 0), (count.Calls["TakeEffectsAsync"], count.Calls.GetValueOrDefault("TakeEffectAsync")));
        var came = await italy.CameAsync();
        Assert.Equal(Enumerable.Range(1, 40), came.Select(l => l.Number).Order());
        foreach (var conversation in came.GroupBy(l => l.Conversation)) Assert.Equal(conversation.Select(l => l.Number).Order(), conversation.Select(l => l.Number));
        var overseer = italy.Reader with { Actor = italy.Reader.Actor with { Roles = [Role.DataProtectionOfficer.Name] }, Work = new(Purpose.Oversight, "test") };
        var entries = (await italy.Store.Audit.ListAsync(overseer, limit: 500)).Value.Where(e => e.Action == "create").ToArray();
        Assert.Equal(40, entries.Select(e => e.Subject).Distinct().Count());
        Assert.Null((await italy.Store.Audit.VerifyAsync(Compartment.General)).Fault);
    }

    [Theory, OnEachDatabase]
    public async Task What_is_refused_ends_alone_and_in_its_turn_and_the_others_take_effect(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        var draw = new Random(11);
        Dictionary<string, List<int>> expected = [];
        var refused = 0;
        for (var i = 1; i <= 60; i++)
        {
            var conversation = "c" + draw.Next(6);
            var fate = draw.Next(5);
            // Refused by the room when it is read; refused by the store when it is written; or in order.
            await niger.WriteAsync("italy", conversation, i, fate == 0 ? "refuse this" : "hello", fate == 1 ? "steal/1" : "letter/1");
            if (fate < 2) refused++;
            else (expected.TryGetValue(conversation, out var list) ? list : expected[conversation] = []).Add(i);
        }
        await TestNode.SettleAsync(niger, italy);
        var came = await italy.CameAsync();
        foreach (var (conversation, numbers) in expected) Assert.Equal(numbers, came.Where(l => l.Conversation == conversation).Select(l => l.Number));
        Assert.Equal(60 - refused, came.Count);
        Assert.Equal(refused, (await italy.Store.Exchange.QuarantineAsync(100)).Count);
        await TestNode.SettleAsync(niger, italy);
        var traffic = Assert.Single(await niger.Store.Exchange.TrafficAsync());
        Assert.Equal((0L, 0L, 60L - refused, (long)refused), (traffic.Queued, traffic.Open, traffic.InEffect, traffic.Refused));
        Assert.Null((await italy.Store.Audit.VerifyAsync(Compartment.General)).Fault);
    }

    [Theory, OnEachDatabase]
    public async Task A_room_that_reads_finds_what_all_before_it_did(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        for (var i = 1; i <= 30; i++) await niger.WriteAsync("italy", "c" + i, i, kind: i % 10 == 0 ? "tally/1" : "letter/1");
        await niger.Sender.RunAsync();
        await italy.Post.Effects.RunAsync();
        Assert.Equal([9, 19, 29], (await italy.CameAsync()).Where(l => l.Text == "tally").Select(l => l.Number));
    }

    [Theory, OnEachDatabase]
    public async Task Behind_a_message_that_must_wait_its_conversation_waits_and_no_other(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        italy.Room.Stumbles = true;
        for (var i = 1; i <= 6; i++)
        {
            await niger.WriteAsync("italy", "boat", i, i == 3 ? "stumble" : i == 5 ? "refuse" : "hello");
            await niger.WriteAsync("italy", "car", 100 + i);
        }
        await niger.Sender.RunAsync();
        await italy.Post.Effects.RunAsync();
        int[] Of(List<Letter> letters, string conversation) => [.. letters.Where(l => l.Conversation == conversation).Select(l => l.Number)];
        var came = await italy.CameAsync();
        Assert.Equal([1, 2], Of(came, "boat"));
        Assert.Equal([101, 102, 103, 104, 105, 106], Of(came, "car"));
        italy.Room.Stumbles = false;
        _clock.Pass(TimeSpan.FromMinutes(1));
        await TestNode.SettleAsync(niger, italy);
        came = await italy.CameAsync();
        Assert.Equal([1, 2, 3, 4, 6], Of(came, "boat"));
        Assert.Equal("letter.unwanted", Assert.Single(await italy.Store.Exchange.QuarantineAsync(10)).Code);
    }

}
