namespace Barelane.Remote.Protocol.Transport;

/// <summary>One way in and one way out. One thread may send while another receives. Errors are <see cref="IOException"/>.</summary>
internal interface IByteStream : IDisposable
{
    /// <summary>Sends all of it; blocks while the other end does not take it.</summary>
    void Send(ReadOnlySpan<byte> bytes);

    /// <summary>Takes what is there, at least one byte, and waits for it; 0: the other end has closed.</summary>
    int Receive(Span<byte> into);

    /// <summary>Whether something can be taken within <paramref name="timeoutMs"/> (-1: for ever), the end included.</summary>
    bool WaitForData(int timeoutMs);

    /// <summary>Wakes whoever sends or receives; nothing goes through any more.</summary>
    void Shutdown();
}
