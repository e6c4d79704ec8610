using System.Reflection;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Palermo.Kernel;
using Palermo.Web.Frame;
using Palermo.Web.Records;

namespace Palermo.Web;

/// <summary>The pages that every kind gets, and the parts that rooms build their own of: how a host takes them in.</summary>
/// <remarks>
/// The host brings, in the container: <c>IRecords</c>, <c>IAuditLog</c>, <c>IAttachments</c>, <c>IKeptThings</c>, <c>IJobs</c>,
/// <c>IPeople</c>, <c>Declarations</c>, NodaTime's <c>IClock</c>, <see cref="ICurrentSession"/> and <see cref="INotifications"/>.
/// </remarks>
public static class PalermoWeb
{
    /// <summary>Adds what the pages need of the framework: Razor components without interactivity, and antiforgery.</summary>
    public static IServiceCollection AddPalermoWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.AddHttpContextAccessor();
        services.AddSingleton<Offline.EntryKeys>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(at => new RecordIdSource(at.GetRequiredService<TimeProvider>()));
        services.AddCascadingValue(at => at.GetRequiredService<IHttpContextAccessor>().HttpContext!);
        return services;
    }

    /// <summary>Maps every page and the addresses that pages post to. Call it after <c>UseAntiforgery</c>.</summary>
    /// <param name="pages">Assemblies of rooms and of the host that bring pages of their own.</param>
    /// <returns>The pages, for <c>WithStaticAssets</c> and authorisation of the host's choice.</returns>
    public static RazorComponentsEndpointConventionBuilder MapPalermoWeb(this IEndpointRouteBuilder app, params IReadOnlyList<Assembly> pages)
    {
        Checked(app.MapPost(Addresses.Language, async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            if (LanguageChoice.Known(form["language"])) LanguageChoice.Write(http.Response, form["language"]!, http.Request.IsHttps);
            return Results.LocalRedirect(Addresses.Local(form["return"]));
        }));

        RecordEndpoints.Map(app);
        Offline.EntryEndpoints.Map(app);
        Exports.ExportEndpoint.Map(app);
        Exports.AnalysisEndpoint.Map(app);
        Maps.MapEndpoint.Map(app);
        Graphs.GraphEndpoint.Map(app);

        var components = Checked(app.MapRazorComponents<App>());
        return pages.Count > 0 ? components.AddAdditionalAssemblies([.. pages]) : components;
    }

    /// <summary>A form whose antiforgery token is missing or stale is refused before anything reads it.</summary>
    internal static TBuilder Checked<TBuilder>(TBuilder mapped) where TBuilder : IEndpointConventionBuilder
    {
        mapped.Add(endpoint => endpoint.Metadata.Add(new RequireAntiforgeryTokenAttribute()));
        mapped.Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException("An endpoint without a delegate.");
            endpoint.RequestDelegate = http =>
            {
                if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(http);
                http.Response.StatusCode = StatusCodes.Status400BadRequest;
                return Task.CompletedTask;
            };
        });
        return mapped;
    }
}
