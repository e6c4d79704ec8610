using System.Linq.Expressions;
using Palermo.Analysis.Matching;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What a number on a seized thing says of itself.</summary>
/// <param name="Field">The JSON name of its field.</param>
/// <param name="Check">Whether a check digit holds; null where the number bears none.</param>
/// <param name="Problem">What is wrong with it: forged, filed off, or misread. A number in order has none.</param>
/// <param name="Meaning">What more it says, such as the model year.</param>
internal sealed record NumberFinding(string Field, string Type, string Written, string Value, bool? Check, Words? Problem, Words? Meaning);

/// <summary>Numbers on vehicles, vessels, engines and devices: the normal form under which the same thing is found again, and what their check digits say.</summary>
/// <remarks>
/// A wrong check digit is a finding, not a reason to refuse the entry: forged and filed-off numbers are what a register must hold. Forms and digits come from
/// Analysis.Matching (VIN: ISO 3779; IMO: Resolution A.1117(30); IMEI: 3GPP TS 23.003; hull: ISO 10087).
/// </remarks>
internal static class AssetNumbers
{
    public const string Vin = "vin", Plate = "plate", Engine = "engine", Hull = "hull", Imo = "imo", Imei = "imei", Phone = "phone", Serial = "serial", Exhibit = "exhibit";

    /// <summary>The older type under which a seizure keeps the number of its one thing.</summary>
    public const string Item = "item-number";

    /// <summary>Declares an identifying number of an asset.</summary>
    public static KindBuilder<SeizedAsset> Number(this KindBuilder<SeizedAsset> kind, Expression<Func<SeizedAsset, string?>> property, string type, Words label) =>
        kind.Field(property, label, f => f with { Type = FieldType.Identifier, IdentifierType = type, Normalise = written => Normal(type, written), MaxLength = 60, Searched = true });

    /// <summary>Capitals and digits without separators; null when nothing is left.</summary>
    public static string? Plain(string written)
    {
        var plain = string.Concat(written.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return plain.Length == 0 ? null : plain;
    }

    /// <summary>The form under which equal things are equal; null when nothing usable is left.</summary>
    public static string? Normal(string type, string written)
    {
        var value = Look(type, written).Value;
        return value.Length > 0 ? value : Plain(written);
    }

    private static NormalisedIdentifier Look(string type, string written) => type switch
    {
        Vin => VehicleNumbers.Vin(written),
        Plate => VehicleNumbers.Plate(written),
        Hull => VesselNumbers.Hull(written),
        Imo => VesselNumbers.Imo(written),
        Imei => DeviceNumbers.Imei(written),
        Phone => TelephoneNumbers.Normalise(written),
        // Serial numbers have no form of their own: capitals and digits, with the signs that are misread on a worn plate folded.
        _ => new(DocumentNumbers.Folded(written), CheckDigit.None, null),
    };

    /// <summary>Every number of an asset, with its type, as written.</summary>
    public static IEnumerable<(string Field, string Type, string Written)> Of(SeizedAsset asset) =>
        new (string, string, string?)[]
        {
            ("vin", Vin, asset.Vin), ("plate", Plate, asset.Plate), ("engineNumber", Engine, asset.EngineNumber), ("hullNumber", Hull, asset.HullNumber), ("imo", Imo, asset.Imo),
            ("imei", Imei, asset.Imei), ("phone", Phone, asset.Phone), ("serialNumber", Serial, asset.SerialNumber),
        }.Where(n => !string.IsNullOrWhiteSpace(n.Item3)).Select(n => (n.Item1, n.Item2, n.Item3!));

    /// <summary>What each number says of itself.</summary>
    /// <param name="year">The year of the seizure: model years come round every thirty.</param>
    public static IReadOnlyList<NumberFinding> Findings(SeizedAsset asset, int year) =>
    [
        .. Of(asset).Select(n =>
        {
            var look = Look(n.Type, n.Written);
            var problem = look.Problem is { } english ? SeizuresSay.NumberProblem(n.Type, english) : null;
            Words? meaning = n.Type == Vin && look.Value.Length == 17 && ModelYear(look.Value, year) is { } model
                ? SeizuresSay.ModelYear(model) : n.Type == Vin && look is { Check: CheckDigit.None, Problem: null } ? SeizuresSay.NoCheckDigit : null;
            return new NumberFinding(n.Field, n.Type, n.Written, look.Value, look.Check switch { CheckDigit.Right => true, CheckDigit.Wrong => false, _ => null }, problem, meaning);
        }),
    ];

    private const string ModelYears = "ABCDEFGHJKLMNPRSTVWXY123456789";

    /// <summary>The model year of a VIN: position 10, a round of thirty years that position 7 tells apart; null where it names none.</summary>
    /// <param name="seenIn">The year in which it was seen: no vehicle is of a model year after the next.</param>
    /// <remarks>49 CFR 565.15, table VII: A is 1980 or 2010; a letter in position 7 of a light vehicle says 2010 or later. Only North American makers are bound to it.</remarks>
    public static int? ModelYear(string vin, int seenIn)
    {
        if (vin.Length != 17 || ModelYears.IndexOf(vin[9]) is not (>= 0 and var at)) return null;
        var first = 1980 + at;
        var later = char.IsAsciiLetter(vin[6]) && first + 30 <= seenIn + 1;
        return later ? first + 30 : first <= seenIn + 1 ? first : null;
    }
}
