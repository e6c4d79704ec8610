namespace Palermo.Web.Entry;

/// <summary>The order of day, month and year in dates written with numbers. Dates such as 2016-03-12 are read whatever the order.</summary>
public enum DateOrder { DayFirst, MonthFirst, YearFirst }

/// <summary>How texts are to be understood where one text has two meanings.</summary>
/// <param name="Dates">What 03/04/2016 means.</param>
/// <param name="DecimalComma">True when 1,5 is one and a half; false when 1,500 is fifteen hundred.</param>
/// <param name="ListSeparator">What stands between the parts of a list on one line; a new line always does.</param>
public sealed record EntryConventions(DateOrder Dates = DateOrder.DayFirst, bool DecimalComma = false, char? ListSeparator = null)
{
    /// <summary>The conventions of a form in a language.</summary>
    public static EntryConventions OfForm(string language) => new(DecimalComma: language == "fr");
}
