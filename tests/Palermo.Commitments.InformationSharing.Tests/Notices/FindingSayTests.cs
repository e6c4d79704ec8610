using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Palermo.Analysis.Notices;
using Palermo.Kernel;

namespace Palermo.Commitments.InformationSharing.Tests.Notices;

public partial class FindingSayTests
{
    [GeneratedRegex(@"\$""((?:\\.|[^""\\])*)""")]
    private static partial Regex Interpolated { get; }

    /// <summary>The forms as the compiler makes them from the source of the checks: each hole a number, with its format.</summary>
    private static string[] FormsInSource([CallerFilePath] string here = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Palermo.Analysis.Notices"));
        return [.. new[] { "NoticeCheck.cs", "RedChecks.cs", "ColourChecks.cs" }.SelectMany(f => Interpolated.Matches(File.ReadAllText(Path.Combine(folder, f))).Select(m => FormOf(Regex.Unescape(m.Groups[1].Value)))).Distinct()];
    }

    private static string FormOf(string text)
    {
        var number = 0;
        return Regex.Replace(text, @"\{(?<what>[^{}]*?)(?<format>:yyyy-MM-dd)?\}", m => $"{{{number++}{m.Groups["format"].Value}}}");
    }

    [Fact]
    public void Every_finding_of_the_checks_has_its_sentence_in_French_and_Arabic_with_all_its_values()
    {
        var forms = FormsInSource();
        Assert.True(forms.Length > 55, $"{forms.Length} forms were found");
        Assert.Equal([], forms.Except(FindingSay.Known.Keys));
        Assert.Equal([], FindingSay.Known.Keys.Except(forms));
        foreach (var (form, (french, arabic)) in FindingSay.Known)
        {
            var holes = Regex.Matches(form, @"\{(\d)").Select(m => m.Groups[1].Value).Order().ToArray();
            foreach (var text in new[] { french, arabic }) Assert.Equal(holes, Regex.Matches(text, @"\{(\d)").Select(m => m.Groups[1].Value).Order());
            Assert.Matches(@"\p{IsArabic}", arabic);
        }
    }

    private static NoticeFinding Only(string json, string code) => NoticeCheck.Check(ApplicationReader.Read(System.Text.Encoding.UTF8.GetBytes(json), out _), new(2026, 11, 25)).First(f => f.Code == code);

    [Fact]
    public void Values_stand_in_the_sentence_as_each_language_writes_them()
    {
        var short18 = Only("""{"colour":"red","wantedFor":"prosecution","offences":[{"charge":"smuggling of migrants","law":"Art. 12","maximumPenaltyMonths":18}]}""", "RN-PENALTY");
        Assert.Equal("18 months are stated; the maximum penalty must be at least 2 years.", short18.Message);
        Assert.Equal("Durée indiquée : 18 mois ; la peine maximale doit être d'au moins 2 ans.", FindingSay.Of(short18).French);
        Assert.Equal("المدة المذكورة: 18 شهراً؛ ويجب ألا يقل الحد الأقصى للعقوبة عن سنتين.", FindingSay.Of(short18).Arabic);
        var missing = Only("""{"colour":"red","wantedFor":"prosecution","facts":{"text":"drove"}}""", "RN-FACTS-TIMEPLACE");
        Assert.Equal("Un exposé clair et succinct est nécessaire ; il manque : la date, le lieu.", FindingSay.Of(missing).French);
        Assert.Equal("يلزم عرض واضح وموجز؛ ينقصه: الزمان، المكان.", FindingSay.Of(missing).Arabic);
        Assert.Equal(FindingSay.Of(missing).English, missing.Message);
    }

    [Fact]
    public void A_step_that_is_refused_says_so_in_the_readers_language_and_no_more_of_a_refugee()
    {
        Assert.Equal(("La demande n'est pas conforme.", false), Palermo.Web.Texts.RefusalSay.In(NoticeGuards.DoesNotComply, "fr"));
        Assert.DoesNotContain("said", System.Text.Json.JsonSerializer.Serialize(NoticeGuards.DoesNotComply, BodyJson.Options), StringComparison.OrdinalIgnoreCase);
    }
}
