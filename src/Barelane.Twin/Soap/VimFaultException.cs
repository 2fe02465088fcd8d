using Barelane.Twin.Values;

namespace Barelane.Twin.Soap;

/// <summary>A vim25 fault on its way to the client, or into the error of a task.</summary>
internal sealed class VimFaultException(VimObject fault, string message) : Exception(message)
{
    /// <summary>The fault object; its type is what a client classifies by, with the keys of faultMessage.</summary>
    public VimObject Fault { get; } = fault;

    /// <summary>The fault as it stands in TaskInfo.error, MissingProperty.fault and the like.</summary>
    public VimObject ToLocalized() =>
        new VimObject("LocalizedMethodFault").Set("fault", Fault).Set("localizedMessage", Message);
}
