using System.Text.Json;
using System.Text.RegularExpressions;
using Palermo.Kernel;
using Palermo.Node.Cli;

namespace Palermo.Node;

/// <summary>What a node is called and how it is set up: <c>node.json</c> in its folder. No secret stands here: these come from the environment.</summary>
internal sealed partial record NodeSettings
{
    /// <summary>Short name: lower-case letters, digits, hyphens. It is the owner of the node's records and its host name.</summary>
    public required string Name { get; init; }
    public required Words Title { get; init; }
    /// <summary>The authority that runs the node.</summary>
    public required string Organisation { get; init; }
    /// <summary>ISO 3166-1 alpha-3 of the country; null for an organisation of no country.</summary>
    public string? Country { get; init; }
    /// <summary>Where partners reach the node's exchange, such as <c>https://palermo.interno.example</c>; null: by files only.</summary>
    public string? ExchangeAddress { get; init; }
    /// <summary>Programs that are told when records change: id and kind, never content.</summary>
    public IReadOnlyList<Palermo.Exchange.Webhooks.Webhook>? Webhooks { get; init; }
    /// <summary>True when the data is made up: every page says so.</summary>
    public bool Synthetic { get; init; }
    /// <summary>Mail server for notifications; null: none are sent. The password comes from PALERMO_SMTP_PASSWORD.</summary>
    public SmtpSettings? Smtp { get; init; }
    /// <summary>OpenID Connect provider; null: sign-in by the node's own accounts. The secret comes from PALERMO_OIDC_SECRET.</summary>
    public OpenIdSettings? OpenId { get; init; }

    private const string FileName = "node.json";

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")]
    private static partial Regex NameForm { get; }

    /// <summary>Reads the settings of a folder; writes plain ones when it has none.</summary>
    /// <param name="named">The name of a folder that has no settings yet; null: made of the folder's own.</param>
    /// <param name="given">Settings for a folder that has none; null: plain ones.</param>
    public static NodeSettings ReadOrCreate(string folder, Func<string>? named = null, NodeSettings? given = null)
    {
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path))
        {
            try
            {
                var read = JsonSerializer.Deserialize<NodeSettings>(File.ReadAllBytes(path), Answer.Json)!;
                return NameForm.IsMatch(read.Name) ? read : throw new CliProblem($"{path}: the name '{read.Name}' must be lower-case letters, digits and hyphens, beginning with a letter.");
            }
            catch (JsonException fault) { throw new CliProblem($"{path}: line {fault.LineNumber + 1}: {fault.Message}"); }
        }
        var folderName = named?.Invoke() ?? new string([.. Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).ToLowerInvariant().Where(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-')]);
        var name = NameForm.IsMatch(folderName) ? folderName : "node";
        var settings = given is { } known && known.Name == name ? known : new NodeSettings { Name = name, Title = Words.Same(name), Organisation = name };
        settings.Write(folder);
        return settings;
    }

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Answer.Json));
    }
}

/// <summary>Where notifications go out by mail. They say that something waits, never what.</summary>
internal sealed record SmtpSettings(string Host, int Port, string From, string? User = null, bool Tls = true);

/// <summary>An OpenID Connect provider, with its groups and the roles that they give here at each sign-in.</summary>
internal sealed record OpenIdSettings(string Authority, string ClientId, string GroupClaim, IReadOnlyDictionary<string, string[]> RolesByGroup);
