using System.Text;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>What systemd reads in units: its quoting, written after systemd.syntax(7) and not after what writes it.</summary>
internal static class Systemd
{
    private const string Units = "/etc/systemd/system/";

    /// <summary>The units that multi-user.target starts.</summary>
    public static IReadOnlyList<string> Started(HostTree tree) => tree.Files.List(Units + "multi-user.target.wants").Or([]);

    /// <summary>The values of a key of a unit, in their order.</summary>
    public static IReadOnlyList<string> Values(HostTree tree, string unit, string key) => [.. System.Text.Encoding.UTF8.GetString(tree.Files.ReadBytes(Units + unit).Value)
        .Split('\n').Where(l => l.StartsWith(key + "=", StringComparison.Ordinal)).Select(l => l[(key.Length + 1)..])];

    /// <summary>The words of a command line.</summary>
    public static IReadOnlyList<string> Words(string line)
    {
        var words = new List<string>();
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] != ' ')
            {
                words.Add(Word(line, ref at));
            }
        }

        return [.. words.Select((w, i) => i == 0 ? w : w.Replace("$$", "$", StringComparison.Ordinal))];
    }

    private static string Word(string line, ref int at)
    {
        var text = new StringBuilder();
        var quoted = false;
        for (; at < line.Length && (quoted || line[at] != ' '); at++)
        {
            switch (line[at])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' when line[at + 1] == 'x':
                    text.Append((char)Convert.ToInt32(line.Substring(at + 2, 2), 16));
                    at += 3;
                    break;
                case '\\':
                    text.Append(line[++at]);
                    break;
                case '%':
                    Assert.Equal('%', line[++at]);
                    text.Append('%');
                    break;
                default:
                    text.Append(line[at]);
                    break;
            }
        }

        return text.ToString();
    }
}
