using System.Collections.Concurrent;

namespace Barelane.Remote.Driver.Objects;

/// <summary>Calls the program's functions on a thread that does nothing else: they may call OpenCL in turn.</summary>
internal static unsafe class Callbacks
{
    private static readonly BlockingCollection<Action> Due = [];
    private static int _isStarted;

    /// <summary>An event's callback; the event stays until it has returned.</summary>
    public static void Run(nint handle, int status, nint function, void* data, ClObject item)
    {
        item.Hold();
        Add(() =>
        {
            ((delegate* unmanaged<nint, int, void*, void>)function)(handle, status, data);
            item.Drop();
        });
    }

    /// <summary>A callback with the object and the program's data.</summary>
    public static void Run(nint handle, nint function, void* data) => Add(() => ((delegate* unmanaged<nint, void*, void>)function)(handle, data));

    public static void Add(Action action)
    {
        Due.Add(action);
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
        {
            new Thread(() =>
            {
                foreach (var next in Due.GetConsumingEnumerable())
                {
                    next();
                }
            })
            { IsBackground = true, Name = "barelane callbacks" }.Start();
        }
    }
}
