using System.Runtime.InteropServices;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

/// <summary>
/// Tells of the end of commands, each exactly once: by OpenCL's callback, and, since not every implementation calls back for a command that failed
/// (PoCL 3.1 does not), by looking at those that are open a few times a second.
/// </summary>
internal sealed unsafe class EventWatch : IDisposable
{
    private const uint ExecutionStatus = 0x11D3;
    private const int PeriodMs = 100;
    private readonly Lock _gate = new();
    private readonly HashSet<Awaited> _open = [];
    private readonly Timer _timer;

    public EventWatch()
    {
        _timer = new Timer(_ => EndFailed(), null, PeriodMs, PeriodMs);
    }

    /// <summary>Calls <paramref name="ended"/> with the event's last status, on a thread of OpenCL's or another; holds the event until then.</summary>
    public void Await(nint happening, Action<int> ended)
    {
        _ = Cl.RetainEvent(happening);
        var awaited = new Awaited(this, happening, ended);
        lock (_gate)
        {
            _open.Add(awaited);
        }

        var handle = GCHandle.Alloc(awaited);
        var status = Cl.SetEventCallback(happening, 0, &Called, (void*)GCHandle.ToIntPtr(handle));
        if (status != 0)
        {
            handle.Free();
            End(awaited, status);
        }
    }

    public void Dispose() => _timer.Dispose();

    [UnmanagedCallersOnly]
    private static void Called(nint happening, int status, void* data)
    {
        var handle = GCHandle.FromIntPtr((nint)data);
        var awaited = (Awaited)handle.Target!;
        handle.Free();
        awaited.Watch.End(awaited, status);
    }

    private void End(Awaited awaited, int status)
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _open.Remove(awaited);
        }

        if (isFirst)
        {
            awaited.Ended(status);
            _ = Cl.ReleaseEvent(awaited.Happening);
        }
    }

    private void EndFailed()
    {
        List<(Awaited Awaited, int Status)> failed = [];
        lock (_gate)
        {
            // Within the gate: what is open is held.
            foreach (var awaited in _open)
            {
                int status;
                if (Cl.GetEventInfo(awaited.Happening, ExecutionStatus, sizeof(int), &status, null) == 0 && status < 0)
                {
                    failed.Add((awaited, status));
                }
            }
        }

        foreach (var (awaited, status) in failed)
        {
            End(awaited, status);
        }
    }

    private sealed class Awaited(EventWatch watch, nint happening, Action<int> ended)
    {
        public EventWatch Watch => watch;

        public nint Happening => happening;

        public Action<int> Ended => ended;
    }
}
