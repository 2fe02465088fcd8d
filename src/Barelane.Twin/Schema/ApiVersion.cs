using System.Globalization;

namespace Barelane.Twin.Schema;

/// <summary>A version of the vSphere API such as '6.7.3' or '8.0.3.0'; missing parts count as zero.</summary>
internal readonly record struct ApiVersion(int Major, int Minor, int Update, int Patch) : IComparable<ApiVersion>
{
    public static readonly ApiVersion Oldest = new(6, 5, 0, 0);

    public static ApiVersion Parse(string text)
    {
        Span<int> parts = stackalloc int[4];
        var count = 0;
        foreach (var part in text.Split('.'))
        {
            if (count == 4 || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out parts[count++]))
            {
                throw new FormatException($"'{text}' is not an API version; a version looks like '8.0.3.0'.");
            }
        }

        return new ApiVersion(parts[0], parts[1], parts[2], parts[3]);
    }

    public static bool TryParse(string text, out ApiVersion version)
    {
        try
        {
            version = Parse(text);
            return true;
        }
        catch (FormatException)
        {
            version = default;
            return false;
        }
    }

    public static bool operator <(ApiVersion left, ApiVersion right) => left.CompareTo(right) < 0;

    public static bool operator >(ApiVersion left, ApiVersion right) => left.CompareTo(right) > 0;

    public static bool operator <=(ApiVersion left, ApiVersion right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ApiVersion left, ApiVersion right) => left.CompareTo(right) >= 0;

    public int CompareTo(ApiVersion other) =>
        (Major, Minor, Update, Patch).CompareTo((other.Major, other.Minor, other.Update, other.Patch));
}
