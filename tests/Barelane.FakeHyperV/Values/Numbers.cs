using System.Globalization;
using System.Numerics;

namespace Barelane.FakeHyperV.Values;

/// <summary>Numbers and what arithmetic makes of them (about_Arithmetic_Operators; PowerShell's BinaryOps).</summary>
internal static class Numbers
{
    public static bool Is(object? value) => value is int or long or uint or ulong or ushort or short or byte or double or decimal or BigInteger;

    public static BigInteger ToBig(object value) => value switch
    {
        int i => i,
        long l => l,
        uint u => u,
        ulong u => u,
        ushort u => u,
        short s => s,
        byte b => b,
        BigInteger big => big,
        decimal m => new BigInteger(m),
        double d => new BigInteger(d),
        _ => throw new InvalidOperationException($"'{value}' is no number."),
    };

    public static double ToDouble(object value) => value is double d ? d : value is decimal m ? (double)m : (double)ToBig(value);

    /// <summary>A whole number in a text: decimal or 0x…, with blanks around.</summary>
    public static BigInteger? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return BigInteger.TryParse("0" + trimmed[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        }

        return BigInteger.TryParse(trimmed, NumberStyles.Integer, CultureInfo.InvariantCulture, out var whole) ? whole
            : double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) ? new BigInteger(Math.Round(d, MidpointRounding.ToEven))
            : null;
    }

    /// <summary>+, - and *: the wider kind of the two; what does not fit becomes a double; [uint64] with a signed number becomes a decimal.</summary>
    public static object Calculate(char op, object left, object right)
    {
        if (left is double || right is double)
        {
            var (a, b) = (ToDouble(left), ToDouble(right));
            return op switch { '+' => a + b, '-' => a - b, _ => a * b };
        }

        if (left is decimal || right is decimal || (Math.Max(Rank(left), Rank(right)) == 4 && (IsSigned(left) || IsSigned(right))))
        {
            var (a, b) = (ToDecimal(left), ToDecimal(right));
            return op switch { '+' => a + b, '-' => a - b, _ => a * b };
        }

        var (x, y) = (ToBig(left), ToBig(right));
        var result = op switch { '+' => x + y, '-' => x - y, _ => x * y };
        var rank = Math.Max(Rank(left), Rank(right));
        return rank switch
        {
            1 when result >= int.MinValue && result <= int.MaxValue => (int)result,
            2 when !IsSigned(left) && !IsSigned(right) && result >= 0 && result <= uint.MaxValue => (uint)result,
            2 or 3 when (rank == 3 || IsSigned(left) || IsSigned(right)) && result >= long.MinValue && result <= long.MaxValue => (long)result,
            4 when result >= 0 && result <= ulong.MaxValue => (ulong)result,
            _ => (double)result,
        };
    }

    public static int Compare(object left, object right) => left is double || right is double
        ? ToDouble(left).CompareTo(ToDouble(right))
        : left is decimal || right is decimal ? ToDecimal(left).CompareTo(ToDecimal(right)) : ToBig(left).CompareTo(ToBig(right));

    private static decimal ToDecimal(object value) => value is decimal m ? m : (decimal)ToBig(value);

    private static int Rank(object value) => value switch
    {
        uint => 2,
        long => 3,
        ulong => 4,
        _ => 1,
    };

    private static bool IsSigned(object value) => value is int or long or short;
}
