using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>Borders (C06): by which routes people are moved, what it costs them, and what was taken from those who move them.</summary>
public sealed class BordersModule : ICommitment
{
    public string Id => "C06";
    public string Path => "borders";
    internal static readonly Words Name = new("Borders", "Frontières", "الحدود");
    internal static readonly Words Purposeful = new(
        "From events to routes: what happened where, by which route, with which toll.",
        "Des événements aux routes : ce qui s'est passé, où, par quelle route, avec quel bilan.",
        "من الأحداث إلى المسارات: ماذا حدث وأين وعبر أي مسار وبأي حصيلة.");

    public Words Title => Name;
    public Words Summary => Purposeful;

    public void Declare(Declarations room)
    {
        room.Kind(DeathOrMissing.Kind)
            .Kind(Detection.Kind)
            .Kind(DetectionCount.Kind)
            .Kind(Interception.Kind)
            .Kind(Rescue.Kind)
            .Kind(Arrival.Kind)
            .Kind(SeizureEvent.Kind)
            .Kind(SeizedAsset.Kind)
            .Kind(SeizureReport.Kind)
            .Kind(OwnerClaim.Kind)
            .Kind(DocumentCheck.Kind)
            .Kind(DocumentFraud.Kind)
            .Kind(FlowCount.Kind)
            .Kind(CrossingPointControl.Kind)
            .Kind(ControlMeasure.Kind)
            .Kind(EffectPlan.Kind)
            .Kind(PushbackAllegation.Kind)
            .Kind(ArrivalCount.Kind)
            .Kind(PatrolLog.Kind)
            .Kind(Track.Kind)
            .Kind(Hub.Kind)
            .Kind(RouteSegment.Kind)
            .Import(MissingMigrants.Reader)
            .Import(FrontexDetections.Reader)
            .Import(UnhcrArrivals.Reader)
            .Import(FlowCounts.Reader)
            .Import(DarienTransits.Reader)
            .Import(PatrolLogs.Reader)
            .Analysis(DeathTotals.Analysis)
            .Analysis(RoutesAnalysis.Analysis)
            .Analysis(RouteComparison.Analysis)
            .Analysis(BulletinDocument.Analysis)
            .Analysis(FlowsAnalysis.Analysis)
            .Analysis(PatrolEffort.Analysis)
            .Analysis(MrzAnalysis.Analysis)
            .Analysis(ChangePointAnalysis.Analysis)
            .Analysis(ShiftsAnalysis.Analysis)
            .Analysis(ControlEffectAnalysis.Analysis)
            .Analysis(ForecastAnalysis.Analysis)
            .Analysis(SeizureStatistics.Analysis)
            .Page(new("/borders", Title))
            .Page(new("/borders/routes", RoutesSay.Title))
            .Page(new("/borders/shifts", ShiftSay.Title))
            .Page(new("/borders/control-effects", EffectSay.Title))
            .Page(new("/borders/forecast", ForecastSay.Title))
            .Page(new("/borders/bulletin", BulletinSay.Title))
            .Page(new(BordersAddresses.Seizures, SeizuresSay.Title, [Purpose.BorderManagement, Purpose.Investigation, Purpose.Prosecution]))
            .Page(new(BordersAddresses.Documents, DocumentsSay.Title, [Purpose.BorderManagement, Purpose.Investigation]));
        foreach (var indicator in BordersIndicators.All) room.Indicator(indicator);
    }
}
