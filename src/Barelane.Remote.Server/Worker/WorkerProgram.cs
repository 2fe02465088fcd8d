using System.Runtime.InteropServices;
using System.Text.Json;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

/// <summary>A worker process: one session, on two sockets that it inherited.</summary>
public static partial class WorkerProgram
{
    /// <summary>Serves the session that standard input describes, and ends the process: whatever the client held ends with it.</summary>
    public static void Run(TextReader input)
    {
        var settings = JsonSerializer.Deserialize(input.ReadLine() ?? "", WorkerJson.Default.WorkerSettings) ?? throw new InvalidDataException("A worker has to be told what to serve.");
        if (settings.Control < 0)
        {
            Console.Out.Write(JsonSerializer.Serialize(List(settings.Library), WorkerJson.Default.DeviceListing));
            Console.Out.Flush();
            ExitNow(0);
        }

        var key = Convert.FromBase64String(settings.Key);
        using var control = Open(settings.Control, key, StreamKind.Control);
        using var bulk = Open(settings.Bulk, key, StreamKind.Bulk);
        // The pool holds the other end of standard input: when it dies, so does the worker.
        new Thread(() =>
        {
            while (input.ReadLine() is not null)
            {
            }

            ExitNow(2);
        })
        { IsBackground = true, Name = "pool" }.Start();
        try
        {
            Cl.LoadFrom(settings.Library);
            using var session = new WorkerSession(settings, DeviceCatalog.Open(settings.Devices), control, bulk);
            using var watch = new SessionWatch(session, settings);
            session.Run();
        }
        catch (Exception e) when (e is InvalidOperationException or DllNotFoundException)
        {
            using var outgoing = new Outgoing(control);
            outgoing.Answer(new Farewell { Reason = e.Message }, 0);
        }

        control.Shutdown();
        bulk.Shutdown();
        ExitNow(0);
    }

    private static DeviceListing List(string library)
    {
        try
        {
            Cl.LoadFrom(library);
            return new DeviceListing { Devices = DeviceCatalog.Open([]).List() };
        }
        catch (Exception e) when (e is InvalidOperationException or DllNotFoundException)
        {
            return new DeviceListing { Problem = e.Message };
        }
    }

    /// <summary>Ends the process without asking OpenCL, which may be in a kernel that never ends.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void ExitNow(int code);

    private static IByteStream Open(int descriptor, byte[] key, StreamKind kind)
    {
        var socket = new SocketStream(descriptor);
        return key.Length == 0 ? socket : new SealedStream(socket, key, kind, isServer: true);
    }
}
