namespace Palermo.Kernel;

/// <summary>Turns text into the keys under which search finds it: the same name in another script or spelling shares a key.</summary>
/// <remarks>The store keeps and asks for keys only; what they are comes from outside, so that both databases give the same hits.</remarks>
public interface ITextKeys
{
    /// <summary>Raised when the keys change: the store then rebuilds its index.</summary>
    int Version { get; }

    /// <summary>Exact tokens, folded: for words as they are written. Lower-case letters and digits only.</summary>
    void Tokens(string text, ICollection<string> into);

    /// <summary>Words within the words of a text, kept beside the tokens and never asked for: <c>oued</c> of <c>l'oued</c>, <c>diallo</c> of <c>Diallo's</c>.</summary>
    void Parts(string text, ICollection<string> into) { }

    /// <summary>Keys of a token across scripts and spellings; several a token. Each is ASCII letters and digits only.</summary>
    void Keys(string token, ICollection<string> into);
}
