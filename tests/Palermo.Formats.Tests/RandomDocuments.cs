namespace Palermo.Formats.Tests;

/// <summary>Documents of our own with every type, values of every script, markings, grades, links and relations: the same for the same seed.</summary>
internal static class RandomDocuments
{
    private static readonly string[] Words = ["Amina", "محمد علي", "Ñandú \"quoted\"", "Łódź & <co>", "+22790123456", "2026-11-24", "12.5", "-33.25", "7", "", "a\nb\tc", "船", "ownership", "x y z", "FR", "line\r\nend", "0", "100"];

    public static ExchangeDocument Make(int seed)
    {
        var chance = new Random(seed);
        T Pick<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];
        var document = new ExchangeDocument
        {
            Id = Uuid(chance), Title = chance.Next(2) == 0 ? "Boats of the night" : null, Created = chance.Next(3) switch { 0 => null, 1 => "2026-11-24", _ => "2026-11-24T10:30:00.000Z" },
            Message = chance.Next(2) == 0 ? null : new(Pick(MessageHeader.Kinds), "conversation-1", "NCB Niamey", chance.Next(2) == 0 ? ["NCB Rome"] : ["NCB Rome", "NCB Paris"], Pick(MessageHeader.Urgencies), "investigation", chance.Next(2) == 0),
            Marking = chance.Next(2) == 0 ? null : Marks(chance),
        };
        for (var n = 0; n < 14; n++)
        {
            var type = n == 0 ? "person" : Pick(Crosswalk.Types);
            if (type == Item.RelationType && document.Items.Count(i => i.Type != Item.RelationType) < 2) type = "person";
            var item = new Item { Id = Uuid(chance), Type = type, Origin = chance.Next(3) == 0 ? new("palermo", "record " + n, "party") : null };
            var properties = Enum.GetValues<ExchangeFormat>().SelectMany(f => Crosswalk.Properties(type, f)).Select(t => t.Property).Append("unheardOf").Distinct().ToArray();
            foreach (var property in properties)
                if (chance.Next(3) == 0) item.Properties[property] = [.. Enumerable.Range(0, chance.Next(1, 3)).Select(_ => Pick(Words))];
            var others = document.Items.Where(i => i.Type != Item.RelationType).ToArray();
            if (type == Item.RelationType) (item.Links["from"], item.Links["to"]) = ([Pick(others).Id], [Pick(others).Id]);
            if (others.Length > 0 && chance.Next(2) == 0) item.Links[Pick((string[])["holder", "payer", "beneficiary", "address", "knows", "owner"])] = [.. others.OrderBy(_ => chance.Next()).Take(chance.Next(1, 3)).Select(o => o.Id)];
            if (chance.Next(3) == 0) item.Marking = Marks(chance);
            if (chance.Next(3) == 0) item.Grade = Pick((Grade[])[new("4x4", "B", "2"), new("admiralty", "F", "6"), new("3x5x2", "1", "A"), new("5x5x5", "E", "4")]);
            document.Items.Add(item);
        }
        return document;
    }

    private static Marking Marks(Random chance) => new(
        chance.Next(4) == 0 ? null : Marking.TlpCodes[chance.Next(5)], chance.Next(2) == 0 ? null : Marking.PapCodes[chance.Next(4)],
        chance.Next(2) == 0 ? null : ["H1", "H2"], chance.Next(3) == 0 ? "ask the provider first" : null, chance.Next(2) == 0 ? null : Marking.Classifications[chance.Next(4)]) { };

    /// <summary>A UUID of version 4 or, as ids of records are, of version 7.</summary>
    private static Guid Uuid(Random chance)
    {
        var bytes = new byte[16];
        chance.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | (chance.Next(2) == 0 ? 0x40 : 0x70));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
