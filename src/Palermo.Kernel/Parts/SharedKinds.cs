namespace Palermo.Kernel;

/// <summary>The kinds that every room shares.</summary>
public static class SharedKinds
{
    public static IReadOnlyList<Kind> All { get; } =
    [
        ImportFile.Kind, Assessment.Kind, Proposal.Kind, TaskItem.Kind, Hold.Kind, Recall.Kind, Party.Kind, Complaint.Kind,
        PartnerProfile.Kind, RuleSet.Kind, Share.Kind, Permission.Kind, RecallDuty.Kind, RequestKind.Kind,
    ];
}
