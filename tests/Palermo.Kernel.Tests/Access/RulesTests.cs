using NodaTime;

namespace Palermo.Kernel.Tests;

public class RulesTests
{
    [Fact]
    public void A_smuggled_person_is_never_a_suspect() // law 4
    {
        foreach (var accusing in Enum.GetValues<SubjectCategory>().Where(SubjectCategories.Accuses))
            foreach (var protectedOne in Enum.GetValues<SubjectCategory>().Where(SubjectCategories.Protects))
            {
                Assert.NotEmpty(SubjectCategories.Problems([accusing, protectedOne]));
                Assert.Throws<InvalidOperationException>(() => TestKinds.VesselBuilder().Categories(accusing, protectedOne).Build());
            }
        Assert.Empty(SubjectCategories.Problems([SubjectCategory.Suspect, SubjectCategory.OtherParty]));
    }

    [Fact]
    public void Nothing_is_stored_without_provenance_handling_purpose_review_date_and_legal_basis() // law 1
    {
        var today = new LocalDate(2026, 11, 24);
        var whole = TestKinds.Header(TestKinds.Claim) with { Categories = [SubjectCategory.Victim] };
        Assert.Empty(whole.Problems(TestKinds.Claim, today));
        void Refuses(RecordHeader header, string code) => Assert.Contains(header.Problems(TestKinds.Claim, today), r => r.Code == code);
        Refuses(whole with { Provenance = new(" ") }, "header.provenance");
        Refuses(whole with { Purposes = default }, "header.purpose");
        Refuses(whole with { Purposes = ["curiosity"] }, "header.purpose-unknown");
        Refuses(whole with { Purposes = [Purpose.Protection, Purpose.Return] }, "header.protection-only");
        Refuses(whole with { ReviewDate = today }, "header.review");
        Refuses(whole with { LegalBasis = null }, "header.legal-basis");
        Refuses(whole with { Handling = new(Tlp.Red) }, "handling.red-recipients");
        Refuses(whole with { Handling = new(Codes: SienaCodes.H3) }, "handling.h3-words");
        Refuses(whole with { Categories = [SubjectCategory.Suspect] }, "header.category");
        Refuses(whole with { State = "lost" }, "header.state");
    }

    [Fact]
    public void A_review_of_29_February_falls_on_the_28th()
    {
        // domain/information-exchange.md 5: recorded 2020-02-29, 5 years, warning 6 months before.
        var review = new Retention(5, null, "test").ReviewDate(new(2020, 2, 29));
        Assert.Equal(new LocalDate(2025, 2, 28), review);
        Assert.Equal(new LocalDate(2024, 8, 28), Retention.WarningDate(review));
    }

    [Theory] // domain/information-exchange.md 2.3; where an entry covers two, the less trusting
    [InlineData(GradingScheme.Admiralty, 'A', '1', SourceReliability.Reliable, InformationCredibility.Confirmed)]
    [InlineData(GradingScheme.Admiralty, 'E', '5', SourceReliability.Unreliable, InformationCredibility.Improbable)]
    [InlineData(GradingScheme.Admiralty, 'F', '6', SourceReliability.Unknown, InformationCredibility.Unknown)]
    [InlineData(GradingScheme.Admiralty, 'D', '4', SourceReliability.Unreliable, InformationCredibility.Uncorroborated)]
    [InlineData(GradingScheme.FourByFour, 'B', '2', SourceReliability.Mostly, InformationCredibility.Direct)]
    [InlineData(GradingScheme.FourByFour, 'X', '4', SourceReliability.Unknown, InformationCredibility.Uncorroborated)]
    [InlineData(GradingScheme.FourByFour, 'C', '3', SourceReliability.Unreliable, InformationCredibility.CorroboratedHearsay)]
    [InlineData(GradingScheme.FiveByFiveByFive, 'C', '5', SourceReliability.Sometimes, InformationCredibility.Improbable)]
    [InlineData(GradingScheme.FiveByFiveByFive, 'E', '4', SourceReliability.Unknown, InformationCredibility.Unknown)]
    public void Grades_are_normalised_by_the_table(GradingScheme scheme, char source, char information, SourceReliability s, InformationCredibility i)
    {
        var grade = new Grading(scheme, source, information);
        Assert.Empty(grade.Problems());
        Assert.Equal((s, i), (grade.NormalisedSource, grade.NormalisedInformation));
    }

    [Fact]
    public void A_grade_outside_its_scheme_is_refused()
    {
        Assert.NotEmpty(new Grading(GradingScheme.FourByFour, 'D', '1').Problems());
        Assert.NotEmpty(new Grading(GradingScheme.FourByFour, 'A', '5').Problems());
        Assert.NotEmpty(new Grading(GradingScheme.Admiralty, 'X', '1').Problems());
    }

    [Fact]
    public void Confidence_is_the_root_of_the_product() => // worked example: S2 75, I2 80, rounded root of 6,000 is 77
        Assert.Equal(77, new Grading(GradingScheme.FourByFour, 'B', '2').Confidence);

    [Theory]
    [InlineData('X', '4', true)]
    [InlineData('C', '4', true)]
    [InlineData('B', '4', false)]
    [InlineData('X', '1', false)]
    public void No_measure_rests_on_an_unknown_source_alone(char source, char information, bool never) =>
        Assert.Equal(never, new Grading(GradingScheme.FourByFour, source, information).NeverAlone);
}
