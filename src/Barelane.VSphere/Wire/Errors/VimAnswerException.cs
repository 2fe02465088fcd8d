namespace Barelane.VSphere.Wire;

/// <summary>The answer is no usable vim25: not XML, malformed, cut off, too large, or with a value of the wrong kind.</summary>
internal sealed class VimAnswerException(string message, Exception? inner = null) : VimException(message, VimDelivery.Unknown, inner);
