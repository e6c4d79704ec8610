namespace Palermo.Formats;

/// <summary>Says what of one document another no longer holds: the check behind "equal up to listed drops".</summary>
public static class ExchangeComparison
{
    /// <summary>Paths into the first document, in palermo JSON, of everything that the second lacks or says otherwise.</summary>
    /// <param name="after">Null: nothing is left.</param>
    /// <remarks>What the second holds in addition does not count. Time grows with the size of both.</remarks>
    public static IReadOnlyList<string> Lost(ExchangeDocument before, ExchangeDocument? after)
    {
        List<string> lost = [];
        if (before.Title is { } title && after?.Title != title) lost.Add("/title");
        if (before.Created is { } created && after?.Created != created) lost.Add("/created");
        if (before.Message is { } message && !Same(message, after?.Message)) lost.Add("/message");
        if (before.Marking is { IsEmpty: false } marking && !marking.Equals(after?.Marking)) lost.Add("/marking");
        foreach (var (format, bag) in before.Extensions)
            if (after?.Extensions.ContainsKey(format) != true) lost.AddRange(Drops.Paths(format, bag).Select(path => "/extensions/" + path));

        var found = after?.ById() ?? [];
        for (var n = 0; n < before.Items.Count; n++)
        {
            var item = before.Items[n];
            var path = $"/items/{n}";
            if (!found.TryGetValue(item.Id, out var other))
            {
                if (!item.IsReference) lost.Add(path);
                continue;
            }
            if (item.IsReference) continue;
            if (other.Type != item.Type) lost.Add(path + "/type");
            if (item.Origin is { } origin && other.Origin != origin) lost.Add(path + "/origin");
            foreach (var (property, values) in item.Properties) Lacking(values, other.Properties.GetValueOrDefault(property) ?? [], $"{path}/properties/{property}");
            foreach (var (role, ends) in item.Links) Lacking(ends, other.Links.GetValueOrDefault(role) ?? [], $"{path}/links/{role}");
            if (item.Marking is { IsEmpty: false } own && !own.Equals(other.Marking)) lost.Add(path + "/marking");
            if (item.Grade is { } grade && other.Grade != grade) lost.Add(path + "/grade");
            foreach (var (format, bag) in item.Extensions)
                if (!other.Extensions.ContainsKey(format)) lost.AddRange(Drops.Paths(format, bag).Select(p => $"{path}/extensions/{p}"));
        }
        return lost;

        void Lacking<T>(IReadOnlyList<T> values, IReadOnlyList<T> there, string path) where T : notnull
        {
            var left = there.ToList();
            for (var n = 0; n < values.Count; n++)
                if (!left.Remove(values[n])) lost.Add($"{path}/{n}");
        }
    }

    private static bool Same(MessageHeader a, MessageHeader? b) => b is not null && a.Kind == b.Kind
        && Kept(a.Correlation, b.Correlation) && Kept(a.Sender, b.Sender) && Kept(a.Urgency, b.Urgency) && Kept(a.Purpose, b.Purpose) && (a.PersonalData is null || a.PersonalData == b.PersonalData)
        && (a.Recipients is not { Count: > 0 } || a.Recipients.SequenceEqual(b.Recipients ?? []));

    private static bool Kept(string? before, string? after) => before is null || before == after;
}
