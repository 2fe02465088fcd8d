using Barelane.Remote.Driver.Icd;

namespace Barelane.Remote.Driver.Objects;

/// <summary>An OpenCL object: its handle, and who holds it, the program or other objects.</summary>
internal abstract unsafe class ClObject
{
    private readonly HandleBlock* _block;
    private int _references = 1;
    private int _holds = 1;

    protected ClObject()
    {
        _block = Handles.Allocate(this);
    }

    public nint Handle => (nint)_block;

    /// <summary>How often the program holds it.</summary>
    public uint References => (uint)Math.Max(0, Volatile.Read(ref _references));

    /// <summary>One hold more of the program's; of an object, too, that it had let go of and that others hold.</summary>
    public void Retain()
    {
        if (Interlocked.Increment(ref _references) == 1)
        {
            Hold();
        }
    }

    /// <summary>Lets go of one of the program's holds; false where it has none.</summary>
    public bool TryRelease()
    {
        var left = Interlocked.Decrement(ref _references);
        if (left == 0)
        {
            Drop();
        }

        return left >= 0;
    }

    /// <summary>Keeps the object although the program may let go of it.</summary>
    public void Hold() => Interlocked.Increment(ref _holds);

    public void Drop()
    {
        if (Interlocked.Decrement(ref _holds) == 0)
        {
            Handles.Free(_block);
            End();
        }
    }

    /// <summary>Nobody holds it any more.</summary>
    protected abstract void End();

    /// <summary>The retain of an API: of an object that the program has, or gets from another that holds it.</summary>
    public static int Retain<T>(nint handle, int status)
        where T : ClObject
    {
        if (Handles.TryFind<T>(handle) is not { } found)
        {
            return status;
        }

        found.Retain();
        return 0;
    }

    public static int Release<T>(nint handle, int status)
        where T : ClObject
    {
        try
        {
            return Handles.TryFind<T>(handle) is { References: > 0 } found && found.TryRelease() ? 0 : status;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }
}
