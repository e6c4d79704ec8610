namespace Palermo.Analysis.PrivateSets;

/// <summary>What a partner gains who fills its queries with invented keys.</summary>
/// <remarks>Drawing without repetition: the hypergeometric distribution.</remarks>
public static class Guessing
{
    /// <summary>Keys of the holder that a guesser finds on average.</summary>
    /// <param name="space">Keys that could exist and that the guesser cannot tell apart in advance (all numbers of a country).</param>
    /// <param name="held">Keys of the holder among them.</param>
    /// <param name="guesses">Different keys tried, at most <paramref name="space"/>.</param>
    public static double ExpectedFound(double space, long held, double guesses)
    {
        Check(space, held, guesses);
        return held * (guesses / space);
    }

    /// <summary>The chance that all guesses miss.</summary>
    public static double ChanceOfNothing(double space, long held, double guesses)
    {
        Check(space, held, guesses);
        double log = 0;
        for (long i = 0; i < held; i++)
        {
            var left = space - guesses - i;
            if (left <= 0) return 0;
            log += Math.Log(left / (space - i));
        }
        return Math.Exp(log);
    }

    /// <summary>Days until every key that could exist has been tried under a quota.</summary>
    public static double DaysToTryAll(double space, double guessesPerDay)
    {
        Check(space, 0, 0);
        return guessesPerDay > 0 ? space / guessesPerDay
            : throw new ArgumentOutOfRangeException(nameof(guessesPerDay), guessesPerDay, "The quota must be above 0.");
    }

    private static void Check(double space, long held, double guesses)
    {
        if (!(space >= 1 && double.IsFinite(space))) throw new ArgumentOutOfRangeException(nameof(space), space, "There must be 1 key or more.");
        if (held < 0 || held > space) throw new ArgumentOutOfRangeException(nameof(held), held, $"From 0 to {space} keys can be held.");
        if (!(guesses >= 0 && guesses <= space)) throw new ArgumentOutOfRangeException(nameof(guesses), guesses, $"From 0 to {space} keys can be tried.");
    }
}
