using System.Globalization;

namespace Barelane.Knowledge.Advice;

/// <summary>Amounts as sentences write them.</summary>
internal static class Words
{
    public static string Memory(int mib) => mib % 1024 == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{mib / 1024} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{mib} MiB");

    public static string Money(decimal amount) => amount.ToString("#,##0", CultureInfo.InvariantCulture);
}
