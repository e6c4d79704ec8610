namespace Palermo.Analysis.Ais.Messages;

/// <summary>Short words for writing down layouts.</summary>
internal static class FieldMaker
{
    public static MessageField U(string name, int start, int length, long? none = null) =>
        new(name, FieldKind.Unsigned, start, length) { NotAvailable = none };

    public static MessageField S(string name, int start, int length, long? none = null) =>
        new(name, FieldKind.Signed, start, length) { NotAvailable = none };

    public static MessageField F(string name, int start) => new(name, FieldKind.Flag, start, 1);

    public static MessageField T(string name, int start, int letters) => new(name, FieldKind.Text, start, letters * 6);

    public static MessageField ToEnd(string name, int start) => new(name, FieldKind.Text, start, 0);

    public static MessageField Data(int start, int before = 0) =>
        new("data", FieldKind.Data, start, before);

    public static MessageField Mmsi(string name, int start) => U(name, start, 30, 0);

    /// <summary>The number counts tenths, hundredths and so on of the unit.</summary>
    public static MessageField Over(this MessageField field, int divisor, long shift = 0) => field with
    {
        Divisor = divisor, Shift = shift,
        Decimals = divisor switch { 1 => 0, 10 => 1, 100 => 2, 20 => 2, 600 => 4, 60_000 => 6, 600_000 => 7, _ => 3 },
    };

    public static MessageField Say(this MessageField field, Func<int, string?> words) => field with { Words = words };

    // 1/10,000 minute, 28 and 27 bits; 181 and 91 degrees say "not available"
    public static MessageField Longitude(int start, string name = "lon") => S(name, start, 28, 181L * 600_000).Over(600_000);

    public static MessageField Latitude(int start, string name = "lat") => S(name, start, 27, 91L * 600_000).Over(600_000);

    // 1/1,000 minute, 25 and 24 bits, in the binary messages of IMO
    public static MessageField Longitude25(int start, string name = "lon") => S(name, start, 25, 181L * 60_000).Over(60_000);

    public static MessageField Latitude24(int start, string name = "lat") => S(name, start, 24, 91L * 60_000).Over(60_000);

    // 1/10 minute, 18 and 17 bits, in types 17, 22, 23 and 27
    public static MessageField Longitude18(int start, string name = "lon") => S(name, start, 18, 181L * 600).Over(600);

    public static MessageField Latitude17(int start, string name = "lat") => S(name, start, 17, 91L * 600).Over(600);

    public static MessageField[] Size(int start) =>
        [U("to_bow", start, 9), U("to_stern", start + 9, 9), U("to_port", start + 18, 6), U("to_starboard", start + 24, 6)];
}
