using NodaTime;
using Palermo.Kernel;
using SkiaSharp;

namespace Palermo.Commitments.Borders.Tests;

public class FraudRegisterTests
{
    private static readonly LocalDate Day = new(2026, 5, 1);

    private static DocumentFraud Fraud(string issuer = "UTO", string? edition = null, string[]? marks = null, params FraudFeature[] features) => new()
    {
        When = EventTime.OnDay(Day), Issuer = issuer, DocumentType = "P", Edition = edition, Features = [.. features.Select(f => CodeName.Of(f))], Marks = marks,
    };

    [Fact]
    public void Entries_of_a_series_share_rare_marks_and_come_first()
    {
        var one = (Assets.Id(), Fraud("NGA", "2019", ["typo REPUPLIC", "scratch lower left"], FraudFeature.PrintingInkjet, FraudFeature.ThreadImitated));
        var same = (Assets.Id(), Fraud("NGA", "2019", ["Typo  repuplic"], FraudFeature.PrintingInkjet, FraudFeature.ThreadImitated));
        var common = (Assets.Id(), Fraud("GIN", null, null, FraudFeature.PrintingInkjet));
        var other = (Assets.Id(), Fraud("MLI", "2015", ["wrong crest"], FraudFeature.PhotoReplaced));
        var match = Assert.Single(SameTemplate.Find(one.Item1, one.Item2, [one, same, common, other]));
        Assert.Equal(same.Item1, match.Id);
        Assert.Equal("mark:TYPO REPUPLIC", match.Shared[0]); // the rarest first
        Assert.True(match.Score > 0.5);
        Assert.Null(match.ImageDistance);
    }

    [Fact]
    public void Series_planted_in_a_register_are_recovered_at_a_stated_rate()
    {
        // 40 series of 3 entries with 6 features and one mark each; every entry loses each trait with probability 0.2; 300 unrelated entries beside them.
        var random = new Random(42);
        var features = Enum.GetValues<FraudFeature>();
        string[] issuers = ["NGA", "GIN", "MLI", "SEN", "GMB", "CIV", "CMR", "GHA"];
        List<(RecordId Id, DocumentFraud Body, int Series)> register = [];
        for (var series = 0; series < 40; series++)
        {
            var own = features.OrderBy(_ => random.Next()).Take(6).ToArray();
            var issuer = issuers[random.Next(issuers.Length)];
            for (var entry = 0; entry < 3; entry++)
                register.Add((Assets.Id(), Fraud(issuer, "20" + series, random.NextDouble() < 0.8 ? [$"mark {series}"] : null, [.. own.Where(_ => random.NextDouble() < 0.8)]), series));
        }
        for (var i = 0; i < 300; i++)
            register.Add((Assets.Id(), Fraud(issuers[random.Next(issuers.Length)], null, null, [.. features.OrderBy(_ => random.Next()).Take(5)]), -1 - i));
        var plain = register.Select(r => (r.Id, r.Body)).ToArray();
        int found = 0, wanted = 0, shown = 0, wrong = 0;
        foreach (var (id, body, series) in register)
        {
            var matches = SameTemplate.Find(id, body, plain);
            var mates = register.Where(r => r.Series == series && r.Id != id).Select(r => r.Id).ToHashSet();
            wanted += mates.Count;
            found += matches.Count(m => mates.Contains(m.Id));
            shown += matches.Count;
            wrong += matches.Count(m => !mates.Contains(m.Id));
        }
        // 240 pairs wanted; see the remarks at SameTemplate.Worth.
        Assert.True(found >= 0.75 * wanted, $"{found} of {wanted} mates were found");
        Assert.True(wrong <= 0.08 * shown, $"{wrong} of {shown} shown were of no series");
    }

    [Fact]
    public void An_image_is_known_again_smaller_and_worse_and_another_is_not()
    {
        using var picture = Draw(1);
        var hash = ImageHash.Of(Encode(picture, SKEncodedImageFormat.Png, 100))!.Value;
        using var small = picture.Resize(new SKImageInfo(160, 120), new SKSamplingOptions(SKFilterMode.Linear));
        Assert.True(ImageHash.Distance(hash, ImageHash.Of(Encode(small, SKEncodedImageFormat.Jpeg, 40))!.Value) <= ImageHash.Alike);
        var far = 0;
        for (var other = 2; other < 30; other++)
        {
            using var second = Draw(other);
            if (ImageHash.Distance(hash, ImageHash.Of(Encode(second, SKEncodedImageFormat.Jpeg, 80))!.Value) > ImageHash.Alike) far++;
        }
        Assert.Equal(28, far);
    }

    [Fact]
    public void What_is_no_image_has_no_hash()
    {
        Assert.Null(ImageHash.Of(new MemoryStream([1, 2, 3])));
        Assert.Null(ImageHash.Of(new MemoryStream()));
        using var tiny = new SKBitmap(4, 4);
        Assert.Null(ImageHash.Of(Encode(tiny, SKEncodedImageFormat.Png, 100)));
        Assert.True(ImageHash.TryParse(ImageHash.Text(0x0123456789abcdef), out var back) && back == 0x0123456789abcdef);
        Assert.False(ImageHash.TryParse("xyz", out _));
    }

    private static SKBitmap Draw(int seed)
    {
        var random = new Random(seed);
        var bitmap = new SKBitmap(640, 480);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        for (var i = 0; i < 25; i++)
        {
            using var paint = new SKPaint { Color = new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)) };
            canvas.DrawRect(random.Next(600), random.Next(440), random.Next(40, 300), random.Next(40, 200), paint);
        }
        canvas.Flush();
        return bitmap;
    }

    private static MemoryStream Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using var data = bitmap.Encode(format, quality);
        return new(data.ToArray());
    }

    [Theory]
    [InlineData("NER", "P", "NER", "passport", "hit")]
    [InlineData("NER", "PD", "ner", "passport", "hit")]
    [InlineData("NER", "ID", "NER", "id-card", "hit")]
    [InlineData("NER", "I", "NER", "id-card", "possible-hit")]
    [InlineData("NER", "P", "NER", "travel-document-refugee", "possible-hit")]
    [InlineData("NER", "P", "NER", null, "possible-hit")]
    [InlineData(null, "P", "NER", "passport", "possible-hit")]
    [InlineData("NER", "P", "NGA", "passport", "no-hit")]
    public void The_same_number_of_another_issuer_is_another_document(string? issuer, string? code, string? declaredIssuer, string? declaredType, string result) =>
        Assert.Equal(result, CodeName.Of(DocumentLookup.Judge(new("A1", issuer, code), "A1", declaredIssuer, declaredType)));

    [Fact]
    public void A_check_keeps_no_more_than_it_needs()
    {
        var check = new DocumentCheck { When = EventTime.OnDay(Day), Where = new(Text: "Assamaka"), Issuer = "NER", DocumentType = "P", Outcome = CheckOutcome.InOrder };
        string[] Codes(DocumentCheck c) => [.. DocumentCheck.Kind.Validate(c).Select(r => r.Code)];
        Assert.Empty(Codes(check));
        Assert.Equal(["check.number"], Codes(check with { DocumentNumber = "A1234567" }));
        Assert.Empty(Codes(check with { DocumentNumber = "A1234567", Outcome = CheckOutcome.Doubtful }));
        Assert.Equal(["check.fraud"], Codes(check with { Outcome = CheckOutcome.FraudConfirmed }));
        Assert.Equal(["check.outcome"], Codes(check with { Fraud = FraudKind.Counterfeit }));
        var hit = check with { Outcome = CheckOutcome.FraudConfirmed, Fraud = FraudKind.StolenBlank, Lookups = [new("SLTD", Day.AtMidnight().InUtc().ToInstant(), LookupResult.Hit)] };
        Assert.Equal(["check.hit"], Codes(hit));
        Assert.Empty(Codes(hit with { Lookups = [hit.Lookups[0] with { Reference = "NCB Niamey 44/26" }] }));
        // Law 3 and data minimisation: no field could hold a name, a birth date, the zone, or a claim to protection.
        Assert.DoesNotContain(DocumentCheck.Kind.Fields, f => f.Name.Contains("name", StringComparison.OrdinalIgnoreCase) || f.Name.Contains("birth", StringComparison.OrdinalIgnoreCase)
            || f.Name.Contains("protection", StringComparison.OrdinalIgnoreCase) || f.Name == "mrz");
    }
}
