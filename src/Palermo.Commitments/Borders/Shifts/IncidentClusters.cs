using NodaTime;
using Palermo.Analysis.Changes;

namespace Palermo.Commitments.Borders;

/// <summary>An area and a stretch of time with more fatal incidents than places and months alone explain.</summary>
internal sealed record IncidentCluster(double Latitude, double Longitude, double Kilometres, int Cells, LocalDate From, LocalDate To, int Incidents, double Expected, double PValue);

/// <summary>Looks for clusters of fatal incidents that last until the latest month.</summary>
internal static class IncidentClusters
{
    /// <summary>Cells of one degree, the busiest first: more would cost time and hold few incidents.</summary>
    private const int MostCells = 150;
    private const int Months = 24, LongestCluster = 6, Replicates = 999;
    private const double MostKilometres = 600;

    /// <summary>Clusters whose p-value is at most a tenth, best first.</summary>
    /// <param name="incidents">Day and place of each.</param>
    /// <remarks>Space-time permutation over 24 months and cells of one degree, 999 replicates, seed 1.</remarks>
    public static IReadOnlyList<IncidentCluster> Find(IReadOnlyList<(LocalDate Day, double Latitude, double Longitude)> incidents)
    {
        if (incidents.Count == 0) return [];
        var latest = incidents.Max(i => i.Day);
        var end = new LocalDate(latest.Year, latest.Month, 1).PlusMonths(1);
        var start = end.PlusMonths(-Months);
        var cells = incidents.Where(i => i.Day >= start)
            .GroupBy(i => (Row: Math.Floor(i.Latitude), Column: Math.Floor(i.Longitude)))
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Row).ThenBy(g => g.Key.Column).Take(MostCells).ToArray();
        if (cells.Length < 5) return [];
        var counts = new int[cells.Length * Months];
        for (var i = 0; i < cells.Length; i++)
            foreach (var (day, _, _) in cells[i]) counts[i * Months + (day.Year - start.Year) * 12 + day.Month - start.Month]++;
        var found = SpaceTimeScan.Find([.. cells.Select(c => c.Key.Row + 0.5)], [.. cells.Select(c => c.Key.Column + 0.5)], counts, [],
            new(MostPeriods: LongestCluster, MostKilometres: MostKilometres, Replicates: Replicates));
        return [.. found.Where(c => c.PValue <= 0.1).Select(c => new IncidentCluster(
            cells[c.Centre].Key.Row + 0.5, cells[c.Centre].Key.Column + 0.5, Math.Round(c.Kilometres), c.Places.Count,
            start.PlusMonths(c.From), start.PlusMonths(c.To).PlusDays(-1), (int)c.Count, c.Expected, c.PValue))];
    }
}
