using System.CommandLine;
using Palermo.Analysis.Geo;

namespace Palermo.Node.Cli.Sar;

/// <summary><c>palermo position</c>: a position in any form of text.</summary>
internal static class PositionVerb
{
    public static Command Create()
    {
        var text = new Argument<string>("TEXT") { Description = "The position as it was said or written." };
        var places = new Option<string?>("--places") { Description = "CSV of place names (columns name, lat, lon) beside the built-in ones." };
        var json = new Option<bool>("--json") { Description = "Answer with one JSON document." };
        var command = new Command("position",
            "Reads a position in any form, and says how far off the words leave it.\n\n"
            + "Examples:\n"
            + "  palermo position \"34°30.0'N 012°15.0'E\"\n"
            + "  palermo position \"34 nm north of Zuwara\" --json\n"
            + "  palermo position \"33SUV4821\"")
        {
            text, places, json,
        };
        command.SetAction(words => Run(words.GetValue(text)!, words.GetValue(places), words.GetValue(json)));
        return command;
    }

    private static int Run(string text, string? places, bool json)
    {
        ParsedPosition p;
        try
        {
            p = PositionText.Parse(text, Places.Load(places));
        }
        catch (FormatException problem)
        {
            throw new CliProblem(problem.Message);
        }

        var inGrid = p.Latitude is >= -80 and <= 84;
        var answer = new
        {
            text,
            p.Latitude,
            p.Longitude,
            p.Form,
            p.ErrorMetres,
            forms = new
            {
                degrees = PositionForms.Decimal(p.Latitude, p.Longitude),
                minutes = PositionForms.DegreesMinutes(p.Latitude, p.Longitude),
                seconds = PositionForms.DegreesMinutesSeconds(p.Latitude, p.Longitude),
                utm = inGrid ? Utm.From(p.Latitude, p.Longitude).ToString() : null,
                mgrs = inGrid ? Mgrs.From(p.Latitude, p.Longitude) : null,
            },
            onLand = LandMask.World.IsLand(p.Latitude, p.Longitude),
            p.Notes,
            alternatives = p.Alternatives.Select(a => new { a.Latitude, a.Longitude, a.Why }).ToArray(),
        };
        if (json)
        {
            Answer.WriteJson(answer);
            return 0;
        }

        Console.WriteLine(answer.forms.minutes);
        Console.WriteLine(answer.forms.degrees);
        if (inGrid) Console.WriteLine($"UTM {answer.forms.utm}   MGRS {answer.forms.mgrs}");
        Console.WriteLine(FormattableString.Invariant($"read as {p.Form}, known to about {(p.ErrorMetres < 1852 ? $"{p.ErrorMetres:0} m" : $"{p.ErrorMetres / 1852:0.0} NM")}{(answer.onLand ? "; THIS IS ON LAND" : "")}"));
        foreach (var note in p.Notes) Console.WriteLine($"- {note}");
        foreach (var other in p.Alternatives) Console.WriteLine($"- or, {other.Why}: {PositionForms.DegreesMinutes(other.Latitude, other.Longitude)}");
        return 0;
    }
}
