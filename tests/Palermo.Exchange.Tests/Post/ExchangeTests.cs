using Palermo.Kernel;

namespace Palermo.Exchange.Tests.Post;

public class ExchangeTests
{
    private readonly TestClock _clock = new();

    private async Task<(TestNode Niger, TestNode Italy)> TwoAsync(Backend backend, params string[] italyWithout)
    {
        var niger = await TestNode.OpenAsync("niger", _clock, backend);
        var italy = await TestNode.OpenAsync("italy", _clock, backend, without: italyWithout);
        TestNode.Pair(niger, italy);
        return (niger, italy);
    }

    [Theory, OnEachDatabase]
    public async Task A_message_takes_effect_once_and_in_order_and_the_sender_learns_of_it(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        for (var i = 1; i <= 5; i++) await niger.WriteAsync("italy", "boat", i);
        await TestNode.SettleAsync(niger, italy);
        await TestNode.SettleAsync(niger, italy);
        Assert.Equal([1, 2, 3, 4, 5], (await italy.CameAsync()).Select(l => l.Number));
        Assert.All(await niger.Store.ExchangeLog.ConversationAsync("italy", "boat"), m => Assert.Equal(MessageState.InEffect, m.State));
        Assert.Empty(await niger.Store.Outbox.PendingAsync(10));
        Assert.Null((await italy.Store.Audit.VerifyAsync(Compartment.General)).Fault);
    }

    [Theory, OnEachDatabase]
    public async Task Answers_go_back_in_the_transaction_of_the_effect(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "q", 7, "who owns the boat?", "question/1");
        await TestNode.SettleAsync(niger, italy);
        Assert.Equal("answer to 7", Assert.Single(await niger.CameAsync()).Text);
    }

    [Theory, OnEachDatabase]
    public async Task A_refused_message_goes_to_quarantine_and_its_conversation_goes_on(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1);
        await niger.WriteAsync("italy", "boat", 2, "refuse the secret name Balde");
        await niger.WriteAsync("italy", "boat", 3);
        await TestNode.SettleAsync(niger, italy);
        Assert.Equal([1, 3], (await italy.CameAsync()).Select(l => l.Number));
        var sent = await niger.Store.ExchangeLog.ConversationAsync("italy", "boat");
        Assert.Equal([MessageState.InEffect, MessageState.Refused, MessageState.InEffect], sent.Select(m => m.State));
        Assert.Equal("letter.unwanted", sent[1].Code);
        Assert.Contains("Balde", Assert.Single(await italy.Store.Exchange.QuarantineAsync(10)).Reason); // at home; the sender has the code alone
    }

    [Theory, OnEachDatabase]
    public async Task What_is_not_understood_waits_with_its_conversation_until_it_is(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend, "letter/2");
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1);
        await niger.WriteAsync("italy", "boat", 2, kind: "letter/2");
        await niger.WriteAsync("italy", "boat", 3);
        await niger.WriteAsync("italy", "other", 4);
        await TestNode.SettleAsync(niger, italy);
        Assert.Equal([1, 4], (await italy.CameAsync()).Select(l => l.Number).Order());
        Assert.Equal(2, Assert.Single(await italy.Store.Exchange.TrafficAsync()).Waiting);

        await italy.ReopenAsync(); // a newer program, which knows letter/2
        TestNode.Pair(niger, italy);
        await italy.Store.Exchange.HurryAsync();
        await TestNode.SettleAsync(niger, italy);
        Assert.Equal([1, 2, 3], (await italy.CameAsync()).Where(l => l.Conversation == "boat").Select(l => l.Number));
    }
}
