using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>Turns what the server said into a problem that can be acted on. Known by type and message key, never by localized text alone.</summary>
internal static class StepProblems
{
    public static Problem Of(VimException error, string target) => error is VimFaultException { Fault: var fault }
        ? OfFault(fault, target)
        : new Problem
        {
            Code = error switch
            {
                VimCertificateException => "certificate-untrusted",
                VimLoginException => "login-refused",
                VimTimeoutException => "time-out",
                VimUnavailableException => "unavailable",
                VimConnectException => "unreachable",
                _ => "connection-lost",
            },
            Message = error.Message,
        };

    private static Problem OfFault(VimFault fault, string target)
    {
        var (code, meaning, remedy) = Explain(fault);
        return new Problem
        {
            Code = code,
            Message = $"'{target}': {meaning ?? "the server refused."} The server says: {fault.Describe()}",
            Remedy = remedy,
            Evidence = [fault.Type, .. fault.Messages.Select(m => m.Key).Distinct(StringComparer.Ordinal)],
        };
    }

    private static (string Code, string? Meaning, string Remedy) Explain(VimFault fault)
    {
        var text = fault.Describe();
        return fault.Type switch
        {
            "ConcurrentAccess" => ("concurrent-change", "somebody else changed it in the same moment; nothing of this step was done.", "Look at what they changed, and plan again."),
            "ManagedObjectNotFound" => ("not-found", "it is not there any more.", "Inspect the site, and plan again."),
            "TaskInProgress" => ("busy", "another task is running on it.", "Wait for that task, and run 'barelane resume'."),
            "NoPermission" => ("no-permission", $"the account lacks the privilege '{fault.Fields.GetValueOrDefault("privilegeId", "?")}'.", "Add it to the account's role on this object."),
            "InvalidPowerState" or "InvalidState" => ("wrong-state", "it is not in the state that this needs.", "Inspect it, and plan again."),
            "InsufficientGraphicsResourcesFault" => ("no-graphics-capacity", "the host can't place this slice.", "Set the host's graphics type to 'Shared Direct', or free a card of the same profile size."),
            _ when fault.Type.StartsWith("Insufficient", StringComparison.Ordinal) => ("no-capacity", "host, pool or HA admission control has not enough left for the full reservation.", "Free memory, or choose another host."),
            _ when Has(text, "systemId does not match") => ("stale-device", "the device in its configuration belongs to another host, or has another id.", "Run 'barelane rebind'."),
            _ when Has(text, "is not a passthrough device") => ("not-passthrough", "the device is not active for passthrough.", "Reboot the host; if it has been, look for PCIe hot-plug events in vmkernel.log."),
            _ when Has(text, "memory reservation") && Has(text, "memsize") => ("not-reserved", "its memory is not fully reserved.", "Set 'Reserve all guest memory'."),
            _ when Has(text, "exceeds limit") || Has(text, "64bitMMIO") => ("mmio-too-small", "its MMIO window is too small for its cards.", "Raise 'pciPassthru.64bitMMIOSizeGB' ('mmio-gib:' of the assignment)."),
            _ when Has(text, "Nested Hardware-Assisted") => ("nested-virtualization", "nested virtualisation and passthrough exclude each other.", "Switch nested virtualisation off."),
            _ when Has(text, "in use") => ("device-in-use", "the device is in use.", "See with 'barelane inspect' which VM holds it."),
            _ => ("refused", null, ""),
        };
    }

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
