using System.ComponentModel;
using System.Diagnostics;

namespace Barelane.Engine.Journal;

/// <summary>Asks the operating system. A holder on another machine can't be asked and counts as alive.</summary>
public sealed class ProcessHolderCheck : IHolderCheck
{
    // Start times are computed from boot time and clock ticks, and may differ a little between two readings.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public LockHolder Self { get; } = Read(Process.GetCurrentProcess());

    /// <inheritdoc/>
    public bool MayBeAlive(LockHolder holder)
    {
        if (!string.Equals(holder.Machine, Environment.MachineName, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            using var process = Process.GetProcessById(holder.Pid);
            return !process.HasExited && (Read(process).Started - holder.Started).Duration() <= Slack;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            return true;
        }
    }

    private static LockHolder Read(Process process) => new(Environment.MachineName, process.Id, process.StartTime.ToUniversalTime());
}
