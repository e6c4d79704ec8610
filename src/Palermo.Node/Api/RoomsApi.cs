using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>What rooms declare, over HTTP: kinds with their schemas, analyses, indicators.</summary>
internal static class RoomsApi
{
    public static void Map(RouteGroupBuilder api, Declarations rooms)
    {
        api.MapGet("/kinds", (HttpContext http) => Known(http, rooms).Then(kinds => RecordsApi.Json(kinds.Select(k => new
        {
            k.Name, title = k.Title, k.Room, states = k.Workflow.States.Select(s => s.Name), schema = $"/api/v1/kinds/{k.Name}/schema",
        }))) is var answer && answer.Done ? answer.Value : Problems.Of(answer.Refusals)).WithSummary("The kinds of records.");
        api.MapGet("/kinds/{kind}/schema", (HttpContext http, string kind) =>
            Known(http, rooms) is var known && !known.Done ? Problems.Of(known.Refusals)
            : known.Value.FirstOrDefault(k => k.Name == kind) is { } found ? Results.Json(SchemaOf(found), contentType: "application/schema+json")
            : Problems.Of([Refusal.NotFound])).WithSummary("The JSON Schema of a kind's body.");
        foreach (var (room, analysis) in rooms.Analyses)
            api.MapGet($"/{room}/{analysis.Name}", (HttpContext http, OpenedNode node) => RunAsync(http, node, analysis)).WithSummary(analysis.Summary.English);
        foreach (var (room, analysis) in rooms.FileAnalyses)
            api.MapPost($"/{room}/{analysis.Name}", (HttpContext http, OpenedNode node) => RunOnFileAsync(http, node, analysis)).Accepts<byte[]>("application/octet-stream").WithSummary(analysis.Summary.English);
        api.MapGet("/indicators", (HttpContext http) => Known(http, rooms) is var known && !known.Done ? Problems.Of(known.Refusals)
            : RecordsApi.Json(rooms.Indicators.Select(i => new { i.Room, i.Indicator.Id, i.Indicator.Title, i.Indicator.Definition, i.Indicator.Unit }))).WithSummary("The indicators that rooms compute.");
        api.MapGet("/indicators/{id}", IndicatorAsync).WithSummary("An indicator for a span: from, to.");
    }

    /// <summary>Kinds that the caller may know of: protected ones for protection only (law 3).</summary>
    private static Outcome<IReadOnlyList<Kind>> Known(HttpContext http, Declarations rooms) =>
        ApiTokenHandler.SessionFor(http, AccessAction.Read).Then<IReadOnlyList<Kind>>(who =>
            [.. rooms.Kinds.Where(k => k.Compartment == Compartment.General || who.Work.Purpose == Purpose.Protection)]);

    /// <summary>The schema of a kind's body, from its C# type, with the labels and limits of the declaration.</summary>
    public static JsonNode SchemaOf(Kind kind)
    {
        var schema = BodyJson.Options.GetJsonSchemaAsNode(kind.BodyType, new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        schema["title"] = kind.Title.English;
        if (schema["properties"] is JsonObject properties)
            foreach (var field in kind.Fields)
            {
                if (properties[field.Name] is not JsonObject property) continue;
                property["title"] = field.Label.English;
                if (field.Help is { } help) property["description"] = help.English;
                if (field.Minimum is { } low) property["minimum"] = low;
                if (field.Maximum is { } high) property["maximum"] = high;
                if (field.Codes is { } codes && field.Type == FieldType.Code) property["enum"] = new JsonArray([.. codes.Codes.Select(c => JsonValue.Create(c.Value))]);
            }
        schema["required"] = new JsonArray([.. kind.Fields.Where(f => f.Required).Select(f => JsonValue.Create(f.Name))]);
        return schema;
    }

    private static async Task<IResult> RunAsync(HttpContext http, OpenedNode node, RoomAnalysis analysis)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        var given = ParametersOf(http, analysis.Parameters);
        if (!given.TryGet(out var parameters)) return Problems.Of(given.Refusals);
        var outcome = await analysis.Run(new(node.Store.Records, who, parameters, node.Today) { Logs = node.Logs }, http.RequestAborted);
        return AnswerOf(outcome);
    }

    private static async Task<IResult> RunOnFileAsync(HttpContext http, OpenedNode node, FileAnalysis analysis)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.Done) return Problems.Of(session.Refusals);
        var given = ParametersOf(http, analysis.Parameters);
        if (!given.TryGet(out var parameters)) return Problems.Of(given.Refusals);
        await using var file = new MemoryStream();
        await http.Request.Body.CopyToAsync(file, http.RequestAborted); // no larger than the host lets a request be
        file.Position = 0;
        return AnswerOf(await analysis.Run(new(file, analysis.Name, parameters, node.Today), http.RequestAborted));
    }

    private static Outcome<Dictionary<string, string>> ParametersOf(HttpContext http, IReadOnlyList<AnalysisParameter> declared)
    {
        Dictionary<string, string> parameters = [];
        List<Refusal> wrong = [];
        foreach (var parameter in declared)
        {
            var value = http.Request.Query[parameter.Name].FirstOrDefault(v => !string.IsNullOrEmpty(v));
            if (value is null && parameter.Required)
                wrong.Add(new("analysis.parameter", $"'{parameter.Name}' is missing{(parameter.Allowed is null ? "" : ": one of " + string.Join(", ", parameter.Allowed))}.", Field: parameter.Name));
            if (value is null) continue;
            if (parameter.Allowed is { } allowed && !allowed.Contains(value))
                wrong.Add(new("analysis.parameter", $"'{value}' is not one of {string.Join(", ", allowed)}.", Field: parameter.Name));
            parameters[parameter.Name] = value;
        }
        if (wrong.Count > 0) return wrong.ToArray();
        return parameters;
    }

    private static IResult AnswerOf(Outcome<AnalysisAnswer> outcome) =>
        outcome.TryGet(out var answer)
            ? answer.Document is ProducedFile file ? Results.File(file.Content.ToArray(), file.MediaType)
            : Results.Json(new { result = JsonSerializer.SerializeToNode(answer.Document, Answer.Json), notes = answer.Notes.Select(n => n.English) }, Answer.Json)
            : Problems.Of(outcome.Refusals);

    private static async Task<IResult> IndicatorAsync(HttpContext http, OpenedNode node, string id)
    {
        var session = ApiTokenHandler.SessionFor(http, AccessAction.Read);
        if (!session.TryGet(out var who)) return Problems.Of(session.Refusals);
        var found = node.Rooms.Indicators.FirstOrDefault(i => i.Indicator.Id == id).Indicator;
        if (found is null) return Problems.Of([Refusal.NotFound]);
        if (Day(http, "from") is not { } from || Day(http, "to") is not { } to || to < from)
            return Problems.Bad("indicator.span", "Give 'from' and 'to' as dates such as 2016-01-01, in order.", "from");
        var values = await found.Compute(new(node.Store.Records, who, new Dictionary<string, string>(), node.Today), new DateInterval(from, to), http.RequestAborted);
        return RecordsApi.Json(new { found.Id, found.Unit, definition = found.Definition.English, values = JsonSerializer.SerializeToNode(values, BodyJson.Options) });
    }

    private static LocalDate? Day(HttpContext http, string name) =>
        http.Request.Query[name].FirstOrDefault() is { } text && LocalDatePattern.Iso.Parse(text) is { Success: true } day ? day.Value : null;
}
