using NodaTime;

namespace Palermo.Kernel;

/// <summary>In what a deadline is counted.</summary>
public enum DeadlineUnit { CalendarDays, WorkingDays, Months, Years }

/// <summary>A span in which the clock stood still.</summary>
/// <param name="To">The last day of the pause; null while it lasts.</param>
public sealed record Pause(LocalDate From, LocalDate? To);

/// <summary>Deadlines from their start, in calendar or working days, with pauses.</summary>
public static class Deadlines
{
    /// <summary>The due day.</summary>
    /// <param name="start">The day of the event; it does not count itself (Regulation (EEC, Euratom) No 1182/71, Art. 3(1)).</param>
    /// <param name="pauses">Spans in which the clock stood; they do not overlap.</param>
    /// <param name="isHoliday">Public holidays of the place; weekends count as Saturday and Sunday unless it says otherwise.</param>
    /// <returns>The due day, or null while a pause is open.</returns>
    public static LocalDate? Due(LocalDate start, int amount, DeadlineUnit unit, IReadOnlyList<Pause>? pauses = null, Func<LocalDate, bool>? isHoliday = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        pauses ??= [];
        if (pauses.Any(p => p.To is null)) return null;
        if (unit is DeadlineUnit.Months or DeadlineUnit.Years)
        {
            var due = unit == DeadlineUnit.Months ? start.PlusMonths(amount) : start.PlusYears(amount);
            // Each pause that began before the day was due moves it by its length, in order: a moved day may reach into the next pause.
            foreach (var pause in pauses.OrderBy(p => p.From))
                if (pause.From <= due && pause.To >= start) due = due.PlusDays(Period.DaysBetween(pause.From < start ? start : pause.From, pause.To!.Value) + 1);
            return due;
        }
        var day = start;
        for (var left = amount; left > 0;)
        {
            day = day.PlusDays(1);
            if (pauses.Any(p => p.From <= day && day <= p.To)) continue;
            if (unit == DeadlineUnit.WorkingDays && (isHoliday?.Invoke(day) ?? day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)) continue;
            left--;
        }
        return day;
    }
}
