using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.ResponseCompression;
using Palermo.Kernel;
using Palermo.Web;
using Palermo.Web.Frame;

namespace Palermo.Node;

/// <summary>The web host of one node: composes, and decides nothing.</summary>
internal static class NodeHost
{
    /// <summary>Makes the application of an opened node, ready to be started.</summary>
    /// <param name="address">Where it listens, such as <c>http://127.0.0.1:5080</c>.</param>
    public static WebApplication Build(OpenedNode node, string address)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            ApplicationName = typeof(NodeHost).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
        });
        // Compressed files that were published are sent as they are; nothing watches the disk (PITFALLS 17).
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // The key ring lies in the node's folder, which is what must be guarded; encrypting it beside its key would guard nothing.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseStaticWebAssets(); // run from build output, as tests do; published output has its files in place
        builder.WebHost.UseUrls(address);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2L << 20; // uploads raise it for themselves
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 << 10;
        });

        var services = builder.Services;
        services.AddSingleton(node).AddSingleton(node.Rooms).AddSingleton(node.Clock).AddSingleton(node.Time)
            .AddSingleton(node.Store.Records).AddSingleton(node.Store.Audit).AddSingleton(node.Store.Attachments).AddSingleton(node.Store.Outbox)
            .AddSingleton(node.Store.Jobs).AddSingleton(node.Store.People).AddSingleton(node.Store.Kept).AddSingleton(node.Store.DataSets);
        services.AddSingleton(node.Exchange).AddSingleton<INodeIdentity>(node.Exchange.Identity).AddSingleton(node.Store.Exchange).AddSingleton(node.Store.ExchangeLog).AddHostedService<ExchangeWork>().AddHostedService<WebhookWork>();
        services.AddSingleton(node.Logs);
        services.AddHostedService<SharingWork>();
        if (node.Settings is { Name: TrainingPartner.Node, Synthetic: true }) services.AddHostedService<TrainingPartner>();
        AddSignIn(services, node);
        services.AddScoped<BrowserSession>().AddScoped<ICurrentSession>(at => at.GetRequiredService<BrowserSession>());
        services.AddSingleton<INotifications, WaitingWork>();
        services.AddSingleton<NodeJobs>().AddHostedService(at => at.GetRequiredService<NodeJobs>());
        services.AddSingleton<SearchAlerts>().AddHostedService(at => at.GetRequiredService<SearchAlerts>());
        services.AddHostedService<AuditHeads>();
        services.AddSingleton<MailNotices>().AddHostedService(at => at.GetRequiredService<MailNotices>());
        services.AddHostedService<Expiry>();
        services.AddHostedService<RetentionWork>();
        services.AddSingleton<ErasuresAhead>();
        services.AddPalermoWeb();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = $"palermo-{node.Settings.Name}-form";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.SuppressXFrameOptionsHeader = false;
        });
        services.AddResponseCompression(o =>
        {
            // Pages hold no secret that an attacker's own text could be compressed with: the form token is masked anew in each page (BREACH).
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.AddNodeApi(node);
        services.AddNodeLimits();
        builder.AddObservation(node);

        var app = builder.Build();
        app.UsePalermoHeaders();
        app.UseMiddleware<FaultPages>();
        app.UseResponseCompression();
        // An address that leads nowhere is answered by a page with a way back; programs get the bare status.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            var page = HttpMethods.IsGet(http.Request.Method) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal) && !http.Request.Path.StartsWithSegments("/api");
            if (!page && http.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(http);
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(async (http, next) =>
        {
            if (!http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/health") && !http.Request.Path.StartsWithSegments("/exchange"))
                await http.RequestServices.GetRequiredService<BrowserSession>().ReadAsync(http, http.RequestServices.GetRequiredService<StatedWorkCookie>());
            await next(http);
        });
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapHealth(node);
        app.MapNodeApi(node);
        app.MapExchange();
        app.MapSignIn();
        app.MapAdministration();
        app.MapPartners();
        app.MapPalermoWeb([typeof(NodeHost).Assembly, .. node.Rooms.Rooms.Select(r => r.GetType().Assembly).Distinct()]);
        return app;
    }

    private static void AddSignIn(IServiceCollection services, OpenedNode node)
    {
        // Cookies ignore ports: each node has its own key ring, application name and cookie names (PITFALLS 13).
        services.AddDataProtection()
            .SetApplicationName("Palermo " + node.Settings.Name)
            .PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(node.Folder, "keys")));
        services.AddSingleton<StatedWorkCookie>().AddSingleton<GivenCodes>().AddSingleton<Devices>();
        services.AddIdentityCore<NodeUser>(o =>
            {
                o.Password.RequireDigit = o.Password.RequireLowercase = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
                o.Password.RequiredLength = LengthOverComposition.Shortest;
                o.Lockout.MaxFailedAccessAttempts = 5;
                o.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
                o.User.AllowedUserNameCharacters = "";
            })
            .AddUserStore<NodeUserStore>()
            .AddPasswordValidator<LengthOverComposition>()
            .AddSignInManager<NodeSignInManager>();
        services.Configure<IdentityPasskeyOptions>(o => o.UserVerificationRequirement = "required");
        var authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies();
        authentication.AddScheme<Microsoft.AspNetCore.Authentication.AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null);
        if (node.Settings.OpenId is { } provider) authentication.AddNodeOpenId(node, provider);
        foreach (var scheme in (ReadOnlySpan<string>)[IdentityConstants.ApplicationScheme, IdentityConstants.ExternalScheme, IdentityConstants.TwoFactorUserIdScheme, IdentityConstants.TwoFactorRememberMeScheme])
        {
            services.Configure<CookieAuthenticationOptions>(scheme, o =>
            {
                o.Cookie.Name = $"palermo-{node.Settings.Name}-{scheme.Split('.')[^1].ToLowerInvariant()}";
                o.Cookie.HttpOnly = true;
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                o.LoginPath = Addresses.SignIn;
                o.ReturnUrlParameter = "return";
                if (scheme == IdentityConstants.ApplicationScheme)
                {
                    o.ExpireTimeSpan = Devices.Shift;
                    o.SlidingExpiration = true;
                    var stamp = o.Events.OnValidatePrincipal;
                    o.Events.OnValidatePrincipal = async context =>
                    {
                        await stamp(context);
                        await Devices.CheckAsync(context);
                    };
                }
            });
        }
        services.Configure<SecurityStampValidatorOptions>(o =>
        {
            o.ValidationInterval = TimeSpan.FromMinutes(1);
            o.OnRefreshingPrincipal = context =>
            {
                // Identity makes the claims anew from the person; which device it is, only the sign-in knows.
                if (context.CurrentPrincipal?.FindFirst(Devices.Claim) is { } device) context.NewPrincipal?.Identities.First().AddClaim(device.Clone());
                return Task.CompletedTask;
            };
        });
        services.AddAuthorization();
    }

    /// <summary>The address to print: browsers refuse passkeys at an IP address, so the loopback is named.</summary>
    /// <param name="name">Host name of the node, such as <c>niger</c>; null for plain <c>localhost</c>.</param>
    public static string Shown(string address, string? name = null)
    {
        var uri = new Uri(address);
        var host = IPAddress.TryParse(uri.Host, out var ip) && (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any)) ? (name is null ? "localhost" : name + ".localhost") : uri.Host;
        return $"{uri.Scheme}://{host}:{uri.Port}";
    }
}
