using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Barelane.Cli;

/// <summary>
/// Answers <c>--version</c> alone, without a parser and without <see cref="Console"/>: to load those takes longer than the answer does.
/// </summary>
internal static class QuickVersion
{
    private const int StandardOutput = 1;

    /// <summary>The answer, with the end of the line.</summary>
    public static string Line => $"barelane {ToolVersion.Text}\n";

    /// <summary>
    /// False where something else was typed, where the answer goes into a file, or where it could not be written; the whole command line then does it,
    /// or says what is wrong.
    /// </summary>
    public static bool TryAnswer(string[] args)
    {
        if (args.Length != 1 || args[0] != "--version" || OperatingSystem.IsWindows())
        {
            return false;
        }

        try
        {
            using var handle = new SafeFileHandle(StandardOutput, ownsHandle: false);
            using var output = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            if (output.CanSeek)
            {
                // In a file such a stream keeps a position of its own, and whoever writes there next would begin where it began.
                return false;
            }

            output.Write(Encoding.UTF8.GetBytes(Line));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
