using NodaTime;
using Palermo.Web.Tables;

namespace Palermo.Commitments.Borders.Tests;

/// <summary>Zones with known answers: the vectors of ICAO Doc 9303, and the collected specimens beside the project.</summary>
internal static class Specimens
{
    public static readonly LocalDate Today = new(2026, 11, 24);

    public static readonly string[] Td3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];
    public static readonly string[] Td1 = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"];
    public static readonly string[] Td2 = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"];
    public static readonly string[] LongNumber = ["I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"];
    public static readonly string[] Invented = ["P<UTOEXAMPLE<<TEST<PERSON<<<<<<<<<<<<<<<<<<<", "X1234567<7UTO8501019M3001019<<<<<<<<<<<<<<<8"];
    // MRV-A and MRV-B: Doc 9303-7, appendix.
    public static readonly string[] VisaA = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"];
    public static readonly string[] VisaB = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"];
    public static readonly string[] French = ["IDFRABERTHIER<<<<<<<<<<<<<<<<<<<<<<<", "9409923102854CORINNE<<<<<<<6512068F4"];

    public static readonly string[][] All = [Td3, Td1, Td2, LongNumber, Invented, VisaA, VisaB, French];

    /// <summary>The collected specimens: form, lines, and which check digits verify.</summary>
    public static IReadOnlyList<(string Format, string[] Lines, IReadOnlyDictionary<string, bool> Digits, string Note)> Collected()
    {
        List<(string, string[], IReadOnlyDictionary<string, bool>, string)> all = [];
        using var text = new StreamReader(RealData.File("mrz/mrz_samples.csv"));
        foreach (var row in CsvReader.Read(text, ',').Skip(1))
            all.Add((row[0], [.. row.Cells.Skip(1).Take(3).Where(c => c.Length > 0)],
                row[4].Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1] == "ok"), row[6]));
        return all;
    }

    public static MrzReading Read(params string[] lines) => MrzReader.Read(lines, Today);
}
