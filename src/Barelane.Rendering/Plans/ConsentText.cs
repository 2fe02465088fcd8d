using Barelane.Core.Plans;
using Barelane.Rendering.Text;

namespace Barelane.Rendering.Plans;

/// <summary>Says which consents are still needed, and how exactly to give them: by flags, or in the document.</summary>
public static class ConsentText
{
    private const int WidestFlag = 64;

    /// <summary>Adds the consents and the command to a page.</summary>
    public static void AddTo(TextPage page, PlanView view)
    {
        if (view.Missing.Count == 0)
        {
            if (view.RunsNow)
            {
                return;
            }

            page.Flow(0, 0, "To carry it out:");
            page.Command(2, view.ApplyCommand);
            return;
        }

        var names = view.MissingNames;
        page.Heading("Your consent is needed");
        foreach (var name in names)
        {
            var subjects = view.Missing.Where(m => m.NeedsName && string.Equals(m.Impact.Consent, name, StringComparison.Ordinal))
                .Select(m => m.Impact.SubjectName).Distinct(StringComparer.Ordinal);
            page.Flow(2, 4, new Span(name, Ink.Warn), $": {ConsentNames.All[name]} ({string.Join(", ", subjects)})");
        }

        foreach (var bystander in view.MissingBystanders)
        {
            page.Flow(2, 4, new Span($"bystander {bystander}", Ink.Warn), ": a VM that is in no assignment, and is hit all the same");
        }

        page.Flow(0, 0, "Give it for this one time:");
        page.Command(2, CommandOf(view.ApplyCommand, names, view.MissingBystanders));
        page.Flow(0, 0, "or for good, in the document:");
        if (names.Count > 0)
        {
            page.Flow(2, 12, new Span($"consent: [{string.Join(", ", names)}]", Ink.Code));
        }

        if (view.MissingBystanders.Count > 0)
        {
            page.Flow(2, 15, new Span($"bystanders: [{string.Join(", ", view.MissingBystanders.Select(YamlWord))}]", Ink.Code));
        }
    }

    /// <summary>The command with the flags that give what is missing.</summary>
    public static string CommandOf(string command, IReadOnlyList<string> consents, IReadOnlyList<string> bystanders)
    {
        // Several flags where one would be wider than a terminal: a word that wraps cannot be pasted.
        var flags = new List<string>();
        foreach (var name in consents)
        {
            if (flags.Count > 0 && flags[^1].Length + name.Length < WidestFlag)
            {
                flags[^1] += $",{name}";
            }
            else
            {
                flags.Add($" --consent {name}");
            }
        }

        return command + string.Concat(flags) + string.Concat(bystanders.Select(b => $" --bystander {ShellWord(b)}"));
    }

    /// <summary>A word for a POSIX shell: in single quotes where it is not harmless bare.</summary>
    public static string ShellWord(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or ':' or ',')
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    private static string YamlWord(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.') ? word : $"\"{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
