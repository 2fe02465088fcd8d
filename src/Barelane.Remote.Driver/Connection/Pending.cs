using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Connection;

/// <summary>A request that has not been answered yet.</summary>
internal class Pending
{
    private volatile bool _isDone;

    public bool IsDone => _isDone;

    /// <summary>What the answer says, or that the session is over.</summary>
    public int Status { get; private set; }

    /// <summary>What the answer is, and its content.</summary>
    public Opcode Opcode { get; private set; }

    public byte[] Content { get; private set; } = [];

    /// <summary>Takes the answer, on the thread that receives.</summary>
    public virtual unsafe void Take(Opcode opcode, byte* content, int length)
    {
        Opcode = opcode;
        if (opcode == Opcode.Done && length == sizeof(int))
        {
            End(*(int*)content);
            return;
        }

        Content = new ReadOnlySpan<byte>(content, length).ToArray();
        End(0);
    }

    public void End(int status)
    {
        Status = status;
        OnEnd(status);
        _isDone = true;
    }

    /// <summary>Runs before whoever waits sees the end.</summary>
    protected virtual void OnEnd(int status)
    {
    }
}
