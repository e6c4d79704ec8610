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

    [Theory, OnEachDatabase]
    public async Task A_copy_stays_the_partner_s_and_nothing_of_this_node_is_reached_by_one(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1, "a copy", "copy/1");
        await niger.WriteAsync("italy", "other", 2, "a theft", "steal/1");
        await TestNode.SettleAsync(niger, italy);
        RecordView? copy = null;
        await foreach (var view in italy.Store.Records.ScanAsync(italy.Reader, new(Letter.Kind.Name))) copy = copy is null ? view : throw new InvalidOperationException("there are two");
        Assert.Equal(("niger", "node:niger"), (copy!.Header.Owner, copy.CreatedBy));
        var mine = italy.Reader with { Actor = italy.Reader.Actor with { Roles = [Role.LiaisonOfficer.Name] } };
        Assert.Contains((await italy.Store.Records.WriteAsync(mine, [new RecordChange.Edit(copy.Id, copy.As<Letter>() with { Text = "mine now" }) { Reason = "r" }])).Refusals, r => r.Code == "access.owner");
        Assert.Equal("record.not-found", Assert.Single(await italy.Store.Exchange.QuarantineAsync(10)).Code);
    }

    [Theory, OnEachDatabase]
    public async Task A_lost_answer_heals_and_a_gateway_that_says_yes_delivers_nothing(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        var end = niger.Wire.Ends["italy"];
        await niger.WriteAsync("italy", "boat", 1);
        foreach (var wrong in (Func<Outcome<byte[]>, Outcome<byte[]>>[])[_ => new Refusal("exchange.unreachable", "lost"), _ => "OK"u8.ToArray(), _ => Array.Empty<byte>()])
        {
            niger.Wire.Ends["italy"] = async (text, cancel) => wrong(await end(text, cancel));
            Assert.Equal(0, await niger.Sender.RunAsync());
            Assert.Equal(MessageState.Queued, Assert.Single(await niger.Store.ExchangeLog.ConversationAsync("italy", "boat")).State);
            _clock.Pass(TimeSpan.FromMinutes(10));
        }
        // A node that answers in place of another: signed, but not by whom it was asked.
        niger.Wire.Ends["italy"] = async (_, cancel) => await new Exchange.Post.Replies(niger.Identity, niger.Store.Exchange, niger.Post.Receiver, _clock).TakeAsync("rubbish"u8.ToArray(), cancel);
        Assert.Equal(0, await niger.Sender.RunAsync());
        Assert.NotNull(Assert.Single(await niger.Store.Exchange.TrafficAsync()).Fault);
        _clock.Pass(TimeSpan.FromMinutes(10));
        niger.Wire.Ends["italy"] = end;
        await TestNode.SettleAsync(niger, italy);
        await TestNode.SettleAsync(niger, italy);
        Assert.Single(await italy.CameAsync());
        Assert.Equal(MessageState.InEffect, Assert.Single(await niger.Store.ExchangeLog.ConversationAsync("italy", "boat")).State);
        Assert.Null(Assert.Single(await niger.Store.Exchange.TrafficAsync()).Fault);
    }

    [Theory, OnEachDatabase]
    public async Task A_lost_receipt_is_asked_for_again(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1);
        await niger.Sender.RunAsync(); // delivered
        await italy.Post.Effects.RunAsync();
        italy.Wire.Ends["niger"] = (_, _) => new("lost"u8.ToArray());
        var untold = await italy.Store.Exchange.UntoldAsync("niger", 10);
        await italy.Store.Exchange.ToldAsync("niger", untold); // told, as italy believes; niger never heard it
        Assert.Equal(MessageState.Delivered, Assert.Single(await niger.Store.ExchangeLog.ConversationAsync("italy", "boat")).State);
        Assert.Equal(0, await niger.Sender.RunAsync()); // not at once
        _clock.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await niger.Sender.RunAsync());
        Assert.Equal(MessageState.InEffect, Assert.Single(await niger.Store.ExchangeLog.ConversationAsync("italy", "boat")).State);
    }

    [Theory, OnEachDatabase]
    public async Task A_message_whose_record_is_erased_before_it_left_leaves_empty_and_keeps_its_place(Backend backend)
    {
        var (niger, italy) = await TwoAsync(backend);
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1);
        var letter = new Letter("the secret name Balde", "niger", "boat", 2);
        var record = (await niger.Store.Records.WriteAsync(niger.Reader, [new RecordChange.Create(letter.Header("niger"), letter)])).Value[0].Id;
        Assert.True((await niger.Store.Records.WriteAsync(niger.Reader, [new RecordChange.Edit(record, letter with { Number = 3 }) { Reason = "sent" }], [new("italy", "boat", "letter/1", letter.ToBytes(), record)])).Done);
        await niger.WriteAsync("italy", "boat", 4);
        await niger.Store.Exchange.NumberAsync();
        var dpo = new Session(new("dpo", "dpo", "niger", "niger", [Role.DataProtectionOfficer.Name]), new(Purpose.Oversight, "test"), Channel.Page);
        Assert.True((await niger.Store.Records.WriteAsync(dpo, [new RecordChange.Erase(record) { Reason = "court order" }])).Done);
        await TestNode.SettleAsync(niger, italy);
        Assert.Equal([1, 4], (await italy.CameAsync()).Select(l => l.Number));
    }

    [Fact]
    public async Task A_room_that_fails_is_asked_again_and_its_message_refused_in_the_end()
    {
        var (niger, italy) = await TwoAsync(Backend.Sqlite);
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1);
        italy.Room.Fails = true;
        for (var i = 0; i < 4; i++)
        {
            await TestNode.SettleAsync(niger, italy);
            _clock.Pass(TimeSpan.FromMinutes(5));
        }
        Assert.Equal(MessageState.Delivered, Assert.Single(await niger.Store.ExchangeLog.ConversationAsync("italy", "boat")).State);
        for (var i = 0; i < 8; i++)
        {
            await TestNode.SettleAsync(niger, italy);
            _clock.Pass(TimeSpan.FromMinutes(5));
        }
        Assert.Equal("exchange.fault", Assert.Single(await niger.Store.ExchangeLog.ConversationAsync("italy", "boat")).Code);
        italy.Room.Fails = false;
        await niger.WriteAsync("italy", "boat", 2);
        await TestNode.SettleAsync(niger, italy);
        Assert.Equal(2, Assert.Single(await italy.CameAsync()).Number); // the conversation goes on
    }

    [Fact]
    public async Task A_partner_that_is_trusted_no_longer_gets_nothing_and_is_not_heard()
    {
        var (niger, italy) = await TwoAsync(Backend.Sqlite);
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1);
        italy.Identity.Trust.Change(book => book.WithoutPartner("niger"));
        await niger.Sender.RunAsync();
        Assert.Equal("exchange.unknown-sender", Assert.Single(await italy.Store.Exchange.QuarantineAsync(10)).Code);
        _clock.Pass(TimeSpan.FromMinutes(10));
        niger.Identity.Trust.Change(book => book.WithoutPartner("italy"));
        niger.Wire.Carried.Clear();
        await niger.Sender.RunAsync();
        Assert.Empty(niger.Wire.Carried);
    }

    [Fact]
    public async Task A_partner_that_does_not_say_what_became_of_a_message_is_asked_seldom()
    {
        var (niger, italy) = await TwoAsync(Backend.Sqlite, "letter/2");
        await using var a = niger;
        await using var b = italy;
        await niger.WriteAsync("italy", "boat", 1, kind: "letter/2"); // waits in italy for a newer program
        await TestNode.SettleAsync(niger, italy);
        niger.Wire.Carried.Clear();
        for (var minute = 0; minute < 24 * 60; minute++)
        {
            _clock.Pass(TimeSpan.FromMinutes(1));
            for (var i = 0; i < 3; i++) await niger.Sender.RunAsync(); // however often it looks
        }
        Assert.InRange(niger.Wire.Carried.Count, 15, 35);
    }
}
