namespace Palermo.Formats.Tests;

public class RoundTripTests
{
    public static TheoryData<string> Formats() => [.. Conversion.Formats];

    [Theory, MemberData(nameof(Formats))]
    public void A_document_of_ours_lacks_in_another_format_exactly_what_is_listed(string format)
    {
        for (var seed = 0; seed < LongForm.Rounds(40, 3000); seed++)
        {
            var document = RandomDocuments.Make(seed);
            var written = Conversion.Write(document, format, PublicFiles.Now, out var dropped);
            try { SampleTests.LosesWhatIsListed(document, written, format, dropped); }
            catch (Exception wrong) when (wrong is not OutOfMemoryException) { throw new InvalidOperationException($"seed {seed}: {wrong.Message}", wrong); }
            if (format is "palermo") Assert.Empty(dropped);
        }
    }

    [Theory, InlineData("stix"), InlineData("misp"), InlineData("cise")]
    public void A_document_of_ours_is_valid_by_the_public_schema_of_the_other_format(string format)
    {
        for (var seed = 0; seed < LongForm.Rounds(4, 200); seed++)
        {
            var faults = PublicFiles.Check(format, Conversion.Write(RandomDocuments.Make(seed), format, PublicFiles.Now, out _));
            // Value lists and "once only" of MISP templates are hints to its form, and our values are made at random.
            if (format == "misp") faults = [.. faults.Where(f => !f.Reason.Contains("is one of", StringComparison.Ordinal) && !f.Reason.Contains("stands once", StringComparison.Ordinal))];
            Assert.True(faults.Count == 0, $"seed {seed}: {string.Join("; ", faults.Take(5))}");
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void Written_read_and_written_again_it_is_the_same(string format)
    {
        for (var seed = 0; seed < LongForm.Rounds(20, 1000); seed++)
        {
            var once = Conversion.Write(RandomDocuments.Make(seed), format, PublicFiles.Now, out _);
            var twice = Conversion.Write(Conversion.Read(once, format), format, PublicFiles.Now, out _);
            var third = Conversion.Write(Conversion.Read(twice, format), format, PublicFiles.Now, out _);
            Assert.Equal(twice, third);
        }
    }
}
