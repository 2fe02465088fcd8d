using System.Diagnostics;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>Waits for something that another process brings about.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(15);

    /// <summary>Waits until a condition holds. If the process ends first, or it takes too long, the test fails with what was printed.</summary>
    public static Task UntilAsync(Func<bool> holds, CliProcess process) => UntilAsync(() => Task.FromResult(holds()), process);

    /// <summary>Waits until a condition holds. If the process ends first, or it takes too long, the test fails with what was printed.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, CliProcess process)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (process.HasEnded || Stopwatch.GetElapsedTime(begun) > Patience)
            {
                process.Kill();
                throw new InvalidOperationException($"What was waited for did not come.\n{await process.EndAsync()}");
            }

            await Task.Delay(Beat);
        }
    }
}
