namespace Palermo.Analysis.Estimation.Tests;

/// <summary>Capture tables of the literature, written as in the domain page: names, then "pattern:count".</summary>
internal static class Published
{
    public static readonly CaptureTable Uk6 = Bits("LA NG PF GO GP NCA",
        "100000:54 010000:463 001000:907 000100:695 000010:316 000001:57 110000:15 101000:19 100100:3 011000:56 010100:19 010010:1 010001:3 001100:69 "
        + "001010:10 001001:31 000110:8 000101:6 000011:1 111000:1 110100:1 011100:4 011001:3 001101:1 111100:1");

    public static readonly CaptureTable Uk5 = Bits("LA NG PFNCA GO GP",
        "10000:54 01000:463 00100:995 00010:695 00001:316 11000:15 10100:19 10010:3 01100:62 01010:19 01001:1 00110:76 00101:11 00011:8 11100:1 11010:1 01110:4 11110:1");

    public static readonly CaptureTable Netherlands6 = Bits("I K O P R Z",
        "101100:4 101000:1 100101:4 100100:18 100010:3 100001:16 100000:352 011000:1 010100:44 010001:4 010000:1299 001110:2 001101:7 001100:59 001010:2 "
        + "001001:57 001000:403 000111:1 000110:82 000101:125 000100:4466 000011:2 000010:650 000001:632");

    public static readonly CaptureTable NewOrleans8 = Letters("A B C D E F G H",
        "A:25 AC:1 AD:2 AE:1 ACG:1 ADE:1 B:5 BF:1 C:70 CD:1 CE:1 CG:1 D:33 DE:2 E:6 EH:1 F:6 G:6 H:21");

    /// <summary>B, E, F and G merged; X stands for BEFG.</summary>
    public static readonly CaptureTable NewOrleans5 = Letters("A X C D H",
        "A:25 X:24 C:70 D:33 H:21 AX:1 AC:1 AD:2 XC:2 XD:2 XH:1 CD:1 AXC:1 AXD:1");

    public static readonly CaptureTable Western = Letters("A B C D E",
        "A:52 B:90 C:114 D:45 E:21 AC:4 AD:2 AE:5 BC:6 BD:1 DE:3 ACE:1 BCD:1");

    public static readonly CaptureTable Artificial = Letters("A B C", "A:40 B:30 C:20 AB:6");

    public static readonly CaptureTable Unit = Bits("A B C", "100:100 010:80 001:60 110:20 101:15 011:12 111:5");

    public static readonly CaptureTable SpinaBifida = Cells("L1 L2 L3 L4 L5",
        [0, 27, 37, 19, 4, 4, 1, 1, 97, 22, 37, 25, 2, 1, 3, 5, 83, 36, 34, 18, 3, 5, 0, 2, 30, 5, 23, 8, 0, 3, 0, 2]);

    public static readonly CaptureTable MadiganYork3 = Cells("L1 L2 L3", [0, 60, 49, 4, 247, 112, 142, 12]);

    public static readonly CaptureTable Kosovo = Bits("EXH ABA OSCE HRW",
        "1000:1131 0100:845 0010:936 0001:306 1100:177 1010:228 1001:106 0110:217 0101:31 0011:123 1110:181 1101:18 1011:42 0111:32 1111:27");

    private static CaptureTable Bits(string names, string cells) => new(names.Split(' '),
        cells.Split(' ').Select(c => c.Split(':')).Select(c => (c[0].Select((b, i) => b == '1' ? 1 << i : 0).Sum(), long.Parse(c[1]))));

    private static CaptureTable Letters(string names, string cells) => new(names.Split(' '),
        cells.Split(' ').Select(c => c.Split(':')).Select(c => (c[0].Sum(l => 1 << Array.IndexOf(names.Split(' '), l.ToString())), long.Parse(c[1]))));

    private static CaptureTable Cells(string names, long[] counts) => new(names.Split(' '), counts);
}
