using System.Net.Sockets;
using Barelane.Remote.Protocol.Transport;

namespace Barelane.Remote.Server.Pool;

/// <summary>A session as the pool sees it: two connections that have to come, and then a worker process.</summary>
internal sealed class PoolSession(PoolSettings settings, SessionShare share, string client, byte[] key)
{
    private readonly Lock _gate = new();
    private Socket? _control;
    private Socket? _bulk;
    private WorkerProcess? _worker;
    private volatile bool _isEnded;

    public string Client => client;

    /// <summary>What its streams are sealed with; empty: nothing.</summary>
    public byte[] Key => key;

    /// <summary>Its worker's process; null before that runs.</summary>
    public int? WorkerId => _worker?.Id;

    /// <summary>Why it ended.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Called once it has ended, whatever ended it.</summary>
    public Action? Ended { get; set; }

    /// <summary>Takes one of the two connections; with both, the worker starts.</summary>
    public void Attach(StreamKind kind, Socket socket)
    {
        lock (_gate)
        {
            ref var place = ref kind == StreamKind.Control ? ref _control : ref _bulk;
            if (_isEnded || place is not null || _worker is not null)
            {
                socket.Dispose();
                return;
            }

            // Limits on how long to wait would stay with the descriptor.
            socket.ReceiveTimeout = socket.SendTimeout = 0;
            place = socket;
            if (_control is null || _bulk is null)
            {
                return;
            }

            _worker = WorkerProcess.Start(settings, share, _control, _bulk, key);
            _control = _bulk = null;
            _worker.Exited += code => End(code == 0 ? "its client is gone" : $"its worker ended with {code}");
        }
    }

    /// <summary>Returns when the client has closed, or if the connections did not come in time.</summary>
    public void WaitForEnd(Func<bool> clientHasClosed, TimeSpan patience)
    {
        using var late = new Timer(_ => EndUnlessStarted(), null, patience, Timeout.InfiniteTimeSpan);
        while (!_isEnded && !clientHasClosed())
        {
        }
    }

    public void End(string reason)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            _isEnded = true;
            Reason = reason;
            _control?.Dispose();
            _bulk?.Dispose();
            _worker?.End();
            Ended?.Invoke();
        }
    }

    private void EndUnlessStarted()
    {
        lock (_gate)
        {
            if (_worker is not null)
            {
                return;
            }
        }

        End("its connections did not come");
    }
}
