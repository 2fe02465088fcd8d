namespace Barelane.VSphere.Wire;

/// <summary>The connection broke off after the request had left, before or within the answer.</summary>
internal sealed class VimConnectionLostException(string message, Exception? inner = null) : VimException(message, VimDelivery.Unknown, inner);
