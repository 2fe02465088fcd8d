namespace Barelane.Kvm.Libvirt;

/// <summary>What libvirt said about a call that did not work.</summary>
/// <param name="Code">Its number (<c>virErrorNumber</c>).</param>
/// <param name="Message">Its words.</param>
internal sealed record LibvirtError(int Code, string Message)
{
    public const int InternalError = 1;
    public const int NoSupport = 3;
    public const int XmlError = 27;
    public const int OperationDenied = 29;
    public const int XmlDetail = 35;
    public const int SystemError = 38;
    public const int Rpc = 39;
    public const int NoDomain = 42;
    public const int AuthFailed = 45;
    public const int OperationInvalid = 55;
    public const int ConfigUnsupported = 67;
    public const int OperationTimeout = 68;
    public const int NoDomainSnapshot = 72;
    public const int ArgumentUnsupported = 74;
    public const int OperationUnsupported = 84;
    public const int AgentUnresponsive = 86;
    public const int ResourceBusy = 87;
    public const int AccessDenied = 88;
    public const int XmlInvalidSchema = 92;
    public const int AuthUnavailable = 94;
    public const int AgentUnsynced = 97;

    /// <summary>Whether it says that the object asked for is not there.</summary>
    public bool IsNotFound => Code is NoDomain or NoDomainSnapshot;

    /// <summary>Whether it says that this hypervisor has no such thing.</summary>
    public bool IsUnsupported => Code is NoSupport or ArgumentUnsupported or OperationUnsupported;

    /// <summary>Whether the connection to libvirt itself is gone: then nobody knows whether the call was carried out.</summary>
    public bool IsLost => Code is Rpc || (Code is SystemError or InternalError && ContainsAny("end of file", "Connection reset", "Broken pipe", "client socket is closed", "keepalive"));

    private bool ContainsAny(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (Message.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
