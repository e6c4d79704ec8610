using System.Globalization;

using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Web.Entry;
using Palermo.Web.Tables;
using Palermo.Web.Texts;

namespace Palermo.Web.Exports;

/// <summary>What an export says of itself.</summary>
/// <param name="Node">The node that it left.</param>
/// <param name="By">Who took it.</param>
/// <param name="Purpose">For what.</param>
/// <param name="Language">Language of headings and words.</param>
public sealed record ExportAbout(string Node, string By, string Purpose, Instant At, string Language);

/// <summary>What an export held.</summary>
/// <param name="Marking">The strictest marking of anything in it: it is written in the file.</param>
public sealed record ExportSummary(long Rows, Handling Marking);

/// <summary>Writes records of one kind as CSV, XLSX, JSON Lines or GeoJSON, as they come, each with its marking.</summary>
public static class RecordExport
{
    /// <summary>Formats with media type, by the ending of the file's name.</summary>
    public static IReadOnlyDictionary<string, string> Formats { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["csv"] = "text/csv; charset=utf-8",
        ["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["jsonl"] = "application/jsonl; charset=utf-8",
        ["geojson"] = "application/geo+json",
    };

    /// <summary>Writes in a format.</summary>
    /// <exception cref="ArgumentException">The format is none of <see cref="Formats"/>.</exception>
    public static Task<ExportSummary> WriteAsync(string format, IAsyncEnumerable<RecordView> records, Kind kind, Stream output, ExportAbout about, CancellationToken cancel = default) => format switch
    {
        "csv" => CsvAsync(records, kind, output, cancel),
        "xlsx" => XlsxAsync(records, kind, output, about, cancel),
        "jsonl" => JsonLinesAsync(records, kind, output, about, cancel),
        "geojson" => GeoJsonAsync(records, kind, output, about, cancel),
        _ => throw new ArgumentException($"'{format}' is none of {string.Join(", ", Formats.Keys)}.", nameof(format)),
    };

    private static readonly string[] HeadColumns = ["id", "state", "marking", "owner", "source", "reference", "changed"];

    private static string?[] Head(RecordView view) =>
    [
        view.Id.ToString(), view.Header.State, view.Marking.ToString(), view.Header.Owner, view.Header.Provenance.Source, view.Header.Provenance.Reference,
        InstantPattern.ExtendedIso.Format(view.ChangedAt),
    ];

    private static EntryTexts Texts(Kind kind, object body)
    {
        var texts = new EntryTexts();
        foreach (var field in kind.Fields)
            if (field.Get(body) is ISourced sourced)
            {
                // A table has one cell: the preferred value. Every statement with its source is in the JSON Lines form.
                var best = sourced.Statements.FirstOrDefault(s => s.Preferred) ?? sourced.Statements.FirstOrDefault();
                FieldWriter.WriteValue(field.Name, best?.Value, texts);
            }
            else FieldWriter.Write(field, field.Get(body), texts);
        return texts;
    }

    private static async Task<ExportSummary> CsvAsync(IAsyncEnumerable<RecordView> records, Kind kind, Stream output, CancellationToken cancel)
    {
        var paths = FieldPaths.Of(kind);
        await using var text = new StreamWriter(output, CsvWriter.Encoding, 1 << 16, leaveOpen: true);
        CsvWriter.Write(text, [.. HeadColumns.Select(c => "record." + c), .. paths.Select(p => p.Path)]);
        var (rows, marking) = (0L, Handling.Open);
        await foreach (var view in records.WithCancellation(cancel))
        {
            var texts = Texts(kind, view.Body);
            CsvWriter.Write(text, [.. Head(view), .. paths.Select(p => texts[p.Path])]);
            (rows, marking) = (rows + 1, Handling.Strictest(marking, view.Marking));
            if (rows % 256 == 0) await text.FlushAsync(cancel);
        }
        return new(rows, marking);
    }

    private static async Task<ExportSummary> XlsxAsync(IAsyncEnumerable<RecordView> records, Kind kind, Stream output, ExportAbout about, CancellationToken cancel)
    {
        var paths = FieldPaths.Of(kind);
        var numbers = paths.Select(p => p.Field.Type is FieldType.WholeNumber or FieldType.Number || p.Path.EndsWith(".latitude", StringComparison.Ordinal)
            || p.Path.EndsWith(".longitude", StringComparison.Ordinal) || p.Path.EndsWith(".radiusKm", StringComparison.Ordinal)).ToArray();
        var (rows, marking, sheet) = (0L, Handling.Open, 1);
        var rightToLeft = about.Language == "ar";
        using var book = new XlsxWriter(output);
        string[] headings = [.. HeadColumns.Select(c => "record." + c), .. paths.Select(p => p.Title.In(about.Language))];
        var title = kind.Plural.In(about.Language);
        book.Begin(title, headings, rightToLeft);
        var inSheet = 1;
        await foreach (var view in records.WithCancellation(cancel))
        {
            if (++inSheet > XlsxWriter.RowLimit)
            {
                book.Begin($"{title} {++sheet}", headings, rightToLeft);
                inSheet = 2;
            }
            var texts = Texts(kind, view.Body);
            var cells = new XlsxCell[headings.Length];
            var head = Head(view);
            for (var i = 0; i < head.Length; i++) cells[i] = head[i];
            for (var i = 0; i < paths.Count; i++)
                cells[head.Length + i] = texts[paths[i].Path] is { } text && numbers[i] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : texts[paths[i].Path];
            book.Write(cells);
            (rows, marking) = (rows + 1, Handling.Strictest(marking, view.Marking));
            book.Marking = marking.ToString();
        }
        book.Begin(ExportSay.About.In(about.Language), [], rightToLeft);
        book.Write([ExportSay.Marking.In(about.Language), marking.ToString()], bold: true);
        foreach (var (label, value) in About(about, rows)) book.Write([label, value]);
        return new(rows, marking);
    }

    private static IEnumerable<(string Label, string Value)> About(ExportAbout about, long rows) =>
    [
        (ExportSay.Rows.In(about.Language), rows.ToString(CultureInfo.InvariantCulture)), (ExportSay.Node.In(about.Language), about.Node), (ExportSay.By.In(about.Language), about.By),
        (ExportSay.Purpose.In(about.Language), Purpose.All.TryGetValue(about.Purpose, out var words) ? words.In(about.Language) : about.Purpose),
        (ExportSay.At.In(about.Language), InstantPattern.ExtendedIso.Format(about.At)),
    ];

    private static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Header(Utf8JsonWriter json, RecordView view)
    {
        json.WriteString("id", view.Id.ToString());
        json.WriteString("kind", view.Kind.Name);
        json.WriteNumber("version", view.Version);
        json.WriteString("title", view.Title);
        json.WriteString("marking", view.Marking.ToString());
        json.WritePropertyName("header");
        JsonSerializer.Serialize(json, view.Header, BodyJson.Options);
    }

    private static void About(Utf8JsonWriter json, ExportAbout about, long rows, Handling marking)
    {
        json.WriteString("marking", marking.ToString());
        json.WriteNumber("records", rows);
        json.WriteString("node", about.Node);
        json.WriteString("by", about.By);
        json.WriteString("purpose", about.Purpose);
        json.WriteString("at", InstantPattern.ExtendedIso.Format(about.At));
    }

    private static async Task<ExportSummary> JsonLinesAsync(IAsyncEnumerable<RecordView> records, Kind kind, Stream output, ExportAbout about, CancellationToken cancel)
    {
        var (rows, marking) = (0L, Handling.Open);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(buffer, Writer);
        await foreach (var view in records.WithCancellation(cancel))
        {
            json.WriteStartObject();
            Header(json, view);
            json.WritePropertyName("body");
            JsonSerializer.Serialize(json, view.Body, kind.BodyType, BodyJson.Options);
            json.WriteEndObject();
            EndLine();
            (rows, marking) = (rows + 1, Handling.Strictest(marking, view.Marking));
            if (buffer.WrittenCount > 60_000) await Flush();
        }
        json.WriteStartObject();
        json.WriteStartObject("export");
        About(json, about, rows, marking);
        json.WriteEndObject();
        json.WriteEndObject();
        EndLine();
        await Flush();
        return new(rows, marking);

        void EndLine()
        {
            json.Flush();
            json.Reset();
            System.Buffers.BuffersExtensions.Write(buffer, "\n"u8);
        }

        async Task Flush()
        {
            await output.WriteAsync(buffer.WrittenMemory, cancel);
            buffer.ResetWrittenCount();
        }
    }

    // RFC 7946; the marking is a foreign member (6.1), of the collection and of each feature.
    private static async Task<ExportSummary> GeoJsonAsync(IAsyncEnumerable<RecordView> records, Kind kind, Stream output, ExportAbout about, CancellationToken cancel)
    {
        var (rows, marking) = (0L, Handling.Open);
        await using var json = new Utf8JsonWriter(output, Writer);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        await foreach (var view in records.WithCancellation(cancel))
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteString("id", view.Id.ToString());
            var points = kind.Index(view.Body).Places;
            if (points.Count == 0) json.WriteNull("geometry");
            else
            {
                json.WriteStartObject("geometry");
                json.WriteString("type", points.Count == 1 ? "Point" : "MultiPoint");
                json.WriteStartArray("coordinates");
                foreach (var point in points)
                {
                    if (points.Count > 1) json.WriteStartArray();
                    json.WriteNumberValue(point.Longitude);
                    json.WriteNumberValue(point.Latitude);
                    if (points.Count > 1) json.WriteEndArray();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteStartObject("properties");
            Header(json, view);
            json.WritePropertyName("body");
            JsonSerializer.Serialize(json, view.Body, kind.BodyType, BodyJson.Options);
            json.WriteEndObject();
            json.WriteString("marking", view.Marking.ToString());
            json.WriteEndObject();
            (rows, marking) = (rows + 1, Handling.Strictest(marking, view.Marking));
            if (rows % 128 == 0) await json.FlushAsync(cancel);
        }
        json.WriteEndArray();
        About(json, about, rows, marking);
        json.WriteEndObject();
        await json.FlushAsync(cancel);
        return new(rows, marking);
    }
}
