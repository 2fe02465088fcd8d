namespace Barelane.Remote.Server.Worker;

/// <summary>An object of the client's, or the reason why it could not be made: commands that use it fail with that.</summary>
internal sealed class SessionObject(ObjectKind kind, nint handle, int status)
{
    public ObjectKind Kind { get; } = kind;

    /// <summary>OpenCL's handle; 0 where there is none.</summary>
    public nint Handle { get; set; } = handle;

    public int Status { get; set; } = status;

    /// <summary>Of a kernel: what was wrong with an argument since the last launch.</summary>
    public int Pending { get; set; }

    /// <summary>A buffer's size.</summary>
    public ulong Size { get; init; }

    /// <summary>An image's bytes a pixel.</summary>
    public ulong PixelSize { get; init; }

    /// <summary>A queue's properties.</summary>
    public ulong Properties { get; init; }

    /// <summary>The devices of a context or a program, as places in the session's list.</summary>
    public uint[] Devices { get; init; } = [];

    /// <summary>Whether a program was made from its source.</summary>
    public bool IsSource { get; init; }

    /// <summary>A queue's launches that may not have ended, for the limit on how long one may run.</summary>
    public LaunchLog? Launches { get; init; }

    /// <summary>The ends of a queue's commands that are still to be told.</summary>
    public NoticeLog? Notices { get; init; }

    /// <summary>A queue's last command, held, where it is known: what an in-order queue finishes with.</summary>
    public nint Last { get; set; }

    /// <summary>Whether a queue's device has its buffers in memory of the host's.</summary>
    public bool IsUnified { get; init; }

    public bool IsInOrder => (Properties & 1) == 0;

    public bool IsProfiled => (Properties & 2) != 0;
}
