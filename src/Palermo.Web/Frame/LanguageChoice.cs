using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Palermo.Web.Frame;

/// <summary>The language of the pages: chosen by the person, else asked of the browser, else English.</summary>
public static class LanguageChoice
{
    public const string Cookie = "palermo-language";

    /// <summary>The languages with their names in themselves.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [("en", "English"), ("fr", "Français"), ("ar", "العربية")];

    public static bool Known(string? code) => code is "en" or "fr" or "ar";

    public static bool RightToLeft(string language) => language == "ar";

    /// <summary>The language of a request.</summary>
    /// <param name="ofPerson">The language in the person's account; null before sign-in.</param>
    public static string Read(HttpRequest request, string? ofPerson = null)
    {
        if (request.Cookies[Cookie] is { } chosen && Known(chosen)) return chosen;
        if (Known(ofPerson)) return ofPerson!;
        var asked = request.GetTypedHeaders().AcceptLanguage;
        return asked.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.Value?.Split('-')[0].ToLowerInvariant()).FirstOrDefault(Known) ?? "en";
    }

    internal static void Write(HttpResponse response, string language, bool secure) => response.Cookies.Append(Cookie, language,
        new() { HttpOnly = true, SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true, Path = "/", Secure = secure });
}
