using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>Information sharing (C04): requests and answers between services, notices, and what was shared with whom.</summary>
public sealed class InformationSharingModule : ICommitment
{
    public string Id => "C04";
    public string Path => "sharing";
    internal static readonly Words Name = new("Information sharing", "Échange d'informations", "تبادل المعلومات");
    internal static readonly Words Purposeful = new(
        "Ask a partner, answer in time, share what may be shared, and take it back when it must be.",
        "Demander à un partenaire, répondre à temps, partager ce qui peut l'être et le reprendre quand il le faut.",
        "اسأل شريكاً، وأجب في الموعد، وشارك ما تجوز مشاركته، واسترجعه متى وجب ذلك.");

    public Words Title => Name;
    public Words Summary => Purposeful;

    public void Declare(Declarations room)
    {
        room.Page(new("/sharing", Title, ImmutableSet.Of(Purpose.All.Keys.Where(p => p is not (Purpose.Protection or Purpose.Administration)))))
            .Page(new("/sharing/notices", NoticesSay.Title))
            .Kind(DataSubjectRequest.Kind)
            .Kind(DataIncident.Kind)
            .Kind(NoticeRequest.Kind)
            .Kind(Diffusion.Kind)
            .Kind(DocumentLoss.Kind)
            .Kind(AlertEntry.Kind)
            .Kind(HitFollowUp.Kind)
            .Kind(DocumentSearchDay.Kind)
            .Analysis(DocumentSearch.Analysis)
            .Analysis(NoticeDuplicates.Analysis)
            .Analysis(CourtLogAnalysis.Analysis)
            .Analysis(AnnualReportAnalysis.Analysis);
        foreach (var indicator in NoticesIndicators.All) room.Indicator(indicator);
        foreach (var message in SharingMessages.All(room)) room.Message(message);
        foreach (var indicator in SharingIndicators.All) room.Indicator(indicator);
    }
}
