namespace Barelane.VSphere.Wire;

/// <summary>The server refused a call, or a task failed, with a fault.</summary>
internal sealed class VimFaultException(string message, VimFault fault, VimDelivery delivery = VimDelivery.Refused) : VimException(message, delivery)
{
    public VimFault Fault { get; } = fault;
}
