using System.Globalization;
using System.Text;
using NodaTime;
using Palermo.Kernel;

namespace Palermo.Exchange.Tests;

/// <summary>What the tests send: a text with a number, of which the receiver makes a record.</summary>
public sealed record Letter(string Text, string From, string Conversation, int Number)
{
    public static Kind<Letter> Kind { get; } = new KindBuilder<Letter>("letter", "C04", Words.Same("Letter"), Words.Same("Letters"))
        .Field(l => l.Text, Words.Same("Text"), f => f with { Searched = true, Required = true, MaxLength = 200_000 })
        .Field(l => l.From, Words.Same("From"))
        .Field(l => l.Conversation, Words.Same("Conversation"))
        .Field(l => l.Number, Words.Same("Number"))
        .Title(l => l.Text.Length > 60 ? l.Text[..60] : l.Text)
        .Purposes(Purpose.Cooperation, Purpose.Investigation).Retention(3, 5, "test").Categories(SubjectCategory.OtherParty)
        .Build();

    public RecordHeader Header(string owner) => new(default, Kind.Name, owner, Kind.Workflow.Initial.Name, new(Tlp.Green), Kind.DefaultPurposes, default, new("test"), new LocalDate(2029, 1, 1), [SubjectCategory.OtherParty]);

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(Number.ToString(CultureInfo.InvariantCulture) + "\n" + Text);
}

/// <summary>A room that takes letters, answers questions, and refuses what it does not like.</summary>
public sealed class LetterRoom(params string[] without) : ICommitment
{
    public string Id => "C04";
    public string Path => "letters";
    public Words Title => Words.Same("Letters");
    public Words Summary => Words.Same("Letters between nodes.");

    /// <summary>Set to make the room fail on letters that begin with "stumble".</summary>
    public bool Stumbles { get; set; }

    /// <summary>Set to make the room fail as a bug would.</summary>
    public bool Fails { get; set; }

    public void Declare(Declarations room)
    {
        room.Kind(Letter.Kind);
        foreach (var (name, answers) in ((string, bool)[])[("letter/1", false), ("question/1", true), ("letter/2", false), ("copy/1", false), ("dossier/1", false), ("steal/1", false)])
            if (!without.Contains(name))
                room.Message(new(name, Words.Same(name), (message, context, _) => new(Receive(message, context, name, answers))));
        room.Message(new("tally/1", Words.Same("tally/1"), TallyAsync));
    }

    /// <summary>Counts the letters that are here when its turn comes, and makes a letter with their number.</summary>
    private static async ValueTask<Outcome<MessageEffect>> TallyAsync(IncomingMessage message, MessageContext context, CancellationToken cancel)
    {
        var there = await context.Records.ListAsync(context.Session, new(Letter.Kind.Name), 1, cancel: cancel);
        var letter = new Letter("tally", message.From, message.Conversation, there.Total);
        return new MessageEffect([new RecordChange.Create(letter.Header(context.Node) with { Id = context.Ids.Next() }, letter)], []);
    }

    private Outcome<MessageEffect> Receive(IncomingMessage message, MessageContext context, string kind, bool answers)
    {
        if (Fails) throw new InvalidOperationException("a bug");
        var parts = Encoding.UTF8.GetString(message.Payload.Span).Split('\n', 2);
        if (parts.Length < 2 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var number)) return new Refusal("letter.form", "A letter has a number and a text.");
        if (Stumbles && parts[1].StartsWith("stumble", StringComparison.Ordinal)) throw new InvalidOperationException("a bug with one letter");
        if (parts[1].StartsWith("refuse", StringComparison.Ordinal)) return new Refusal("letter.unwanted", "This letter is not wanted here: " + parts[1]);
        var letter = new Letter(parts[1], message.From, message.Conversation, number);
        var partners = kind is "copy/1" or "dossier/1";
        var header = letter.Header(partners ? message.From : context.Node) with { Id = context.Ids.Next() };
        OutgoingMessage[] answer = answers ? [new(message.From, message.Conversation, "letter/1", new Letter("answer to " + number, context.Node, message.Conversation, number).ToBytes(), null)] : [];
        // What a hostile room would try: a record of this node, made by the partner.
        if (kind == "steal/1") return new MessageEffect([new RecordChange.Create(header, letter)], [], ByPartner: true);
        return new MessageEffect([new RecordChange.Create(header, letter)], answer, partners, Files: [.. (message.Files ?? []).Select(f => new KeptFile(header.Id, f.Sha256))]);
    }
}
