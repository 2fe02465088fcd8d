using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Barelane.Bench.Remote;

/// <summary>
/// A line to a server whose round trip is longer by so many microseconds: every piece is let go half of that after it came, in order, and as many as
/// there are may be on their way. Threads and the system's own sleep, since tasks and timers are too coarse for this, and the end of each wait is spun, since
/// waking takes longer than what is measured. The line tells how late it was itself.
/// </summary>
internal sealed partial class DelayLine : IDisposable
{
    private const int PieceSize = 256 << 10;
    private const int PiecesOnTheWay = 256;
    private const int SocketBuffer = 4 << 20;
    private const int TimerSlack = 29;
    private const long SpunNs = 60_000;
    private readonly Lateness _lateness = new();
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly int _server;
    private readonly long _oneWayNs;

    public DelayLine(int server, TimeSpan roundTrip)
    {
        _server = server;
        _oneWayNs = (long)roundTrip.TotalNanoseconds / 2;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Start(Accept);
    }

    /// <summary>Where the line begins, on this machine.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>How long after they were due pieces were let go.</summary>
    public Lateness Lateness => _lateness;

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.Accept();
                var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                server.Connect(IPAddress.Loopback, _server);
                foreach (var socket in (Socket[])[client, server])
                {
                    socket.NoDelay = true;
                    socket.SendBufferSize = socket.ReceiveBufferSize = SocketBuffer;
                }

                Carry(client, server);
                Carry(server, client);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The line is taken down.
        }
    }

    private void Carry(Socket from, Socket to)
    {
        var onTheWay = new BlockingCollection<(byte[] Bytes, int Length, long Due)>(PiecesOnTheWay);
        var free = new ConcurrentBag<byte[]>();
        Start(() => Take(from, onTheWay, free));
        Start(() => LetGo(to, onTheWay, free));
    }

    private void Take(Socket from, BlockingCollection<(byte[] Bytes, int Length, long Due)> onTheWay, ConcurrentBag<byte[]> free)
    {
        try
        {
            while (true)
            {
                var bytes = free.TryTake(out var used) ? used : new byte[PieceSize];
                var length = from.Receive(bytes);
                if (length == 0)
                {
                    break;
                }

                onTheWay.Add((bytes, length, NowNs() + _oneWayNs));
            }
        }
        catch (SocketException)
        {
            // One of the two has gone.
        }

        onTheWay.CompleteAdding();
    }

    private void LetGo(Socket to, BlockingCollection<(byte[] Bytes, int Length, long Due)> onTheWay, ConcurrentBag<byte[]> free)
    {
        _ = Control(TimerSlack, 1, 0, 0, 0);
        try
        {
            foreach (var (bytes, length, due) in onTheWay.GetConsumingEnumerable())
            {
                SleepUntil(due);
                _lateness.Add(NowNs() - due);
                for (var sent = 0; sent < length;)
                {
                    sent += to.Send(bytes, sent, length - sent, SocketFlags.None);
                }

                free.Add(bytes);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // One of the two has gone.
        }
    }

    private static void Start(Action action) => new Thread(() => action()) { IsBackground = true }.Start();

    private static unsafe long NowNs()
    {
        Time now;
        _ = GetTime(1, &now);
        return (now.Seconds * 1_000_000_000) + now.Nanoseconds;
    }

    private static unsafe void SleepUntil(long ns)
    {
        var wake = ns - SpunNs;
        if (wake > NowNs())
        {
            var until = new Time { Seconds = wake / 1_000_000_000, Nanoseconds = wake % 1_000_000_000 };
            _ = Sleep(1, 1, &until, null);
        }

        while (ns > NowNs())
        {
            Thread.SpinWait(1);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static unsafe partial int GetTime(int clock, Time* time);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static unsafe partial int Sleep(int clock, int flags, Time* until, Time* left);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);

    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
