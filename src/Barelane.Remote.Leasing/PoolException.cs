namespace Barelane.Remote.Leasing;

/// <summary>A server could not be asked; the message says why.</summary>
public sealed class PoolException : Exception
{
    /// <summary>With the reason.</summary>
    public PoolException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Without a reason.</summary>
    public PoolException()
    {
    }

    /// <summary>With the reason.</summary>
    public PoolException(string message)
        : base(message)
    {
    }
}
