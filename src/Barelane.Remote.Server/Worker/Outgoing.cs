using System.Diagnostics;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Worker;

/// <summary>
/// Frames to the client, in order. An answer that somebody waits for goes at once; notices go at once where few come, and together where many do.
/// </summary>
internal sealed class Outgoing : IDisposable
{
    private static readonly long Burst = Stopwatch.Frequency / 40_000;
    private readonly IByteStream _stream;
    private readonly Lock _gate = new();
    private readonly Lock _send = new();
    private readonly SemaphoreSlim _wake = new(0);
    private FrameBuffer _filling = new();
    private FrameBuffer _leaving = new();
    private long _lastFlush;
    private bool _isDead;

    public Outgoing(IByteStream stream)
    {
        _stream = stream;
        new Thread(SendLate) { IsBackground = true, Name = "outgoing" }.Start();
    }

    /// <summary>Sends a frame, and whatever waits before it, now.</summary>
    public void Answer<TMessage>(TMessage message, uint request)
        where TMessage : struct, IMessage
    {
        lock (_gate)
        {
            _filling.Append(ref message, request);
        }

        Flush();
    }

    /// <summary>Sends a frame soon.</summary>
    public void Notify<TMessage>(TMessage message)
        where TMessage : struct, IMessage
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _filling.Length == 0;
            _filling.Append(ref message, 0);
        }

        if (Stopwatch.GetTimestamp() - Volatile.Read(ref _lastFlush) > Burst)
        {
            Flush();
        }
        else if (isFirst)
        {
            _wake.Release();
        }
    }

    public void Flush()
    {
        lock (_send)
        {
            lock (_gate)
            {
                (_filling, _leaving) = (_leaving, _filling);
            }

            try
            {
                if (!_isDead && _leaving.Length > 0)
                {
                    _stream.Send(_leaving.Content);
                }
            }
            catch (IOException)
            {
                // The client is gone; the thread that takes frames sees it, too, and ends the session.
                _isDead = true;
            }
            finally
            {
                _leaving.Clear();
                Volatile.Write(ref _lastFlush, Stopwatch.GetTimestamp());
            }
        }
    }

    public void Dispose()
    {
        _filling.Dispose();
        _leaving.Dispose();
        _wake.Dispose();
    }

    private void SendLate()
    {
        while (true)
        {
            _wake.Wait();
            Flush();
        }
    }
}
