using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Palermo.Kernel;
using Palermo.Web.Frame;

namespace Palermo.Web.Tests.Sample;

/// <summary>A host with pages and nothing else, on a loopback port: who one is stands in a cookie, so that a test says it.</summary>
internal sealed class SampleHost : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 24, 9, 30);

    private SampleHost(WebApplication app) => App = app;

    public WebApplication App { get; }
    public string Address => App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    public IRecords Records => App.Services.GetRequiredService<IRecords>();
    public IServiceProvider Services => App.Services;

    public static readonly Person Amina = new("amina", "amina", "Amina Diallo", "Police aux frontières", [Role.Analyst.Name, Role.Supervisor.Name, Role.ProtectionOfficer.Name], ["agadez"], null, Tlp.Red, "fr", "", "1");
    public static readonly Person Paolo = new("paolo", "paolo", "Paolo Conti", "Guardia Costiera", [Role.RescueCoordinator.Name], [], null, Tlp.Amber, "en", "", "1");

    public static Session SessionOf(Person person, string purpose) => new(person.ToActor("niger"), new(purpose, "Directive (EU) 2016/680, Art. 8", "NE-2026-114"), Channel.Page);

    /// <summary>Amina, analyst, at work on border management.</summary>
    public static Session Session { get; } = SessionOf(Amina, Purpose.BorderManagement);

    public static async Task<SampleHost> StartAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(SampleHost).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Development",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddConsole();
        var services = builder.Services;
        services.AddPalermoWeb();
        services.AddSingleton(Declarations.Of(new SampleRoom()));
        services.AddSingleton<IClock>(new FixedClock(Now));
        services.AddSingleton<MemoryStore>();
        services.AddSingleton<IRecords>(s => s.GetRequiredService<MemoryStore>());
        services.AddSingleton<IAuditLog>(s => s.GetRequiredService<MemoryStore>());
        services.AddSingleton<IKeptThings>(s => s.GetRequiredService<MemoryStore>());
        services.AddSingleton<IAttachments, MemoryFiles>();
        services.AddSingleton<MemoryPeople>();
        services.AddSingleton<IPeople>(s => s.GetRequiredService<MemoryPeople>());
        services.AddSingleton<IJobs, MemoryJobs>();
        services.AddScoped<ICurrentSession, CookieSession>();
        services.AddSingleton<INotifications, TwoNotes>();
        var app = builder.Build();
        app.UsePalermoHeaders();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapPalermoWeb(typeof(SampleHost).Assembly).WithStaticAssets();
        foreach (var person in (Person[])[Amina, Paolo]) app.Services.GetRequiredService<MemoryPeople>().All[person.Id] = person;
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A client that is Amina at work, in a language, with its own cookies.</summary>
    public HttpClient Client(string language = "en", string purpose = Purpose.BorderManagement, string person = "amina")
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true };
        foreach (var (name, value) in Cookies(language, purpose, person)) handler.CookieContainer.Add(new Uri(Address), new System.Net.Cookie(name, value, "/"));
        return new(handler) { BaseAddress = new Uri(Address) };
    }

    public static IEnumerable<(string Name, string Value)> Cookies(string language, string purpose, string person) =>
        [(LanguageChoice.Cookie, language), ("test-purpose", purpose), ("test-person", person)];

    public async ValueTask DisposeAsync() => await App.DisposeAsync();

    private sealed class FixedClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }

    private sealed class CookieSession(IHttpContextAccessor at, MemoryPeople people) : ICurrentSession
    {
        private HttpRequest Request => at.HttpContext!.Request;
        public Person? Person => people.All.GetValueOrDefault(Request.Cookies["test-person"] ?? "");
        public Session? Session => Person is { } person && Request.Cookies["test-purpose"] is { Length: > 0 } purpose ? SessionOf(person, purpose) : null;
        public string Language => LanguageChoice.Read(Request, Person?.Language);
        public NodeFace Node { get; } = new("niger", new("Niger", "Niger", "النيجر"), Synthetic: true);
    }

    private sealed class TwoNotes : INotifications
    {
        public ValueTask<IReadOnlyList<Notification>> WaitingAsync(Session session, CancellationToken cancel = default) => new(
        [
            new("1", new("A task is due", "Une tâche arrive à échéance", "مهمة مستحقة"), "/records/task", Now),
            new("2", new("A request waits for an answer", "Une demande attend une réponse", "طلب بانتظار الرد"), "/records/task", Now),
        ]);
    }
}
