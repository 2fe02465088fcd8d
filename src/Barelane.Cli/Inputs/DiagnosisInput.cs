using Barelane.Core.Goals;
using Barelane.Knowledge.Diagnosis;

namespace Barelane.Cli.Inputs;

/// <summary>What <c>diagnose</c> is given: files and folders, standard input, or a text that was typed.</summary>
internal sealed class DiagnosisInput
{
    private const string StandardInput = "-";
    private const int LongestEnding = 5;
    private const int MostNeighbours = 1000;
    private readonly IReadOnlyList<string> _words;
    private readonly bool _isText;

    private DiagnosisInput(IReadOnlyList<string> words, bool isText)
    {
        _words = words;
        _isText = isText;
    }

    /// <summary>How it is called in the answer.</summary>
    public string Name => _isText ? "what you typed"
        : _words.Count > 3 ? $"{_words.Count} files and folders"
        : string.Join(", ", _words.Select(w => IsStandardInput(w) ? "standard input" : $"'{w}'"));

    /// <summary>Whether nothing of it could be read at all, by what came of reading it.</summary>
    public static bool CouldNotBeRead(DiagnosisResult result) => result is { Files: 0, Problems.Count: > 0 };

    /// <summary>Understands the words of the command line: files where they exist, otherwise a text, quoted or not.</summary>
    /// <exception cref="UsageException">There is neither, or a file that does not exist.</exception>
    public static DiagnosisInput Of(IReadOnlyList<string> words, bool inputIsRedirected)
    {
        if (words.Count == 0)
        {
            return inputIsRedirected
                ? new DiagnosisInput([StandardInput], false)
                : throw new UsageException("Nothing to diagnose: give an error text, a log file, a folder of logs, or '-' for standard input.");
        }

        var isInput = words.Select(w => IsStandardInput(w) || Path.Exists(w)).ToList();
        if (isInput.TrueForAll(i => i))
        {
            return new DiagnosisInput(words, false);
        }

        var missing = words.Where((w, i) => !isInput[i] && LooksLikeAFile(w)).ToList();
        if (missing.Count > 0 && (isInput.Contains(true) || missing.Count == words.Count))
        {
            throw new UsageException($"There is no file '{missing[0]}'.{Nearest.Hint(Path.GetFileName(missing[0]), Neighbours(missing[0]))} A text goes between quotes, with blanks in it, or to standard input: barelane diagnose -");
        }

        return new DiagnosisInput([string.Join(' ', words)], true);
    }

    /// <summary>Reads all of it.</summary>
    public void ReadInto(Diagnoser diagnoser, CancellationToken cancellationToken)
    {
        if (_isText)
        {
            diagnoser.ReadTyped(_words[0], cancellationToken);
            return;
        }

        foreach (var word in _words)
        {
            if (IsStandardInput(word))
            {
                using var stream = Console.OpenStandardInput();
                diagnoser.ReadStream("stdin", stream, cancellationToken);
            }
            else
            {
                diagnoser.ReadPath(word, cancellationToken);
            }
        }
    }

    private static bool IsStandardInput(string word) => string.Equals(word, StandardInput, StringComparison.Ordinal);

    /// <summary>A path, or a name with a short ending such as 'vmware.log'.</summary>
    private static bool LooksLikeAFile(string word) =>
        !word.Contains(' ', StringComparison.Ordinal)
        && (word.StartsWith('/') || word.StartsWith("./", StringComparison.Ordinal) || word.StartsWith("../", StringComparison.Ordinal)
            || (Path.GetExtension(word) is { Length: >= 2 and <= LongestEnding } ending && ending.Skip(1).All(char.IsLetter)));

    /// <summary>The names beside a file that is missing.</summary>
    private static IEnumerable<string> Neighbours(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Take(MostNeighbours).Select(e => Path.GetFileName(e)) : [];
    }
}
