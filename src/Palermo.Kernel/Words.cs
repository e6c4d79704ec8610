namespace Palermo.Kernel;

/// <summary>A text that a person sees, in the three languages that every page has. There is no way to declare one without the others.</summary>
public sealed record Words(string English, string French, string Arabic)
{
    /// <summary>The text in a language named by its code (<c>en</c>, <c>fr</c>, <c>ar</c>); English for any other.</summary>
    public string In(string language) => language switch { "fr" => French, "ar" => Arabic, _ => English };

    /// <summary>A name that is written alike in all three, such as a ship's class or a code.</summary>
    public static Words Same(string text) => new(text, text, text);

    public override string ToString() => English;
}
