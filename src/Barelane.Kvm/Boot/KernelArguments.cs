using System.Text;

namespace Barelane.Kvm.Boot;

/// <summary>The kernel's command line as words. Double quotes keep blanks together, as the kernel reads them; every other word stays as it stands.</summary>
public static class KernelArguments
{
    /// <summary>What an argument without a value is said to be.</summary>
    public const string Set = "set";

    /// <summary>The value of an argument; the last one counts where there are several. Null where it is not there.</summary>
    public static string? Find(string commandLine, string name)
    {
        string? found = null;
        foreach (var word in Words(commandLine))
        {
            found = ValueOf(word, name) ?? found;
        }

        return found;
    }

    /// <summary>The line with the argument set to a value, in the place of the one it had or at the end; without it for null. Nothing else changes.</summary>
    public static string With(string commandLine, string name, string? value)
    {
        var words = Words(commandLine).ToList();
        var first = words.FindIndex(w => ValueOf(w, name) is not null);
        words.RemoveAll(w => ValueOf(w, name) is not null);
        if (value is not null)
        {
            words.Insert(first < 0 ? words.Count : first, value == Set ? name : $"{name}={value}");
        }

        return string.Join(' ', words);
    }

    private static string? ValueOf(string word, string name) =>
        string.Equals(word, name, StringComparison.Ordinal) ? Set
        : word.Length > name.Length && word[name.Length] == '=' && word.StartsWith(name, StringComparison.Ordinal) ? word[(name.Length + 1)..]
        : null;

    private static IEnumerable<string> Words(string commandLine)
    {
        var word = new StringBuilder();
        var isQuoted = false;
        foreach (var c in commandLine)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }

            if (char.IsWhiteSpace(c) && !isQuoted)
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                    word.Clear();
                }
            }
            else
            {
                word.Append(c);
            }
        }

        if (word.Length > 0)
        {
            yield return word.ToString();
        }
    }
}
