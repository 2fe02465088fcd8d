namespace Barelane.Rendering.Text;

/// <summary>Small matters of English.</summary>
internal static class Words
{
    /// <summary>A number with its noun: <c>1 host</c>, <c>3 hosts</c>.</summary>
    public static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
