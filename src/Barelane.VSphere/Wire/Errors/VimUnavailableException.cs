namespace Barelane.VSphere.Wire;

/// <summary>Something in front of the service answered 502, 503 or 504: the service is starting, stopping or overloaded.</summary>
internal sealed class VimUnavailableException(string message, TimeSpan? retryAfter, bool isBusy) : VimException(message, VimDelivery.Unknown)
{
    /// <summary>How long the server asks to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether it was 503: the call was most likely not taken. Behind 502 and 504 it may still be at work.</summary>
    public bool IsBusy { get; } = isBusy;
}
