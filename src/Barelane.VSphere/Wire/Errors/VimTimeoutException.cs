namespace Barelane.VSphere.Wire;

/// <summary>The server was silent for too long; <see cref="VimException.Delivery"/> tells whether the request had left.</summary>
internal sealed class VimTimeoutException(string message, VimDelivery delivery, Exception? inner = null) : VimException(message, delivery, inner);
