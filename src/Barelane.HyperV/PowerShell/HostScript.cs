using System.Reflection;
using System.Text.RegularExpressions;

namespace Barelane.HyperV.PowerShell;

/// <summary>One of the scripts that are part of this program: a file of <c>Scripts</c>, with one job.</summary>
internal sealed partial record HostScript
{
    private HostScript(string name, string text, TimeSpan limit, bool onlyReads)
    {
        Name = name;
        Text = text;
        Limit = limit;
        OnlyReads = onlyReads;
        ArgumentNames = [.. ArgumentPattern().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The file's name without its end, in messages.</summary>
    public string Name { get; }

    /// <summary>The script's text, as it is sent.</summary>
    public string Text { get; }

    /// <summary>After this time it is given up.</summary>
    public TimeSpan Limit { get; private init; }

    /// <summary>Whether it changes nothing: then it does not matter how far it came.</summary>
    public bool OnlyReads { get; }

    /// <summary>Whether it may be a function of a restricted session's role: whoever may call it there gets no more than its job. A script that is not says so in a line of its own.</summary>
    public bool IsForRole => !Text.Contains("\n# Not for restricted sessions: ", StringComparison.Ordinal);

    /// <summary>The arguments that it reads: what stands behind <c>$Arguments.</c> in its text.</summary>
    public IReadOnlyList<string> ArgumentNames { get; }

    /// <summary>A script that only reads; given up after <paramref name="limit"/>, or 60 s.</summary>
    public static HostScript Reads(string name, TimeSpan? limit = null) => new(name, Load(name), limit ?? TimeSpan.FromSeconds(60), onlyReads: true);

    /// <summary>A script that changes something; given up after <paramref name="limit"/>, or 5 min.</summary>
    public static HostScript Changes(string name, TimeSpan? limit = null) => new(name, Load(name), limit ?? TimeSpan.FromMinutes(5), onlyReads: false);

    /// <summary>The same script, given up after another time.</summary>
    public HostScript Within(TimeSpan limit) => this with { Limit = limit };

    /// <summary>The names of all scripts, in order.</summary>
    public static IEnumerable<string> Names() => Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(n => n.EndsWith(".ps1", StringComparison.Ordinal) && !n.EndsWith("frame.ps1", StringComparison.Ordinal)).Select(n => n[..^4]).Order(StringComparer.Ordinal);

    /// <summary>A script that is no file of this program: for the tests of transports.</summary>
    internal static HostScript Of(string name, string text, TimeSpan limit, bool onlyReads) => new(name, text, limit, onlyReads);

    private static string Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name + ".ps1")
            ?? throw new ArgumentException($"There is no script '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\$Arguments\.([A-Za-z_]\w*)")]
    private static partial Regex ArgumentPattern();
}
