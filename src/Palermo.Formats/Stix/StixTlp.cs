using System.Text.Json.Nodes;

namespace Palermo.Formats;

/// <summary>The marking definitions that every STIX bundle means by TLP: of version 1 (STIX 2.1, 7.2.1.4) and of version 2 (OASIS, "TLP 2.0 for STIX").</summary>
internal static class StixTlp
{
    public const string Extension = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";

    private static readonly Dictionary<string, (string Tlp, bool Version2)> ById = new(StringComparer.Ordinal)
    {
        ["marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"] = ("clear", false),
        ["marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da"] = ("green", false),
        ["marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"] = ("amber", false),
        ["marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed"] = ("red", false),
        ["marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487"] = ("clear", true),
        ["marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb"] = ("green", true),
        ["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"] = ("amber", true),
        ["marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003"] = ("amber+strict", true),
        ["marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"] = ("red", true),
    };

    public static bool Knows(string id) => ById.ContainsKey(id);

    public static string? TlpOf(string id) => ById.TryGetValue(id, out var known) ? known.Tlp : null;

    /// <summary>The id of version 2 for a label.</summary>
    public static string IdOf(string tlp) => ById.First(m => m.Value.Version2 && m.Value.Tlp == tlp).Key;

    /// <summary>The strictest label among references; null when none is a TLP marking.</summary>
    public static string? Strictest(IEnumerable<string> refs) =>
        refs.Select(TlpOf).OfType<string>().MaxBy(t => Array.IndexOf(Marking.TlpCodes, t));

    /// <summary>The marking definition as the standards print it.</summary>
    public static JsonObject Definition(string id)
    {
        var (tlp, second) = ById[id];
        if (!second)
        {
            var old = tlp == "clear" ? "white" : tlp;
            return new()
            {
                ["type"] = "marking-definition", ["spec_version"] = "2.1", ["id"] = id, ["created"] = "2017-01-20T00:00:00.000Z",
                ["definition_type"] = "tlp", ["name"] = "TLP:" + old.ToUpperInvariant(), ["definition"] = new JsonObject { ["tlp"] = old },
            };
        }
        return new()
        {
            ["type"] = "marking-definition", ["spec_version"] = "2.1", ["id"] = id, ["created"] = "2022-10-01T00:00:00.000Z",
            ["name"] = "TLP:" + tlp.ToUpperInvariant(),
            ["extensions"] = new JsonObject { [Extension] = new JsonObject { ["extension_type"] = "property-extension", ["tlp_2_0"] = tlp } },
        };
    }
}
