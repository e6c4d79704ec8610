using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Palermo.Web.Documents;

/// <summary>The styles of documents: few, and named as word processors know them, so that who edits finds headings where they are looked for.</summary>
internal static class WordStyles
{
    private const string Ink = "1A2B42", Line = "B8C2CE", Shade = "EEF2F6", Quiet = "4A5868";

    /// <summary>Styles for a language. The fonts are those that offices have; a script that one lacks falls to the reader's own.</summary>
    public static Styles Of(string language) => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle
            {
                RunFonts = new() { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Arial" }, FontSize = new() { Val = "21" }, FontSizeComplexScript = new() { Val = "23" },
                Languages = new() { Val = language == "fr" ? "fr-FR" : "en-GB", Bidi = "ar-SA" },
            }),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle { SpacingBetweenLines = new() { After = "120", Line = "264", LineRule = LineSpacingRuleValues.Auto } })),
        Named("Normal", "Normal", null, null, null, isDefault: true),
        Named("Title", "Title", "Normal", new() { SpacingBetweenLines = new() { After = "200" } }, Letters("36", bold: true)),
        Named("Heading1", "heading 1", "Normal", new() { KeepNext = new(), SpacingBetweenLines = new() { Before = "320", After = "100" }, OutlineLevel = new() { Val = 0 } }, Letters("27", bold: true)),
        Named("Heading2", "heading 2", "Normal", new() { KeepNext = new(), SpacingBetweenLines = new() { Before = "200", After = "80" }, OutlineLevel = new() { Val = 1 } }, Letters("23", bold: true)),
        Named("ListParagraph", "List Paragraph", "Normal", new() { SpacingBetweenLines = new() { After = "40" }, ContextualSpacing = new() }, null),
        Named("Note", "Note", "Normal", new() { SpacingBetweenLines = new() { After = "100" } }, Letters("18", bold: false, Quiet)),
        Named("Cell", "Table Cell", "Normal", new() { SpacingBetweenLines = new() { Before = "20", After = "20", Line = "240", LineRule = LineSpacingRuleValues.Auto } }, Letters("19", bold: false, Ink)),
        Named("Marking", "Marking", "Normal", new() { SpacingBetweenLines = new() { After = "0" } }, Letters("17", bold: true, Quiet)),
        Lined());

    private static StyleRunProperties Letters(string halfPoints, bool bold, string colour = Ink) => new()
    {
        Bold = bold ? new() : null, BoldComplexScript = bold ? new() : null, Color = new() { Val = colour }, FontSize = new() { Val = halfPoints }, FontSizeComplexScript = new() { Val = halfPoints },
    };

    private static Style Named(string id, string name, string? basedOn, StyleParagraphProperties? paragraph, StyleRunProperties? letters, bool isDefault = false)
    {
        var style = new Style
        {
            Type = StyleValues.Paragraph, StyleId = id, Default = isDefault ? true : null, StyleName = new() { Val = name }, BasedOn = basedOn is null ? null : new() { Val = basedOn },
            PrimaryStyle = new(),
        };
        if (paragraph is not null) style.StyleParagraphProperties = paragraph;
        if (letters is not null) style.StyleRunProperties = letters;
        return style;
    }

    /// <summary>A table with a line under each row, and a shaded head.</summary>
    private static Style Lined() => new(
        new StyleName { Val = "Lines" },
        new StyleTableProperties(
            new TableBorders(Border<TopBorder>(), Border<BottomBorder>(), Border<InsideHorizontalBorder>()),
            new TableCellMarginDefault(new TableCellLeftMargin { Width = 80, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 80, Type = TableWidthValues.Dxa })),
        new TableStyleProperties(
            new RunPropertiesBaseStyle { Bold = new(), BoldComplexScript = new() },
            new TableStyleConditionalFormattingTableCellProperties(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = Shade })) { Type = TableStyleOverrideValues.FirstRow })
    { Type = StyleValues.Table, StyleId = "Lines" };

    private static T Border<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = Line };

    /// <summary>One list, with bullets.</summary>
    public static Numbering Bullets() => new(
        new AbstractNum(new Level(new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = "•" }, new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(new Indentation { Left = "360", Hanging = "240" })) { LevelIndex = 0 }) { AbstractNumberId = 0 },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = 1 });
}
