using System.Runtime.CompilerServices;

namespace Barelane.TestKit;

/// <summary>
/// Compares text with a file under the test's own <c>Goldens</c> folder. With <c>BARELANE_ACCEPT=1</c> the file is rewritten; where
/// <c>CI</c> is set that is refused, since a golden is only worth what a person has looked at.
/// </summary>
public static class Golden
{
    public static void Match(string name, string text, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Goldens", name);
        var accept = Environment.GetEnvironmentVariable("BARELANE_ACCEPT") == "1";
        if (accept && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            throw new InvalidOperationException("BARELANE_ACCEPT is set under CI; goldens are accepted by people only.");
        }

        if (accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }

        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"There is no golden '{name}'. Look at the text, and run again with BARELANE_ACCEPT=1 to accept it:\n{text}");
        }

        var expected = File.ReadAllText(file).ReplaceLineEndings("\n");
        if (!string.Equals(expected, text, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The text differs from the golden '{name}' {FirstDifference(expected, text)}\nRun with BARELANE_ACCEPT=1 to accept:\n{text}");
        }
    }

    /// <summary>Demands that a folder beside the goldens holds these files alone; with <c>BARELANE_ACCEPT=1</c> others are deleted.</summary>
    public static void NoOthers(string folder, IReadOnlyCollection<string> names, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Goldens", folder);
        var others = Directory.Exists(path) ? Directory.GetFiles(path).Where(f => !names.Contains(Path.GetFileName(f))).ToList() : [];
        if (others.Count > 0 && Environment.GetEnvironmentVariable("BARELANE_ACCEPT") == "1")
        {
            others.ForEach(File.Delete);
            return;
        }

        if (others.Count > 0)
        {
            throw new InvalidOperationException($"'{folder}' holds what nothing makes: {string.Join(", ", others.Select(Path.GetFileName))}. Run with BARELANE_ACCEPT=1 to delete it.");
        }
    }

    /// <summary>The folder of the calling test's source file.</summary>
    public static string Beside([CallerFilePath] string caller = "") => Path.GetDirectoryName(caller)!;

    private static string FirstDifference(string expected, string found)
    {
        var (old, fresh) = (expected.Split('\n'), found.Split('\n'));
        for (var i = 0; i < Math.Max(old.Length, fresh.Length); i++)
        {
            var (a, b) = (i < old.Length ? old[i] : "(no line)", i < fresh.Length ? fresh[i] : "(no line)");
            if (!string.Equals(a, b, StringComparison.Ordinal))
            {
                return $"at line {i + 1}:\n  golden: {a}\n  found:  {b}";
            }
        }

        return "in its line endings.";
    }
}
