using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing;

/// <summary>The parts of the report, in its order.</summary>
internal enum ReportPart { Requests, Shares, Refusals, Threads, RecallsIssued, RecallsReceived, Retention, Incidents, Complaints, UnusualReading, Readers }

/// <summary>One number of the report.</summary>
/// <param name="Group">What the part is broken down by, such as the partner.</param>
/// <param name="Item">The value of it: words where it has some, else as written.</param>
/// <param name="Count">The number; null when it is suppressed, since it could name a person.</param>
/// <param name="Unit">What the number is; null for a count.</param>
/// <param name="List">The list whose records were counted, as far as a list can say it; null where the number comes from the log.</param>
internal sealed record ReportLine(ReportPart Part, Words Group, Words Item, double? Count, string? List = null, Words? Unit = null);

/// <summary>The data-protection report of a year: counts, from the records and the log of the node.</summary>
/// <param name="Complete">False for a year that is not over.</param>
/// <param name="LogReachesBack">False when the log no longer reaches back to the beginning of the year.</param>
internal sealed record AnnualReport(string Node, int Year, bool Complete, bool LogReachesBack, IReadOnlyList<ReportLine> Lines);
