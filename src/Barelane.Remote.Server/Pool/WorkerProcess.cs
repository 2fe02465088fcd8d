using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text.Json;
using Barelane.Remote.Server.Worker;

namespace Barelane.Remote.Server.Pool;

/// <summary>One session's process. It inherits the session's two sockets, and nothing else.</summary>
internal sealed partial class WorkerProcess
{
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExec = 1;
    private const int GetStatusFlags = 3;
    private const int SetStatusFlags = 4;
    private const int NonBlocking = 0x800;

    // A descriptor that may be inherited is so by every child: only one starts at a time.
    internal static readonly Lock Starting = new();
    private readonly Process _process;

    private WorkerProcess(Process process)
    {
        _process = process;
        process.EnableRaisingEvents = true;

        // Process calls this within a lock of its own, which End needs, too, when it waits: what is called must not wait for End.
        process.Exited += (_, _) => ThreadPool.UnsafeQueueUserWorkItem(_ => Exited?.Invoke(process.ExitCode), null);
    }

    /// <summary>Called with the exit code.</summary>
    public event Action<int>? Exited;

    public int Id => _process.Id;

    public static WorkerProcess Start(PoolSettings settings, SessionShare share, Socket control, Socket bulk, byte[] key)
    {
        using (control)
        using (bulk)
        {
            var worker = new WorkerSettings
            {
                Control = (int)control.Handle,
                Bulk = (int)bulk.Handle,
                Key = Convert.ToBase64String(key),
                Library = settings.Library,
                MemoryLimit = share.Memory,
                Devices = share.Places,
                Budget = share.Budget?.Path ?? "",
                BudgetPlace = share.BudgetPlace,
                BudgetLimit = share.BudgetLimit,
                LaunchSeconds = settings.LaunchSeconds,
                IdleSeconds = settings.IdleSeconds,
            };
            var start = new ProcessStartInfo(settings.Worker[0], settings.Worker.Skip(1)) { RedirectStandardInput = true };
            // This machine may have the driver installed, too; a worker is not to be its own client.
            start.Environment["BARELANE_REMOTE"] = "none";
            Process process;
            lock (Starting)
            {
                Inherit(worker.Control, true);
                Inherit(worker.Bulk, true);
                try
                {
                    process = Process.Start(start)!;
                }
                finally
                {
                    Inherit(worker.Control, false);
                    Inherit(worker.Bulk, false);
                }
            }

            process.StandardInput.WriteLine(JsonSerializer.Serialize(worker, WorkerJson.Default.WorkerSettings));
            process.StandardInput.Flush();
            return new WorkerProcess(process);
        }
    }

    /// <summary>Has it end, and sees to it that it does; whatever the device is at.</summary>
    public void End()
    {
        try
        {
            _process.Kill();
            _process.WaitForExit(2000);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    private static void Inherit(int descriptor, bool inherit)
    {
        if (inherit)
        {
            _ = Control(descriptor, SetStatusFlags, Control(descriptor, GetStatusFlags, 0) & ~NonBlocking);
        }

        _ = Control(descriptor, SetDescriptorFlags, inherit ? 0 : CloseOnExec);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(int descriptor, int command, int argument);
}
