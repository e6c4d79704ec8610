using NodaTime;

namespace Palermo.Kernel;

/// <summary>As what somebody approved a sending.</summary>
public enum ApprovalAs { SecondPerson, ProtectionOfficer, DataController }

/// <summary>An approval of one sending, by name.</summary>
public sealed record Approval(string By, ApprovalAs As, Instant At);

/// <summary>A record that somebody wants to share, with everything that the decision looks at.</summary>
/// <param name="Record">As the sender may see it: what he cannot see does not leave.</param>
/// <param name="Holds">Holds found under the references of the record, in whatever state.</param>
/// <param name="Permissions">Permissions about the record, each with the node that owns it.</param>
/// <param name="PartnerHas">Records that the partner has already: links to others are kept back.</param>
public sealed record ReleaseItem(
    RecordView Record, IReadOnlyList<Hold> Holds, IReadOnlyList<GivenPermission> Permissions,
    IReadOnlyList<Approval> Approvals, IReadOnlySet<RecordId> PartnerHas);

/// <summary>A permission with the node that owns it.</summary>
public sealed record GivenPermission(RecordId Id, string GivenBy, Permission Permission);

/// <summary>A question to <see cref="Release.Decide"/>.</summary>
/// <param name="Purpose">What the partner may use it for.</param>
/// <param name="Node">The node that asks.</param>
/// <param name="Why">For a derogation: why this transfer is needed.</param>
public sealed record ReleaseQuestion(Session Sender, PartnerProfile Partner, string Purpose, ReleaseItem Item, RuleSet? Rules, string Node, Instant Now, string? Why = null)
{
    public LocalDate Today => Now.InUtc().Date;
    internal RecordHeader Header => Item.Record.Header;
    internal bool Own => Header.Owner == Node;

    /// <summary>True when a restriction of the originator does not stand in the way: it is our own, or it is lifted.</summary>
    internal bool Lifted(string code) => Own || Item.Permissions.Any(p => p.Permission.Lifts(code, Header.Id, p.GivenBy, Header.Owner, Partner.Node, Purpose, Today));
}

/// <summary>
/// May this record go to this partner for this purpose: the one decision that every path asks, whether page, API, verb, rule set, bundle or
/// message. All rules are asked, so that a person is told every refusal at once, each with its provision.
/// </summary>
/// <remarks>
/// The effective decision of the domain's section 3: marking, codes, recipients, purpose, legal gateway, transfer basis, protection,
/// classification; and age of data, holds, categories, the partner's bars. Pure.
/// </remarks>
public static class Release
{
    private const string Directive = "Directive (EU) 2016/680";

    /// <summary>The reasons why nothing of the record may leave; empty when it may. What is inside it is decided field by field: <see cref="Preview"/>.</summary>
    public static IReadOnlyList<Refusal> Decide(ReleaseQuestion q)
    {
        // Behind the wall nothing is shared by this way, and nobody learns that there was something (law 3).
        if (q.Item.Record.Kind.Compartment == Compartment.Protection || q.Purpose == Purpose.Protection || q.Header.Purposes == [Purpose.Protection]) return [Refusal.NotFound];
        return [.. OfSender(q), .. OfMarking(q, q.Header.Handling), .. OfPurpose(q), .. OfPartner(q), .. OfState(q), .. OfPeople(q), .. q.Rules?.KeepsRecord(q.Header, q.Item.Record.Kind) is { } kept ? (Refusal[])[kept] : []];
    }

    private static IEnumerable<Refusal> OfSender(ReleaseQuestion q)
    {
        var record = q.Header.ClassIn(q.Item.Record.Kind.Compartment);
        return Access.Decide(q.Sender, record, AccessAction.Share, q.Now).ToTell.Where(r => !(r.Code switch
        {
            "access.h2" => q.Lifted("H2"),
            "access.originator-consent" => q.Lifted(Permission.Originator),
            _ => false,
        }));
    }

    /// <summary>What a marking says of this partner: asked for the record, and for each statement in it.</summary>
    internal static IEnumerable<Refusal> OfMarking(ReleaseQuestion q, Handling handling)
    {
        if (!handling.Recipients.IsEmpty && !handling.Recipients.Contains(q.Partner.Node) && !handling.Recipients.Contains(q.Partner.Organisation))
            yield return new("release.recipients", $"It is for named recipients only, and {q.Partner.Name} is not among them.", "FIRST TLP 2.0");
        if (handling.Tlp > q.Partner.Ceiling)
            yield return new("release.partner-ceiling", $"{q.Partner.Name} may receive up to {new Handling(q.Partner.Ceiling)}, and this is {new Handling(handling.Tlp)}.", "the agreement with the partner");
        if (handling.Codes.HasFlag(SienaCodes.H1) && q.Purpose == Purpose.Prosecution && !q.Lifted("H1"))
            yield return new("release.h1", "Not to be disclosed in judicial proceedings without permission of the provider (H1).", "EU manual 6261/18");
        if (handling.Codes.HasFlag(SienaCodes.H3) && !q.Lifted("H3"))
            yield return new("release.h3", $"The provider's restriction stands in the way (H3): {handling.Restriction}. Ask the provider.", "EU manual 6261/18");
        if (ClassificationOf(handling) > q.Partner.MayHold)
            yield return new("release.classification", $"{q.Partner.Name} may hold up to {q.Partner.MayHold}, and this is {ClassificationOf(handling)}.", "the agreement with the partner");
    }

    /// <summary>The classification of what is marked so. A node holds nothing above Restricted: open markings need none.</summary>
    public static Classification ClassificationOf(Handling handling) =>
        handling is { Tlp: Tlp.Clear or Tlp.Green, Codes: SienaCodes.H0 } && handling.Recipients.IsEmpty ? Classification.Unclassified : Classification.Restricted;

    private static IEnumerable<Refusal> OfPurpose(ReleaseQuestion q)
    {
        if (!Purpose.All.ContainsKey(q.Purpose)) { yield return new("release.purpose-unknown", $"'{q.Purpose}' is no purpose.", Field: "purpose"); yield break; }
        if (!q.Header.Purposes.Contains(q.Purpose))
            yield return new("release.purpose", $"The record may be used for {q.Header.Purposes}, not for {q.Purpose}.", $"{Directive}, Art. 4(1)(b)", "purpose");
        if (!q.Partner.Purposes.Contains(q.Purpose))
            yield return new("release.partner-purpose", $"{q.Partner.Name} receives nothing for {q.Purpose}.", "the agreement with the partner", "purpose");
        if (q.Partner.GatewayFor(q.Purpose, q.Today) is null)
            yield return new("release.gateway", $"No legal gateway to {q.Partner.Name} for {q.Purpose} is in force on {q.Today:uuuu-MM-dd}.", $"{Directive}, Art. 35(1)(b)", "partner");
    }

    private static IEnumerable<Refusal> OfPartner(ReleaseQuestion q)
    {
        if (q.Partner.Barred is { Length: > 0 } barred) yield return new("release.barred", $"{q.Partner.Name} is barred: {barred.TrimEnd('.')}.", "INTERPOL RPD, Art. 58", "partner");
        if (q.Partner.Node == q.Node) yield return new("release.self", "The partner is this node itself.", Field: "partner");
        if (q.Partner.Node == q.Header.Owner) yield return new("release.owner", $"{q.Partner.Name} owns the record: it came from there.", Field: "partner");
        if (q.Partner.TransferBasis == TransferBasis.None) yield return new("release.transfer-basis", $"There is no basis for a transfer of data to {q.Partner.Name}: an adequacy decision, safeguards or a derogation.", $"{Directive}, Arts. 35 to 38", "partner");
        if (q.Partner.TransferBasis == TransferBasis.Derogation && string.IsNullOrWhiteSpace(q.Why)) yield return new("release.derogation", "A derogation is for one case: say why this transfer is needed.", $"{Directive}, Art. 38", "why");
        if (q.Partner.Kinds is { Count: > 0 } kinds && !kinds.Contains(q.Header.Kind)) yield return new("release.kind", $"{q.Partner.Name} receives no {q.Item.Record.Kind.Plural.English.ToLowerInvariant()}.", "the agreement with the partner");
    }

    private static IEnumerable<Refusal> OfState(ReleaseQuestion q)
    {
        if (q.Item.Record.Withdrawn) yield return new("release.withdrawn", "The record was withdrawn: it was wrong.", $"{Directive}, Art. 7(2)");
        if (q.Header.ReviewDate < q.Today) yield return new("release.stale", $"Its review date {q.Header.ReviewDate:uuuu-MM-dd} has passed: look at it again before it leaves.", $"{Directive}, Arts. 5, 7(2)");
        if (q.Header.Grading is { } grading && grading.Problems().Any()) yield return new("release.grading", "Its grade is none of its scheme.", Field: "grading");
        foreach (var bar in Hold.Bars(q.Item.Holds, HeldStep.Sharing, q.Today)) yield return bar;
    }

    /// <summary>Who stands in it. The life-safety rule: nothing of a protected person goes to a country from which that person may need protection.</summary>
    private static IEnumerable<Refusal> OfPeople(ReleaseQuestion q)
    {
        var people = PeopleInRecord.Of(q.Header, q.Item.Record.Kind, q.Item.Record.Body);
        bool Approved(ApprovalAs role) => q.Item.Approvals.Any(a => a.As == role);
        // An organisation of several countries passes on within itself: where a country of danger is known, it is treated as one of them.
        var danger = q.Partner.Country is { } country ? people.Countries.Contains(country) : !people.Countries.IsEmpty;
        const ProtectionStatus Sheltered = ProtectionStatus.AsylumSeeker | ProtectionStatus.Refugee | ProtectionStatus.Protected;
        if ((people.Status & Sheltered) != 0)
        {
            if (danger) yield return new("release.life-safety", $"{q.Partner.Name} is not among those to whom this person's data may ever go. There is no exception.", "1951 Convention, Art. 33; Palermo, law 10");
            // A country that nobody wrote down cannot be compared: silence is no permission.
            else if (people.Countries.IsEmpty) yield return new("release.origin-unknown", "For a person under protection every nationality and former residence must be recorded before anything is shared.", "1951 Convention, Art. 33; Palermo, law 10");
        }
        if ((people.Status & ProtectionStatus.Victim) != 0)
        {
            if ((danger || people.Countries.IsEmpty) && !(Approved(ApprovalAs.ProtectionOfficer) && Approved(ApprovalAs.DataController)))
                yield return new("release.victim-origin", "A victim's data goes to a country of origin, or where origin is not recorded, only when the protection officer and the data controller both approve.", "Trafficking in Persons Protocol, Arts. 6, 8; Palermo, law 10");
            else if (!danger && !Approved(ApprovalAs.ProtectionOfficer))
                yield return new("release.victim", "A victim's data leaves only when the protection officer approves.", "Trafficking in Persons Protocol, Art. 6(1); INTERPOL RPD, Art. 39");
        }
        if ((people.Status & (ProtectionStatus.Witness | ProtectionStatus.Minor)) != 0 && !q.Item.Approvals.Any(a => a.By != q.Sender.Actor.Id || a.As != ApprovalAs.SecondPerson))
            yield return new("release.second-person", "Data of a witness or a minor leaves only when a second person approves.", "INTERPOL RPD, Arts. 39, 40");
    }
}
