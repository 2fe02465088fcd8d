namespace Barelane.Remote.Driver.Icd;

/// <summary>What a call returns instead of success.</summary>
internal sealed class ClException(int status) : Exception
{
    public int Status { get; } = status;

    /// <summary>The status for whatever went wrong in a call: nothing may leave the driver as an exception.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        ClException cl => cl.Status,
        OutOfMemoryException => ClError.OutOfHostMemory,
        _ => ClError.OutOfResources,
    };

    public static void ThrowIf(bool condition, int status)
    {
        if (condition)
        {
            throw new ClException(status);
        }
    }
}
