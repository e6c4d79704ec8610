namespace Palermo.Analysis.Charts;

/// <summary>Small parts that charts and maps share.</summary>
internal static class Sheet
{
    public static AreasMark Paper(double width, double height) =>
        new([[new(0, 0), new(width, 0), new(width, height), new(0, height)]], new Fill(Palette.Paper), null, "paper");

    /// <summary>Cuts a line into the runs in which every place is finite.</summary>
    public static List<Spot[]> Runs(IEnumerable<Spot> spots)
    {
        var runs = new List<Spot[]>();
        var run = new List<Spot>();
        foreach (var spot in spots)
        {
            if (double.IsFinite(spot.X) && double.IsFinite(spot.Y))
            {
                run.Add(spot);
                continue;
            }
            if (run.Count > 0) runs.Add([.. run]);
            run.Clear();
        }
        if (run.Count > 0) runs.Add([.. run]);
        return runs;
    }
}

/// <summary>About how wide a text will be. The reader's font is unknown, so the guess errs to the wide side.</summary>
internal static class TextSize
{
    public static double Width(string text, double size)
    {
        double width = 0;
        foreach (var c in text)
            width += c switch { 'i' or 'l' or '.' or ',' or '\'' or ' ' or '|' or ':' => 0.33, 'm' or 'w' or 'M' or 'W' => 0.9, >= '0' and <= '9' => 0.62, >= '\u2e80' => 1.0, _ => 0.6 };
        return width * size;
    }
}
