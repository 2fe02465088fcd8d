using Barelane.Twin.Soap;

namespace Barelane.Twin.Collecting;

/// <summary>One property of one object can't be read: it goes into the missingSet, and the call goes on.</summary>
internal sealed class UnreadablePropertyException(VimFaultException cause) : Exception(cause.Message)
{
    public VimFaultException Cause { get; } = cause;
}
