using System.Globalization;

namespace Palermo.Analysis.Notices;

/// <summary>Whether something stands in the way, or a person must look at it.</summary>
public enum NoticeSeverity { Warn, Block }

/// <summary>A fixed phrase within a message, which is translated with it; a value that is no such phrase is quoted from the application.</summary>
public sealed record Named(string Phrase)
{
    public override string ToString() => Phrase;
}

/// <summary>Several values within a message.</summary>
public sealed record Listed(IReadOnlyList<object> Items)
{
    public override string ToString() => string.Join(", ", Items);
}

/// <summary>A penalty or sentence within a message, in months.</summary>
public readonly record struct Months(double Value)
{
    /// <summary>True when it is said in whole years.</summary>
    public bool InYears => Value % 12 == 0 && Value > 0;

    public override string ToString() => InYears ? string.Create(CultureInfo.InvariantCulture, $"{Value / 12} years") : string.Create(CultureInfo.InvariantCulture, $"{Value:0.#} months");
}

/// <summary>One thing that the rules say about an application.</summary>
/// <param name="Code">As in the domain page "information exchange", 1.3, for red notices; NT-… for what holds for every colour; a letter of the colour for its own conditions.</param>
/// <param name="Field">The field it is about.</param>
/// <param name="Message">In words, with how to mend it.</param>
/// <param name="Provision">The provision it rests on.</param>
/// <param name="TellRequester">What the requester may be told; the same as the message but where an answer would give a refugee away.</param>
public sealed record NoticeFinding(string Code, NoticeSeverity Severity, string Field, string Message, string Provision, string TellRequester)
{
    /// <summary>The message with places for its values, the same for every application: what a translation goes by.</summary>
    public string Form { get; private init; } = Message;

    /// <summary>The values of the form, in order.</summary>
    public IReadOnlyList<object?> Values { get; private init; } = [];

    internal static NoticeFinding Of(string code, NoticeSeverity severity, string field, FormattableString message, string provision)
    {
        var words = message.ToString(CultureInfo.InvariantCulture);
        return new(code, severity, field, words, provision, words) { Form = message.Format, Values = message.GetArguments() };
    }
}
