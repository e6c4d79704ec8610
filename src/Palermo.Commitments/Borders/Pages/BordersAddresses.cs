using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Addresses of the room's pages.</summary>
internal static class BordersAddresses
{
    public const string Borders = "/borders";
    public const string Seizures = "/borders/seizures";
    public const string Documents = "/borders/documents";

    /// <summary>The page of a seized thing.</summary>
    public static string Seized(RecordId id) => $"{Seizures}/{id}";

    /// <summary>A paper of a seized thing, to be printed.</summary>
    public static string Paper(RecordId id, string paper) => $"{Seizures}/{id}/{paper}";

    /// <summary>The page of an entry of the fraud register.</summary>
    public static string Fraud(RecordId id) => $"{Documents}/fraud/{id}";
}
