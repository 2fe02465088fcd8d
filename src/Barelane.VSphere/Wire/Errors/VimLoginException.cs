namespace Barelane.VSphere.Wire;

/// <summary>The server does not accept the user name or the password.</summary>
internal sealed class VimLoginException(string message, Exception? inner = null) : VimException(message, VimDelivery.Refused, inner);
