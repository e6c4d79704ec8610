using Microsoft.AspNetCore.Components;
using Palermo.Kernel;
using Palermo.Web.Texts;

namespace Palermo.Web.Frame;

/// <summary>A piece of a page: knows the reader's language.</summary>
public abstract class Part : ComponentBase
{
    [Inject] protected ICurrentSession Current { get; set; } = null!;

    /// <summary>The reader's language.</summary>
    protected string Language => Current.Language;

    /// <summary>A text in the reader's language.</summary>
    protected string T(Words words) => words.In(Current.Language);

    /// <summary>A text with its places filled, in order: <c>{0}</c>, <c>{1}</c>.</summary>
    protected string T(Words words, params ReadOnlySpan<object?> values) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, words.In(Current.Language), values);

    /// <summary>Numbers and dates as the reader writes them.</summary>
    protected Shown Shown => new(Current.Language);
}
