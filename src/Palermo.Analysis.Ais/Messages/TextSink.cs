using Palermo.Analysis.Ais.Sentences;

namespace Palermo.Analysis.Ais.Messages;

/// <summary>How messages are written.</summary>
public enum TextForm
{
    /// <summary>JSON, one object a line, values in their units; what is not available is left out.</summary>
    Json,

    /// <summary>JSON, one object a line, numbers as transmitted.</summary>
    RawJson,

    /// <summary>One table, a row a message, with the columns most messages share.</summary>
    Csv,
}

/// <summary>Writes messages into text.</summary>
internal readonly struct TextSink(Utf8Text text, TextForm form) : IMessageSink
{
    public Utf8Text Text => text;

    public SinkMark Here => new(text.Length, 0, 0);

    public void Accept(in AisMessage message)
    {
        if (form == TextForm.Csv) CsvRows.Write(text, message);
        else JsonLines.Write(text, message, form == TextForm.RawJson);
    }

    public void MoveTail(SinkMark tail, SinkMark to) => text.MoveTail(tail.First, to.First);
}
