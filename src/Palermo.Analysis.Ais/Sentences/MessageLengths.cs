namespace Palermo.Analysis.Ais.Sentences;

/// <summary>How many bits a message of each type may have.</summary>
/// <remarks>
/// ITU-R M.1371-5, annex 8 gives the lengths. Real transponders and receivers send some a little short or padded to a slot;
/// what is accepted beyond the standard is what other decoders accept as well: types 1 to 3 from 163 to 204 bits, type 5 from
/// 420, type 24 A from 160, type 27 padded to 168. What is shorter is noise: radio garbage passes a checksum put on it by the receiver.
/// </remarks>
public static class MessageLengths
{
    private static readonly (short Least, short Most)[] Bits =
    [
        (short.MaxValue, 0),                                      // 0: no message
        (163, 204), (163, 204), (163, 204), (168, 1064), (420, 1064), (88, 1008), (72, 168), (56, 1008), (168, 1064),
        (72, 1064), (168, 1064), (72, 1008), (72, 168), (40, 1008), (88, 168), (96, 168), (80, 816), (168, 1064), (312, 1064),
        (72, 186), (272, 368), (168, 1064), (160, 1064), (160, 1064), (40, 168), (60, 1064), (96, 168),
    ];

    /// <summary>Whether a message of this type can be so long. Type 24 is judged by its part, bits 38 and 39.</summary>
    public static bool Accepts(int type, int bitCount, int part)
    {
        if ((uint)type >= (uint)Bits.Length) return false;
        var (least, most) = Bits[type];
        if (bitCount < least || bitCount > most) return false;
        return type switch
        {
            24 => part == 0 ? bitCount <= 168 : bitCount >= 162,
            25 => bitCount >= 40 + BinaryHeader(part),
            26 => bitCount >= 60 + BinaryHeader(part),
            27 => bitCount is 96 or 168,
            _ => true,
        };
    }

    // Types 25 and 26: bit 38 says a destination of 30 bits follows, bit 39 an application identifier of 16.
    private static int BinaryHeader(int flags) => ((flags & 2) != 0 ? 30 : 0) + ((flags & 1) != 0 ? 16 : 0);
}
