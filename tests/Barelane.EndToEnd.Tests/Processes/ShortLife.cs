using System.Diagnostics;

namespace Barelane.EndToEnd.Tests.Processes;

/// <summary>
/// How .NET runs a program that is over in a second or two: compiling what is hot once more would take as much of the processor as all else that it does, and a thousand such programs run here.
/// </summary>
internal static class ShortLife
{
    // In hexadecimal, as the runtime reads its settings: 2 s without anything new.
    private const string Delay = "7D0";

    /// <summary>Sets it.</summary>
    public static void Prepare(ProcessStartInfo start)
    {
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_TC_CallCountingDelayMs"] = Delay;

        // Twice-mapped memory costs time, and where a file's size is limited it would count as a file that grows.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
    }
}
