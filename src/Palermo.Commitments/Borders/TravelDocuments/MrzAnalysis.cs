using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Palermo.Kernel;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders;

/// <summary>A finding as the verb and the endpoint write it.</summary>
internal sealed record MrzFinding(string Code, int Line, int From, int To, string? Found, string? Expected, string Message);

/// <summary>One zone as the verb and the endpoint write it.</summary>
/// <param name="Line">Line of the file where it begins.</param>
/// <param name="Valid">True when there are no problems.</param>
/// <param name="Notices">What an officer wants to know of a zone that is in order: expired, a specimen's code, names that may be cut.</param>
/// <param name="Suggestions">What it would say if signs were misread; compare with the document.</param>
internal sealed record MrzAnswer(
    int Line, string Format, MrzFields Fields, IReadOnlyList<MrzCheck> Checks, bool Valid, IReadOnlyList<MrzFinding> Problems,
    IReadOnlyList<MrzFinding> Notices, IReadOnlyList<MrzSuggestion> Suggestions);

/// <summary>Machine readable zones of a file, read and explained: the verb <c>palermo borders mrz FILE</c>.</summary>
internal static class MrzAnalysis
{
    /// <summary>Most zones of one file: an answer is one document.</summary>
    private const int Most = 1_000_000;

    /// <summary>Most zones that are written as text.</summary>
    private const int MostShown = 200;

    public static FileAnalysis Analysis { get; } = new(
        "mrz",
        new("Machine readable zones, read and explained", "Zones de lecture automatique, lues et expliquées", "مناطق مقروءة آلياً، مقروءة ومشروحة"),
        new("Reads the machine readable zones of travel documents: every check digit, dates, names and codes, and explains what is not in order. "
            + "Example: ./palermo borders mrz zones.txt --json. No conclusion about a person follows from it.",
            "Lit les zones de lecture automatique des documents de voyage : chiffres de contrôle, dates, noms et codes, et explique ce qui n'est pas en ordre. Aucune conclusion sur une personne n'en découle.",
            "يقرأ المناطق المقروءة آلياً في وثائق السفر: أرقام التحقق والتواريخ والأسماء والرموز، ويشرح ما ليس سليماً. لا يُستنتج منه شيء عن أي شخص."),
        new("Zones with blank lines between them, or a CSV with the columns line1,line2[,line3].", "Zones séparées par des lignes vides, ou un CSV avec les colonnes line1,line2[,line3].", "مناطق تفصلها أسطر فارغة، أو ملف CSV بالأعمدة line1,line2[,line3]."),
        [
            new("today", new("The day by which centuries and expiry are judged; default: today", "Le jour auquel se rapportent siècles et expiration ; par défaut aujourd'hui", "اليوم الذي تُحكم به القرون والانتهاء؛ الافتراضي اليوم")),
            new("expiry-years-ahead", new("Most years ahead that a document runs; one beyond is read as of the century before", "Nombre maximal d'années de validité à venir ; au-delà, lu dans le siècle précédent", "أقصى عدد سنوات مقبلة للصلاحية؛ ما بعدها يُقرأ من القرن السابق")),
        ],
        (context, _) => ValueTask.FromResult(Run(context)));

    private static Outcome<AnalysisAnswer> Run(FileContext context)
    {
        var today = context.Today;
        if (context["today"] is { } day)
        {
            if (LocalDatePattern.Iso.Parse(day) is not { Success: true } parsed) return new Refusal("mrz.today", $"'{day}' is no day: write 2026-11-24.", Field: "today");
            today = parsed.Value;
        }
        int? ahead = null;
        if (context["expiry-years-ahead"] is { } years)
        {
            if (!int.TryParse(years, NumberStyles.None, CultureInfo.InvariantCulture, out var given) || given > 99) return new Refusal("mrz.ahead", $"'{years}' is no number of years from 0 to 99.", Field: "expiry-years-ahead");
            ahead = given;
        }
        List<MrzAnswer> answers = [];
        try
        {
            foreach (var block in MrzFile.Read(context.Content))
            {
                if (answers.Count == Most) return new Refusal("mrz.many", $"Line {block.At}: more than {Most:N0} zones. Divide the file.");
                answers.Add(Answer(block, today, new(ahead)));
            }
        }
        catch (TableFault fault) { return new Refusal("mrz.file", fault.Message); }
        if (answers.Count == 0) return new Refusal("mrz.empty", "The file holds no machine readable zone: write two or three lines a document, with a blank line between documents.");
        return new AnalysisAnswer(answers, [], Text(answers));
    }

    private static MrzAnswer Answer(MrzBlock block, LocalDate today, MrzWindow window)
    {
        var reading = MrzReader.Read(block.Lines, today, window);
        return new(block.At, MrzFormats.Name(reading.Format), reading.Fields, reading.Checks, reading.Valid,
            Findings(reading, MrzWeight.Error), Findings(reading, MrzWeight.Notice), OcrConfusions.Suggest(reading, today));
    }

    /// <summary>A few lines a zone, for the command line.</summary>
    private static string Text(IReadOnlyList<MrzAnswer> answers)
    {
        var text = new StringBuilder();
        foreach (var zone in answers.Take(MostShown))
        {
            text.Append(CultureInfo.InvariantCulture, $"line {zone.Line}: {zone.Format}, {(zone.Valid ? "in order" : "NOT in order")}\n");
            if (zone.Checks.Count > 0)
            {
                var of = zone.Fields;
                text.Append(CultureInfo.InvariantCulture, $"  {of.Code} {of.Issuer} {of.Number} · {of.Surname}, {of.GivenNames} · born {of.Birth ?? "?"}, {of.Sex ?? "?"}{(of.Expiry is null ? "" : ", expires " + of.Expiry)}\n");
                text.Append("  ").AppendJoin(", ", zone.Checks.Select(c => c.Ok ? $"{c.Name} {c.Found}" : $"{c.Name} {c.Found} should be {c.Expected}")).Append('\n');
            }
            foreach (var problem in zone.Problems) text.Append("  ! ").Append(problem.Message).Append('\n');
            foreach (var notice in zone.Notices) text.Append("  - ").Append(notice.Message).Append('\n');
            foreach (var suggestion in zone.Suggestions)
                text.Append("  if misread: ").AppendJoin(", ", suggestion.Changes.Select(c => $"line {c.Line} column {c.Column} '{c.Found}' may be '{c.Proposed}'")).Append(suggestion.AllHold ? ": then every check digit holds\n" : "\n");
        }
        if (answers.Count > MostShown) text.Append(CultureInfo.InvariantCulture, $"... and {answers.Count - MostShown:N0} more: use --json\n");
        return text.ToString().TrimEnd('\n');
    }

    private static IReadOnlyList<MrzFinding> Findings(MrzReading reading, MrzWeight weight) =>
        [.. reading.Problems.Where(p => p.Weight == weight).Select(p => new MrzFinding(p.Code, p.Line, p.From, p.To, p.Found, p.Expected, p.Message.English))];
}
