using System.CommandLine;

namespace Palermo.Node.Cli.Ais;

/// <summary><c>palermo ais</c>: ship positions, decoded and looked at.</summary>
internal static class AisVerb
{
    public static Command Create() => new("ais", "Ship positions (AIS): decode them, find encounters, loitering and gaps, and who is near.")
    {
        DecodeVerb.Create(), ListenVerb.Create(), EncountersVerb.Create(), LoiteringVerb.Create(), GapsVerb.Create(), CheckVerb.Create(),
        NearVerb.Create(), NearVerb.CreateCpa(),
    };
}
