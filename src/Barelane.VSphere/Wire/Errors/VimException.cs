namespace Barelane.VSphere.Wire;

/// <summary>A call to a vSphere server failed. The message is a sentence for people, without secrets.</summary>
internal abstract class VimException(string message, VimDelivery delivery, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the call may have been carried out all the same.</summary>
    public VimDelivery Delivery { get; } = delivery;
}
