namespace Barelane.VSphere.Wire;

/// <summary>No connection came about: the name is unknown, the port is closed, the network does not lead there, or TLS could not be agreed on.</summary>
internal sealed class VimConnectException(string message, Exception? inner = null) : VimException(message, VimDelivery.NotSent, inner);
