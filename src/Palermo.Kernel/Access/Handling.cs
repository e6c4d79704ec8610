using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Palermo.Kernel;

/// <summary>Traffic Light Protocol 2.0 (FIRST, August 2022), from open to closed.</summary>
public enum Tlp { Clear, Green, Amber, AmberStrict, Red }

/// <summary>Handling codes of Europol's SIENA; they combine (EU manual 6261/18). None set is H0: for preventing and combating crime.</summary>
[Flags]
public enum SienaCodes
{
    H0 = 0,
    /// <summary>Not to be disclosed in judicial proceedings without permission of the provider.</summary>
    H1 = 1,
    /// <summary>Not to be passed on without permission of the provider.</summary>
    H2 = 2,
    /// <summary>Other restrictions, in words; to be acknowledged before opening.</summary>
    H3 = 4,
}

/// <summary>What a record may be used for, by whom, and what must happen before it goes further.</summary>
/// <param name="Tlp">How far it may be known.</param>
/// <param name="Codes">SIENA codes, combined.</param>
/// <param name="Restriction">The words of H3; required with it, and only with it.</param>
/// <param name="Recipients">Organisations or nodes that alone may have it, by name; empty: no such list.</param>
/// <param name="OriginatorConsent">True when the originator must agree before it goes to anybody further.</param>
[JsonConverter(typeof(HandlingJson))]
public sealed record Handling(
    Tlp Tlp = Tlp.Amber,
    SienaCodes Codes = SienaCodes.H0,
    string? Restriction = null,
    ImmutableSet Recipients = default,
    bool OriginatorConsent = false)
{
    /// <summary>The handling of what may be known to all: no personal data, no sensitive source.</summary>
    public static Handling Open { get; } = new(Tlp.Clear);

    /// <summary>Everything that is wrong with it; empty when it can be stored.</summary>
    public IEnumerable<Refusal> Problems()
    {
        if (Codes.HasFlag(SienaCodes.H3) != !string.IsNullOrWhiteSpace(Restriction))
            yield return new("handling.h3-words", "H3 needs its restriction in words, and words need the code H3.", "EU manual 6261/18", "handling.restriction");
        if (Tlp == Tlp.AmberStrict && Recipients.IsEmpty)
            yield return new("handling.strict-organisation", "TLP:AMBER+STRICT stays in one organisation: name it as the recipient.", "FIRST TLP 2.0", "handling.recipients");
        if (Tlp == Tlp.Red && Recipients.IsEmpty)
            yield return new("handling.red-recipients", "TLP:RED is for named recipients only: name them.", "FIRST TLP 2.0", "handling.recipients");
    }

    /// <summary>The marking of something that is made from two things: each restriction of either stays.</summary>
    /// <remarks>Recipients are those that both allow; when both have lists with nothing in common, nobody but the owner may have it.</remarks>
    public static Handling Strictest(Handling a, Handling b)
    {
        var recipients = a.Recipients.IsEmpty ? b.Recipients : b.Recipients.IsEmpty ? a.Recipients : a.Recipients.Both(b.Recipients);
        if (recipients.IsEmpty && !(a.Recipients.IsEmpty && b.Recipients.IsEmpty)) recipients = ImmutableSet.Of(Nobody);
        return new(
            a.Tlp > b.Tlp ? a.Tlp : b.Tlp,
            a.Codes | b.Codes,
            (a.Restriction, b.Restriction) switch
            {
                (null, var y) => y,
                (var x, null) => x,
                var (x, y) when x == y => x,
                var (x, y) => string.CompareOrdinal(x, y) < 0 ? $"{x}; {y}" : $"{y}; {x}",
            },
            recipients,
            a.OriginatorConsent || b.OriginatorConsent);
    }

    /// <summary>Stands in a list of recipients that no real name is on.</summary>
    public const string Nobody = "-";

    /// <summary>The marking as printed on each page and export: <c>TLP:AMBER H1 H2 · only X, Y · originator's consent</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder("TLP:").Append(Tlp switch { Tlp.AmberStrict => "AMBER+STRICT", var t => t.ToString().ToUpper(CultureInfo.InvariantCulture) });
        foreach (var code in (ReadOnlySpan<SienaCodes>)[SienaCodes.H1, SienaCodes.H2, SienaCodes.H3])
            if (Codes.HasFlag(code)) text.Append(' ').Append(code);
        if (Restriction is not null) text.Append(" · ").Append(Restriction);
        if (!Recipients.IsEmpty) text.Append(" · only ").AppendJoin(", ", Recipients);
        if (OriginatorConsent) text.Append(" · originator's consent");
        return text.ToString();
    }
}
