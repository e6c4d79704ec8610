using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Palermo.Kernel;

namespace Palermo.Web.Entry;

/// <summary>The body that a posted form holds.</summary>
public static class FormBody
{
    /// <summary>The JSON of the body, for <see cref="Kind.Parse"/>.</summary>
    public static JsonObject Read(IFormCollection form, Kind kind, string language = "en") =>
        FieldReader.Read(kind, EntryTexts.Of(form), EntryConventions.OfForm(language));
}
