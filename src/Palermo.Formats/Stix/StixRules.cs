using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>What STIX 2.1 asks of every object, as far as a reader must know it (OASIS STIX 2.1, parts 3 to 7).</summary>
internal static class StixRules
{
    /// <summary>Observables have no times of their own (part 6).</summary>
    private static readonly HashSet<string> Observables = new(StringComparer.Ordinal)
    {
        "artifact", "autonomous-system", "directory", "domain-name", "email-addr", "email-message", "file", "ipv4-addr", "ipv6-addr", "mac-addr",
        "mutex", "network-traffic", "process", "software", "url", "user-account", "windows-registry-key", "x509-certificate",
    };

    private static readonly Dictionary<string, string[]> RequiredByType = new(StringComparer.Ordinal)
    {
        ["attack-pattern"] = ["name"], ["campaign"] = ["name"], ["course-of-action"] = ["name"], ["grouping"] = ["context", "object_refs"],
        ["identity"] = ["name"], ["incident"] = ["name"], ["indicator"] = ["pattern", "pattern_type", "valid_from"], ["infrastructure"] = ["name"],
        ["intrusion-set"] = ["name"], ["malware"] = ["is_family"], ["malware-analysis"] = ["product"], ["note"] = ["content", "object_refs"],
        ["observed-data"] = ["first_observed", "last_observed", "number_observed"], ["opinion"] = ["opinion", "object_refs"],
        ["report"] = ["name", "published", "object_refs"], ["threat-actor"] = ["name"], ["tool"] = ["name"], ["vulnerability"] = ["name"],
        ["relationship"] = ["relationship_type", "source_ref", "target_ref"], ["sighting"] = ["sighting_of_ref"],
        ["extension-definition"] = ["name", "schema", "version", "extension_types"], ["language-content"] = ["object_ref", "contents"],
        ["email-addr"] = ["value"], ["ipv4-addr"] = ["value"], ["ipv6-addr"] = ["value"], ["mac-addr"] = ["value"], ["domain-name"] = ["value"],
        ["url"] = ["value"], ["autonomous-system"] = ["number"], ["directory"] = ["path"], ["mutex"] = ["name"], ["software"] = ["name"],
        ["email-message"] = ["is_multipart"], ["network-traffic"] = ["protocols"],
    };

    /// <summary>Properties that name other objects, with the role the link has with us.</summary>
    public static readonly (string Property, string Role, bool IsList)[] References =
    [
        ("created_by_ref", "created-by", false), ("object_refs", "refers-to", true), ("sighting_of_ref", "sighting-of", false),
        ("where_sighted_refs", "where-sighted", true), ("observed_data_refs", "observed-data", true),
    ];

    public static bool IsObservable(string type) => Observables.Contains(type);

    /// <summary>True when an object of a type may stand without any of the properties that the standard requires of it.</summary>
    public static bool Meets(string type, JsonObject written) => type switch
    {
        "location" => written.ContainsKey("region") || written.ContainsKey("country") || (written.ContainsKey("latitude") && written.ContainsKey("longitude")),
        "user-account" => written.ContainsKey("user_id") || written.ContainsKey("account_login") || written.ContainsKey("display_name"),
        _ => RequiredByType.GetValueOrDefault(type, []).All(written.ContainsKey),
    };

    /// <summary>Checks what every reader relies on.</summary>
    /// <exception cref="MalformedDocument">The object breaks a rule of the standard.</exception>
    public static (string Type, string Id) Check(JsonPlace place)
    {
        var type = place.AsObject().Required("type").AsText();
        // By hand: the pattern in the public schema can be made to run for hours on a hostile name.
        if (type.Length is < 3 or > 250 || type[0] is not (>= 'a' and <= 'z') || type.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            throw place.At("type").Wrong($"'{JsonPlace.Short(type)}' is no name of an object type: lower-case letters, digits and hyphens, 3 to 250 of them.");
        var id = place.Required("id").AsText();
        CheckId(place.At("id"), type);
        foreach (var name in RequiredByType.GetValueOrDefault(type, [])) place.Required(name);
        var version = place.Text("spec_version");
        if (version is not null and not "2.1") throw place.At("spec_version").Wrong($"'{JsonPlace.Short(version)}': this program reads STIX 2.1; raise the bundle to it first.");
        if (type == "marking-definition") CheckTime(place.Required("created"));
        else if (!IsObservable(type) && (!type.StartsWith("x-", StringComparison.Ordinal) || place.Has("created")))
        {
            if (version is null) throw place.Wrong("'spec_version' is missing; in STIX 2.1 every object but observables has it.");
            var created = CheckTime(place.Required("created"));
            var modified = CheckTime(place.Required("modified"));
            if (modified < created) throw place.At("modified").Wrong("It was modified before it was created.");
        }
        if (type == "location" && place.Has("latitude") != place.Has("longitude")) throw place.Wrong("A point needs latitude and longitude.");
        return (type, id);
    }

    /// <summary>Checks an identifier: type, two hyphens, UUID.</summary>
    public static void CheckId(JsonPlace place, string? type)
    {
        var id = place.AsText();
        var cut = id.IndexOf("--", StringComparison.Ordinal);
        if (cut < 3 || !Guid.TryParseExact(id.AsSpan(cut + 2), "D", out _)) throw place.Wrong($"'{JsonPlace.Short(id)}' is no identifier: a type, two hyphens and a UUID.");
        if (type is not null && id[..cut] != type) throw place.Wrong($"The identifier begins with '{id[..cut]}', and the object is a {type}.");
    }

    public static bool IsTime(string text) => Time(text) is not null;

    private static DateTimeOffset CheckTime(JsonPlace place) =>
        Time(place.AsText()) ?? throw place.Wrong($"'{JsonPlace.Short(place.AsText())}' is no timestamp such as 2016-05-07T11:22:30.000Z.");

    private static DateTimeOffset? Time(string text)
    {
        // RFC 3339 in UTC with a 'Z'; a fraction of any length, of which .NET reads seven digits.
        if (text.Length is >= 20 and <= 60 && text[^1] == 'Z' && text[10] == 'T')
        {
            var dot = text.IndexOf('.');
            var shortened = dot > 0 && text.Length - dot - 2 > 7 ? text[..(dot + 8)] + "Z" : text;
            if (DateTimeOffset.TryParse(shortened, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return time;
        }
        return null;
    }

    /// <summary>The item type for an object: by its type and the values that tell it from others of that type.</summary>
    public static string TypeOf(string type, JsonElement value)
    {
        string? loose = null;
        foreach (var candidate in Crosswalk.Types)
        {
            var cell = Crosswalk.ClassCell(candidate, ExchangeFormat.Stix);
            if (!cell.Where(c => !c.Contains('=')).Contains(type)) continue;
            var conditions = cell.Where(c => c.Contains('=')).ToArray();
            if (conditions.All(c => value.TryGetProperty(c[..c.IndexOf('=')], out var v) && v.ValueKind == JsonValueKind.String && v.GetString() == c[(c.IndexOf('=') + 1)..])) return candidate;
            loose = candidate;
        }
        // An actor known to be one human being is a person; a class of identity that is no individual is an organisation.
        if (loose == "group" && value.TryGetProperty("resource_level", out var level) && level.ValueKind == JsonValueKind.String && level.GetString() == "individual") return "person";
        return loose ?? Item.OtherType;
    }
}
