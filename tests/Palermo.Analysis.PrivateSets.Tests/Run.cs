namespace Palermo.Analysis.PrivateSets.Tests;

/// <summary>Both sides in one process, with secrets fixed by a number so that a test repeats exactly.</summary>
internal sealed record Run(SetMatches Matches, byte[] Query, byte[] Answer)
{
    public const string Domain = "test/phones";

    public static RunSecret Secret(int number)
    {
        var seed = new byte[RunSecret.SeedSize];
        BitConverter.TryWriteBytes(seed, number);
        return RunSecret.FromSeed(seed);
    }

    public static QueryTerms Terms(SetMode mode, int session = 1) =>
        new(mode, Domain, "CASE-2026-17", "Niger", "Italy", new Guid(session, 0, 0, new byte[8]));

    public static Run Of(IEnumerable<string> asker, IEnumerable<string> holder, SetMode mode = SetMode.Identify, SetOptions? options = null, int secrets = 1) =>
        Of(KeySet.OfKeys(asker), holder, mode, options, secrets);

    public static Run Of(KeySet asker, IEnumerable<string> holder, SetMode mode = SetMode.Identify, SetOptions? options = null, int secrets = 1)
    {
        using var asking = AskerSet.Prepare(asker, Terms(mode), Secret(2 * secrets), options);
        using var holding = HolderSet.Prepare(holder, Domain, Secret(2 * secrets + 1), options);
        var (query, answer) = (new MemoryStream(), new MemoryStream());
        asking.WriteQuery(query, "signed"u8.ToArray());
        query.Position = 0;
        holding.Answer(query, answer);
        answer.Position = 0;
        return new Run(asking.ReadAnswer(answer), query.ToArray(), answer.ToArray());
    }

    public static string[] Phones(int from, int count) => [.. Enumerable.Range(from, count).Select(n => $"+39333{n:D7}")];
}
