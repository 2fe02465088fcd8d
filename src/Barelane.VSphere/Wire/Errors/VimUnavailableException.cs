namespace Barelane.VSphere.Wire;

/// <summary>Something in front of the service answered 502, 503 or 504: the service is starting, stopping or overloaded.</summary>
internal sealed class VimUnavailableException(string message, TimeSpan? retryAfter) : VimException(message, VimDelivery.Unknown)
{
    /// <summary>How long the server asks to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
