using NodaTime;

namespace Palermo.Kernel;

/// <summary>Yes, or no with every reason. Both say which rules were asked, for "who can see this, and why".</summary>
/// <param name="Allowed">Whether it may be done.</param>
/// <param name="Reasons">Every rule that refused; empty when allowed.</param>
/// <param name="Grounds">The rules that allowed it, in words.</param>
/// <param name="Hidden">True when the answer must be the same as for a record that does not exist.</param>
public sealed record Decision(bool Allowed, IReadOnlyList<Refusal> Reasons, IReadOnlyList<string> Grounds, bool Hidden)
{
    /// <summary>What the asker is told: every reason, or only "no such record" where existence itself is not to be known.</summary>
    public IReadOnlyList<Refusal> ToTell => Hidden ? [Refusal.NotFound] : Reasons;
}

/// <summary>The one place where it is decided who may do what. Pure: the same question has the same answer everywhere.</summary>
public static class Access
{
    /// <summary>Decides whether somebody at work may do something to a record, or to records of a class.</summary>
    /// <param name="session">Who, for which purpose.</param>
    /// <param name="record">What the decision looks at of a record.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="now">The moment of asking, for assignments and emergency openings that end.</param>
    /// <remarks>
    /// All rules are asked, so that a person is told once. Order of the rules: the person, the wall, the purpose, need-to-know,
    /// handling, the owner, the action. Sources: Directive (EU) 2016/680, Arts. 4, 20, 25; FIRST TLP 2.0; EU manual 6261/18 (SIENA).
    /// </remarks>
    public static Decision Decide(Session session, AccessClass record, AccessAction action, Instant now)
    {
        var (actor, work) = (session.Actor, session.Work);
        List<Refusal> reasons = [];
        List<string> grounds = [];
        var hidden = false;

        void Ask(bool allows, string ground, Refusal refusal)
        {
            if (allows) grounds.Add(ground);
            else reasons.Add(refusal);
        }

        // The person.
        if (actor.ActiveUntil is { } until)
            Ask(now.InUtc().Date <= until, $"assignment runs to {until:uuuu-MM-dd}", new("access.assignment-ended", $"The assignment ended on {until:uuuu-MM-dd}."));
        var roles = Role.Serving(actor.Roles, work.Purpose).ToArray();
        Ask(roles.Length > 0, $"the role {string.Join(", ", roles.Select(r => r.Name))} serves the purpose {work.Purpose}",
            new("access.purpose-of-role", $"None of the person's roles may work for the purpose '{work.Purpose}'.", "Directive (EU) 2016/680, Art. 4(1)(b)"));

        // The wall (law 3): for any other purpose protected records do not exist, whoever asks.
        if (record.Compartment == Compartment.Protection)
        {
            var inside = work.Purpose == Purpose.Protection && roles.Contains(Role.ProtectionOfficer);
            if (!inside) hidden = true;
            Ask(inside, "protection work by a protection officer", Refusal.NotFound);
        }

        // A partner node reaches what it owns and no more: by no message does it learn what else is here (law 7).
        var own = actor.Node == record.Owner;
        var owner = own && roles.Contains(Role.Partner);
        if (roles.Contains(Role.Partner))
        {
            if (!own) hidden = true;
            Ask(own, "a record of the partner's own", new("access.partner", "A partner's messages reach what the partner owns, and nothing else."));
        }

        // The purpose.
        var serves = record.Purposes.Contains(work.Purpose) || (work.Purpose == Purpose.Oversight && record.Compartment == Compartment.General);
        Ask(serves, $"the record serves the purpose {work.Purpose}",
            new("access.purpose-of-record", $"The record may be used for {record.Purposes}, not for {work.Purpose}.", "Directive (EU) 2016/680, Art. 4(1)(b)"));
        if (!serves) hidden = true;

        // Need-to-know: those outside do not learn of it.
        if (!record.NeedToKnow.IsEmpty)
        {
            var member = owner || record.NeedToKnow.Overlaps(actor.Teams);
            var broken = !member && actor.BreakGlass is { } glass && glass.Until > now && record.Compartment == Compartment.General && action == AccessAction.Read;
            if (!member && !broken) hidden = true;
            Ask(member || broken, broken ? $"emergency opening: {actor.BreakGlass!.Reason}" : owner ? "the partner that sent it" : "member of the case or team",
                new("access.need-to-know", "Only members of the case or team may know of it."));
        }

        // Handling.
        if (!record.Handling.Recipients.IsEmpty)
        {
            var named = owner || record.Handling.Recipients.Contains(actor.Organisation) || record.Handling.Recipients.Contains(actor.Node) || record.Handling.Recipients.Contains(actor.Id);
            if (!named) hidden = true;
            Ask(named, owner ? "the partner that sent it" : "named as recipient", new("access.recipients", "It is for named recipients only.", "FIRST TLP 2.0"));
        }
        if (work.Purpose == Purpose.Prosecution && record.Handling.Codes.HasFlag(SienaCodes.H1) && action is AccessAction.Export or AccessAction.Share)
            reasons.Add(new("access.h1", "Not to be disclosed in judicial proceedings without permission of the provider (H1).", "EU manual 6261/18"));
        if (action == AccessAction.Share)
        {
            if (record.Handling.Codes.HasFlag(SienaCodes.H2) && !own)
                reasons.Add(new("access.h2", "Not to be passed on without permission of the provider (H2).", "EU manual 6261/18"));
            if (record.Handling.OriginatorConsent && !own)
                reasons.Add(new("access.originator-consent", "The originator must agree before it goes further."));
            // RED is for the persons named and goes no further either: what is made of both must not be more open than one of them.
            if (record.Handling.Tlp >= Tlp.AmberStrict)
                reasons.Add(new("access.amber-strict", "TLP:AMBER+STRICT and TLP:RED go no further than those who have them.", "FIRST TLP 2.0"));
            Ask(record.Handling.Tlp <= actor.Ceiling, $"within the sharing ceiling {actor.Ceiling}",
                new("access.ceiling", $"This person may share up to {actor.Ceiling}, and the record is {record.Handling.Tlp}."));
        }

        // The owner: what another node owns is read here, and changed there.
        if (action is AccessAction.Change or AccessAction.Erase or AccessAction.Decide or AccessAction.Create)
            Ask(own, "owned by this node", new("access.owner", $"The record belongs to the node '{record.Owner}': ask there."));

        // The action.
        Ask(roles.Any(r => r.Actions.Contains(action)), $"the role may {action.ToString().ToLowerInvariant()}",
            new("access.action", $"None of the roles serving '{work.Purpose}' may {action.ToString().ToLowerInvariant()}."));

        return new(reasons.Count == 0, reasons, grounds, hidden);
    }
}
