using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Web.Entry;

/// <summary>Words for the parts of a header, by their JSON names.</summary>
public static class HeaderFields
{
    /// <summary>The label of a part of the header; null for a name that is none.</summary>
    public static Words? Label(string name) => name switch
    {
        "state" => ListSay.State,
        "handling" => RecordSay.Handling,
        "purposes" => RecordSay.Purposes,
        "needToKnow" => RecordSay.NeedToKnow,
        "provenance" => RecordSay.Provenance,
        "reviewDate" => RecordSay.ReviewDate,
        "categories" => RecordSay.Categories,
        "legalBasis" => RecordSay.LegalBasis,
        "grading" => RecordSay.Grading,
        "withdrawn" => ListSay.WithdrawnMark,
        _ => null,
    };
}
