using System.Text;

namespace Barelane.Remote.Driver.Icd;

/// <summary>How results get to the caller.</summary>
internal static unsafe class Give
{
    /// <summary>An information query's answer: the size where it is asked for, the value where there is room for it.</summary>
    public static int Bytes(ReadOnlySpan<byte> answer, nuint size, void* value, nuint* needed)
    {
        if (value is not null)
        {
            if (size < (nuint)answer.Length)
            {
                return ClError.InvalidValue;
            }

            answer.CopyTo(new Span<byte>(value, answer.Length));
        }

        if (needed is not null)
        {
            *needed = (nuint)answer.Length;
        }

        return 0;
    }

    public static int Value<T>(T answer, nuint size, void* value, nuint* needed)
        where T : unmanaged => Bytes(new ReadOnlySpan<byte>(&answer, sizeof(T)), size, value, needed);

    public static int Array<T>(ReadOnlySpan<T> answer, nuint size, void* value, nuint* needed)
        where T : unmanaged => Bytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(answer), size, value, needed);

    public static int Text(string answer, nuint size, void* value, nuint* needed) => Bytes(Encoding.UTF8.GetBytes(answer + '\0'), size, value, needed);

    /// <summary>A list's first items and its length.</summary>
    public static int List(ReadOnlySpan<nint> handles, uint room, nint* list, uint* count)
    {
        for (var i = 0; list is not null && i < Math.Min(handles.Length, (int)Math.Min(room, int.MaxValue)); i++)
        {
            list[i] = handles[i];
        }

        if (count is not null)
        {
            *count = (uint)handles.Length;
        }

        return 0;
    }

    /// <summary>A new object, and success where the status is asked for.</summary>
    public static nint Made(nint handle, int* status)
    {
        if (status is not null)
        {
            *status = 0;
        }

        return handle;
    }

    /// <summary>No object, and why.</summary>
    public static nint Nothing(Exception exception, int* status)
    {
        if (status is not null)
        {
            *status = ClException.StatusOf(exception);
        }

        return 0;
    }
}
