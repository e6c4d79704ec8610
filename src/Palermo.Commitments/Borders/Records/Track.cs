using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;

namespace Palermo.Commitments.Borders;

/// <summary>What wrote a track down.</summary>
internal enum TrackSource { SeizedDevice, Ais, Aircraft, Radar, Other }

/// <summary>A point of a track.</summary>
internal readonly record struct TrackPoint(double Latitude, double Longitude, Instant? At);

/// <summary>The way of a vehicle or vessel: from a seized device, AIS, or an aircraft's plots. Of means of transport, never of a person.</summary>
internal sealed record Track : MovementEvent
{
    public TrackSource Recorder { get; init; }
    /// <summary>One point a line: latitude, longitude and, where known, the moment: <c>19.35, 5.77, 2024-03-02T10:00:00Z</c>.</summary>
    public string Points { get; init; } = "";

    private static readonly CodeList Recorders = CodeList.Of<TrackSource>("track-source",
        (TrackSource.SeizedDevice, new("Seized device", "Appareil saisi", "جهاز مضبوط")), (TrackSource.Ais, new("AIS", "AIS", "نظام التعرف الآلي")),
        (TrackSource.Aircraft, new("Aircraft", "Aéronef", "طائرة")), (TrackSource.Radar, new("Radar", "Radar", "رادار")), (TrackSource.Other, new("Other", "Autre", "أخرى")));

    public static Kind<Track> Kind { get; } = new KindBuilder<Track>("track", "borders",
            new("Track", "Trace", "مسار وسيلة نقل"), new("Tracks", "Traces", "مسارات وسائل النقل"))
        .Event(x => x.PlaceAndDay)
        .Movement()
        .Field(x => x.Recorder, new("Recorded by", "Enregistrée par", "سُجّل بواسطة"), f => f with { Codes = Recorders, Filtered = true, Listed = true })
        .Field(x => x.Points, new("Points", "Points", "النقاط"), f => f with
        {
            Type = FieldType.LongText, Required = true, MaxLength = 200_000,
            Help = new("One point a line: latitude, longitude and, where known, the moment, such as 19.35, 5.77, 2024-03-02T10:00:00Z", "Un point par ligne : latitude, longitude et, si connu, l'instant, par exemple 19.35, 5.77, 2024-03-02T10:00:00Z", "نقطة في كل سطر: خط العرض وخط الطول، واللحظة إن عُرفت، مثل 19.35, 5.77, 2024-03-02T10:00:00Z"),
        })
        .Rule(x => Read(x.Points).Refusals)
        .Build();

    /// <summary>The points in order, or every line that is wrong.</summary>
    public static Outcome<IReadOnlyList<TrackPoint>> Read(string points)
    {
        List<TrackPoint> read = [];
        List<Refusal> faults = [];
        var line = 0;
        foreach (var text in points.Split('\n'))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text)) continue;
            var parts = text.Split(',', StringSplitOptions.TrimEntries);
            Instant? at = null;
            if (parts.Length is not (2 or 3)
                || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var lat) || Math.Abs(lat) is not <= 90
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var lon) || Math.Abs(lon) is not <= 180
                || (parts.Length == 3 && (at = InstantPattern.ExtendedIso.Parse(parts[2]) is { Success: true } moment ? moment.Value : null) is null))
            {
                if (faults.Count < 10) faults.Add(new("track.point", $"Line {line}: '{SourceRow.Short(text.Trim())}' is no point. Write latitude, longitude and, where known, the moment: 19.35, 5.77, 2024-03-02T10:00:00Z", Field: "points"));
                continue;
            }
            if (at < read.LastOrDefault(p => p.At is not null).At) faults.Add(new("track.time", $"Line {line}: the time goes back.", Field: "points"));
            read.Add(new(lat, lon, at));
        }
        if (faults.Count > 0) return faults.ToArray();
        return read;
    }
}
