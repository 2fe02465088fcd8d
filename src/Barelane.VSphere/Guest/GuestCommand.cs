using System.Text;
using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Guest;

/// <summary>
/// A program with its output in two files. VMware Tools starts programs through the guest's shell and gives back no output, so that the shell is
/// used for the redirection alone; program and arguments stay data.
/// </summary>
internal static class GuestCommand
{
    /// <summary>What the tools are to start.</summary>
    /// <exception cref="SiteException">An argument can't be handed to the guest's shell without being read as something else.</exception>
    public static GuestProgram Of(GuestFamily family, string program, IReadOnlyList<string> arguments, string output, string error) => family == GuestFamily.Windows
        ? new GuestProgram(@"C:\Windows\System32\cmd.exe", ForWindows(program, arguments, output, error))
        : new GuestProgram("/usr/bin/env", ForPosix(program, arguments, output, error));

    private static string ForPosix(string program, IReadOnlyList<string> arguments, string output, string error)
    {
        var line = new StringBuilder("LC_ALL=C ");
        foreach (var word in arguments.Prepend(program))
        {
            line.Append(Quote(word)).Append(' ');
        }

        return line.Append("</dev/null >").Append(Quote(output)).Append(" 2>").Append(Quote(error)).ToString();
    }

    private static string Quote(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string ForWindows(string program, IReadOnlyList<string> arguments, string output, string error)
    {
        var line = new StringBuilder("/d /s /c \"");
        foreach (var word in arguments.Prepend(program))
        {
            // Between quotes cmd.exe reads nothing but quotes and percent signs; a backslash before the closing quote would take it away.
            if (word.AsSpan().ContainsAny("\"%\r\n") || word.EndsWith('\\'))
            {
                throw new SiteException(new Problem
                {
                    Code = "guest-argument",
                    Message = $"An argument of '{program}' holds a quote, a percent sign, a line break or ends with a backslash, which the guest's cmd.exe would not pass on as it is.",
                    Remedy = "Use the program's way of taking the argument encoded, such as PowerShell's -EncodedCommand.",
                });
            }

            line.Append('"').Append(word).Append("\" ");
        }

        return line.Append("<NUL >\"").Append(output).Append("\" 2>\"").Append(error).Append("\"\"").ToString();
    }
}
