using NodaTime;
using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>The checks as conditions of a step: everything that blocks, in words, and never why a person is protected.</summary>
internal static class NoticeGuards
{
    /// <summary>What a requester is told when it is held back.</summary>
    public static readonly Refusal DoesNotComply = new("notice.does-not-comply", NoticeCheck.DoesNotComply)
    {
        Said = new(NoticeCheck.DoesNotComply, "La demande n'est pas conforme.", "الطلب غير مستوفٍ للشروط."),
    };

    /// <summary>Every finding on a notice, as its page shows them.</summary>
    public static IReadOnlyList<NoticeFinding> Findings(NoticeBody body, LocalDate today) => NoticeCheck.Check(body.ToApplication(), today.ToDateOnly());

    /// <summary>Nothing may block it; a victim's flag may be overridden by two officers with a reason.</summary>
    public static IEnumerable<Refusal> Complies(GuardContext step)
    {
        var body = step.As<NoticeBody>();
        foreach (var finding in Findings(body, step.Today).Where(f => f.Severity == NoticeSeverity.Block))
        {
            if (finding.TellRequester != finding.Message || finding.TellRequester == NoticeCheck.DoesNotComply) { yield return DoesNotComply; continue; }
            if (finding.Code == "RN-VICTIM" && Overridden(body, step.Session.Actor.Id)) continue;
            yield return new("notice." + finding.Code.ToLowerInvariant(), finding.Message, finding.Provision, finding.Field) { Said = FindingSay.Of(finding) };
        }
    }

    /// <summary>Two officers: one who wrote the decision and its reason into the notice, and another who takes the step.</summary>
    private static bool Overridden(NoticeBody body, string actor) =>
        !string.IsNullOrWhiteSpace(body.VictimOverrideReason) && !string.IsNullOrWhiteSpace(body.VictimOverrideBy) && body.VictimOverrideBy != actor;

    /// <summary>A notice that is cancelled says why.</summary>
    public static IEnumerable<Refusal> EndIsStated(GuardContext step)
    {
        if (step.As<NoticeBody>().Ended is null) yield return new("notice.end", "Say why it has ended, in the field \"Ended\".", "RPD Art. 51", "ended");
    }

    /// <summary>It expires on its day, and not before.</summary>
    public static IEnumerable<Refusal> HasExpired(GuardContext step)
    {
        var expires = step.As<NoticeBody>().ExpiresOn;
        if (step.Today <= expires) yield return new("notice.not-expired", $"It stands until {expires:uuuu-MM-dd}.", "RPD Art. 50", "expiresOn");
    }
}
