using System.Globalization;
using System.Text;

namespace Palermo.Kernel;

/// <summary>Writes the value of a field as a reader of a language (<c>en</c>, <c>fr</c>, <c>ar</c>) reads it.</summary>
public delegate string ValueWords(Field field, object value, string language);

/// <summary>A record that an answer is to rest on, and what of it may go to the partner.</summary>
/// <param name="Already">True when the partner has exactly this copy already.</param>
public sealed record AnswerSource(Preview Preview, bool Already)
{
    public RecordView Record => Preview.Question.Item.Record;
    public bool Leaves => Preview.Leaves;
}

/// <summary>
/// An answer drafted from own records: one sentence a released field, each with the record that says so. What the release decision keeps back is
/// in no sentence; it is listed for the sender, with the reason, and for nobody else.
/// </summary>
/// <param name="Thread">The request that it answers.</param>
/// <param name="Sources">The records in the order of their numbers in the text.</param>
public sealed record AnswerDraft(RequestThread Thread, PartnerProfile Partner, IReadOnlyList<AnswerSource> Sources)
{
    private static readonly Words Opening = new("In answer to your request “{0}”:", "En réponse à votre demande « {0} » :", "رداً على طلبكم «{0}»:");
    private static readonly Words Sentence = new("{0}: {1}. [{2}]", "{0} : {1}. [{2}]", "{0}: {1}. [{2}]");
    private static readonly Words Marked = new("{0}: {1} ({3}). [{2}]", "{0} : {1} ({3}). [{2}]", "{0}: {1} ({3}). [{2}]");
    private static readonly Words Source = new("[{0}] {1}, our number {2}; {3}; for: {4}.", "[{0}] {1}, notre numéro {2} ; {3} ; finalité : {4}.", "[{0}] {1}، رقمنا {2}؛ {3}؛ الغرض: {4}.");
    private static readonly Words Graded = new("{0}, graded {1}", "{0}, cotation {1}", "{0}، التقييم {1}");

    /// <summary>The languages in which the fixed phrases exist.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr", "ar"];

    /// <summary>The partner's language: the first of its own in which the phrases exist, or else English.</summary>
    public string PartnersLanguage => (Partner.Languages ?? []).Select(l => l.Split('-', '_')[0].ToLowerInvariant()).FirstOrDefault(Languages.Contains) ?? "en";

    /// <summary>The text, to be edited by a person. Empty when nothing of any record may leave.</summary>
    public string Write(string language, ValueWords say)
    {
        string Say(Words words, params object[] values) => string.Format(CultureInfo.InvariantCulture, words.In(language), values);
        var used = Sources.Where(s => s.Leaves).ToArray();
        if (used.Length == 0) return "";
        var text = new StringBuilder(Say(Opening, Thread.Subject)).Append("\n\n");
        for (var number = 1; number <= used.Length; number++)
        {
            foreach (var field in used[number - 1].Preview.Fields.Where(f => f.Leaves))
            {
                if (InWords(field, language, say) is not { Length: > 0 } value) continue;
                var label = field.Field.Label.In(language);
                text.Append(MarkingOf(used[number - 1], field) is { } marking ? Say(Marked, label, value, number, marking) : Say(Sentence, label, value, number)).Append('\n');
            }
            text.Append('\n');
        }
        for (var number = 1; number <= used.Length; number++)
        {
            var (header, released) = (used[number - 1].Record.Header, used[number - 1].Preview.Released!);
            var marking = header.Grading is { } grading ? Say(Graded, header.Handling, grading) : header.Handling.ToString();
            text.Append(Say(Source, number, used[number - 1].Record.Kind.Title.In(language), released.Copy, marking, Purpose.All[Thread.Purpose].In(language))).Append('\n');
        }
        return text.ToString().TrimEnd();
    }

    /// <summary>The marking of a statement where it is another than that of the record.</summary>
    private static string? MarkingOf(AnswerSource source, FieldRelease field) =>
        field.Statement is { } id && (field.Field.Get(source.Record.Body) as ISourced)?.Statements.FirstOrDefault(s => s.Id == id) is { } statement && statement.Handling != source.Record.Header.Handling ? statement.Handling.ToString() : null;

    private static string InWords(FieldRelease field, string language, ValueWords say)
    {
        var words = field.Value is null ? "" : string.Join(' ', say(field.Field, field.Value, language).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        return words.Length > 0 && field.Field.Unit is { } unit ? $"{words} {unit}" : words;
    }

    /// <summary>What of words says something that is kept back: the sender may have put it there by hand.</summary>
    /// <remarks>Texts, names, numbers, places and dates of the records that the answer rests on are looked for, in every language of the phrases. It finds what is written as the record has it, not what somebody puts in words of his own.</remarks>
    public IEnumerable<Refusal> Betrayals(string words, ValueWords say)
    {
        // The subject in the opening line is the partner's own: to repeat it says nothing.
        foreach (var language in Languages) words = words.Replace(string.Format(CultureInfo.InvariantCulture, Opening.In(language), Thread.Subject), "", StringComparison.Ordinal);
        var (plain, bare) = (Plain(words), Bare(words));
        // What one record keeps back another may say openly: a place, or a date.
        var open = Plain(string.Join('\n', Sources.Where(s => s.Leaves).SelectMany(s => s.Preview.Fields).Where(f => f.Leaves).SelectMany(f => TextsOf(f, say))));
        var bareOpen = Bare(open);
        bool Says(string text) => Plain(text) is { Length: >= 4 } said && plain.Contains(said, StringComparison.Ordinal) && !open.Contains(said, StringComparison.Ordinal);
        bool SaysNumber(string text) => Bare(text) is { Length: >= 4 } number && bare.Contains(number, StringComparison.Ordinal) && !bareOpen.Contains(number, StringComparison.Ordinal);
        foreach (var source in Sources)
            foreach (var field in source.Leaves ? source.Preview.Fields.Where(f => !f.Leaves) : source.Preview.Fields)
                if (TextsOf(field, say).Any(t => field.Field.Type == FieldType.Identifier ? SaysNumber(t) : Says(t) || PiecesOf(t).Any(Says) || NumbersOf(t).Any(SaysNumber)))
                    yield return new("answer.withheld", $"The words say what is kept back: {field.Field.Label.English} of the record {source.Record.Id}.", field.Kept.Concat(source.Preview.Refusals).Select(r => r.Source).FirstOrDefault(s => s is not null), "words");
    }

    /// <summary>Four words of a text in a row: who copies a part of it copies these.</summary>
    private static IEnumerable<string> PiecesOf(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at + 4 <= words.Length; at++)
            if (string.Join(' ', words, at, 4) is { Length: >= 16 } piece) yield return piece;
    }

    /// <summary>What in a text may be a plate, a phone or a document: two digits or more in one word.</summary>
    private static IEnumerable<string> NumbersOf(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(w => w.Count(char.IsDigit) >= 2);

    /// <summary>A value as it may stand in words; nothing for codes, counts and yes or no, which any text may hold by chance.</summary>
    private static IEnumerable<string> TextsOf(FieldRelease field, ValueWords say)
    {
        if (field.Value is null || field.Field.Type is FieldType.Code or FieldType.Codes or FieldType.YesNo or FieldType.WholeNumber or FieldType.Number or FieldType.Counts) yield break;
        if (field.Field.Type == FieldType.Reference) { yield return field.Value.ToString() ?? ""; yield break; }
        foreach (var language in Languages)
            if (say(field.Field, field.Value, language) is { Length: > 0 } words) yield return words;
        foreach (var text in Leaves(System.Text.Json.JsonSerializer.SerializeToNode(field.Value, BodyJson.Options))) yield return text;
    }

    private static IEnumerable<string> Leaves(System.Text.Json.Nodes.JsonNode? node) => node switch
    {
        System.Text.Json.Nodes.JsonObject all => all.SelectMany(p => Leaves(p.Value)),
        System.Text.Json.Nodes.JsonArray all => all.SelectMany(Leaves),
        System.Text.Json.Nodes.JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    private static string Plain(string text) => string.Join(' ', FreeText.Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Bare(string text) => string.Concat(FreeText.Fold(text).Where(char.IsLetterOrDigit));
}
