using Barelane.Twin.Values;

namespace Barelane.Twin.Soap;

/// <summary>The faults that several services raise, with their fields filled in.</summary>
internal static class VimFaults
{
    public static VimFaultException Of(string type, string message) => new(New(type, message), message);

    /// <summary>A fault with messages by key, as a host's VMX sends them: the key is what a client may rely on (§1.1).</summary>
    public static VimFaultException Keyed(string type, string message, params (string Key, string Text)[] messages) =>
        new(New(type, message).Set("faultMessage", VimArray.Of(messages.Select(m =>
            new VimObject("LocalizableMessage").Set("key", m.Key).Set("message", m.Text)))), message);

    public static VimFaultException InvalidRequest(string message) => Of("InvalidRequest", message);

    public static VimFaultException InvalidArgument(string property, string message) =>
        new(new VimObject("InvalidArgument").Set("invalidProperty", property), message);

    public static VimFaultException NotSupported(string message) => Of("NotSupported", message);

    public static VimFaultException NotFound(MoRef reference) => new(
        new VimObject("ManagedObjectNotFound").Set("obj", reference),
        $"The object '{reference.Type}:{reference.Id}' has already been deleted or has not been completely created");

    public static VimFaultException InvalidProperty(string name) =>
        new(new VimObject("InvalidProperty").Set("name", name), $"The property '{name}' is not known to this version of the API.");

    public static VimFaultException InvalidPowerState(string requested, string existing) => new(
        new VimObject("InvalidPowerState").Set("requestedState", requested).Set("existingState", existing),
        $"The attempted operation cannot be performed in the current state ({StateName(existing)}).");

    public static VimFaultException InvalidState(string message) => Of("InvalidState", message);

    public static VimFaultException NoPermission(MoRef? target, string privilege) => new(
        new VimObject("NoPermission").Set("object", target).Set("privilegeId", privilege),
        $"Permission to perform this operation was denied. Required privilege: '{privilege}'.");

    private static string StateName(string powerState) => powerState switch
    {
        "poweredOn" => "Powered on",
        "suspended" => "Suspended",
        _ => "Powered off",
    };

    /// <summary>The fault types that repeat their message in a field.</summary>
    private static VimObject New(string type, string message) =>
        new VimObject(type).Set("reason", type is "GenericVmConfigFault" or "SystemError" ? message : null);
}
