using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Palermo.Analysis.PrivateSets.Wide;

/// <summary>The constants of RFC 9496, section 4.1, each in all eight lanes, at an address that is a multiple of 64.</summary>
internal unsafe struct CurveConstants
{
    public Fe8 One, D, TwoD, SqrtMinusOne, SqrtAdMinusOne, InvSqrtAMinusD, OneMinusDSquared, DMinusOneSquared;

    /// <summary>Made once and kept for the life of the process.</summary>
    public static readonly CurveConstants* Shared = Make();

    private static CurveConstants* Make()
    {
        var c = (CurveConstants*)NativeMemory.AlignedAlloc((nuint)sizeof(CurveConstants), 64);
        var d = Parse("37095705934669439343138083508754565189542113879843219016388785533085940283555");
        Fe8Operations.Fill(&c->One, BigInteger.One);
        Fe8Operations.Fill(&c->D, d);
        Fe8Operations.Fill(&c->TwoD, 2 * d % ((BigInteger.One << 255) - 19));
        Fe8Operations.Fill(&c->SqrtMinusOne, Parse("19681161376707505956807079304988542015446066515923890162744021073123829784752"));
        Fe8Operations.Fill(&c->SqrtAdMinusOne, Parse("25063068953384623474111414158702152701244531502492656460079210482610430750235"));
        Fe8Operations.Fill(&c->InvSqrtAMinusD, Parse("54469307008909316920995813868745141605393597292927456921205312896311721017578"));
        Fe8Operations.Fill(&c->OneMinusDSquared, Parse("1159843021668779879193775521855586647937357759715417654439879720876111806838"));
        Fe8Operations.Fill(&c->DMinusOneSquared, Parse("40440834346308536858101042469323190826248399146238708352240133220865137265952"));
        return c;
    }

    private static BigInteger Parse(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture);
}
