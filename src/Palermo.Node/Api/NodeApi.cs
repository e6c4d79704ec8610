using Microsoft.AspNetCore.Http.Json;
using Palermo.Kernel;

namespace Palermo.Node;

/// <summary>The API of a node under <c>/api/v1</c>, described at <c>/api/openapi.json</c>.</summary>
internal static class NodeApi
{
    public static IServiceCollection AddNodeApi(this IServiceCollection services, OpenedNode node)
    {
        services.Configure<JsonOptions>(o =>
        {
            // What callers send and get is written as bodies are.
            o.SerializerOptions.PropertyNamingPolicy = BodyJson.Options.PropertyNamingPolicy;
            o.SerializerOptions.UnmappedMemberHandling = BodyJson.Options.UnmappedMemberHandling;
            o.SerializerOptions.DefaultIgnoreCondition = BodyJson.Options.DefaultIgnoreCondition;
            o.SerializerOptions.Encoder = BodyJson.Options.Encoder;
            o.SerializerOptions.MaxDepth = BodyJson.Options.MaxDepth;
            foreach (var converter in BodyJson.Options.Converters) o.SerializerOptions.Converters.Add(converter);
        });
        return services.AddOpenApi("v1", o =>
        {
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = $"Palermo node {node.Settings.Name}";
                document.Info.Version = "1";
                document.Info.Description = "Every call needs a token of this node, is decided by the same rules as the pages, and is logged. Refusals are Problem Details (RFC 9457).";
                return Task.CompletedTask;
            });
        });
    }

    public static void MapNodeApi(this WebApplication app, OpenedNode node)
    {
        app.MapOpenApi("/api/openapi.json").AllowAnonymous();
        var api = app.MapGroup("/api/v1").RequireAuthorization(policy => policy.AddAuthenticationSchemes(ApiTokenHandler.SchemeName).RequireAuthenticatedUser())
            .RequireRateLimiting(Limits.Api).DisableAntiforgery();
        RecordsApi.Map(api);
        FilesApi.Map(api);
        ImportsApi.Map(api);
        RoomsApi.Map(api, node.Rooms);
        SharingApi.Map(api);
    }
}
