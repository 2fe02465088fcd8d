using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Guest;

/// <summary>Why a guest could not be asked, by the fault's type.</summary>
internal static class GuestProblems
{
    public static SiteException Of(VimException error, string vm)
    {
        var (code, message, remedy) = error is VimFaultException { Fault: var fault } ? OfFault(fault, vm) : ("guest-not-reached", $"The guest of '{vm}' could not be asked: {error.Message}", "");
        return new SiteException(
            new Problem { Code = code, Message = message, Remedy = remedy, Evidence = error is VimFaultException f ? [f.Fault.Type, .. f.Fault.Messages.Select(m => m.Key)] : [] },
            error);
    }

    public static SiteException NotAsked(string vm, string why, string remedy) =>
        new(new Problem { Code = "guest-not-asked", Message = $"The guest of '{vm}' can't be asked: {why}", Remedy = remedy });

    private static (string Code, string Message, string Remedy) OfFault(VimFault fault, string vm) => fault.Type switch
    {
        "InvalidGuestLogin" => ("guest-login-refused", $"The guest of '{vm}' refused the account: user or password is wrong.", "Check 'guest:' of the assignment; a Windows domain account is written 'DOMAIN\\user'."),
        "GuestPermissionDenied" => ("guest-denied", $"The account may not do this in the guest of '{vm}': {fault.Describe()}", "Use an account that may run programs there."),
        "FileNotFound" => ("not-found", $"The guest of '{vm}' has no such file or program: {fault.Describe()}", ""),
        "GuestOperationsUnavailable" => ("guest-not-asked", $"VMware Tools of '{vm}' does not answer.", "Wait until the guest has started, and see that VMware Tools (open-vm-tools) runs in it."),
        "NoPermission" => ("no-permission", $"The vSphere account lacks '{fault.Fields.GetValueOrDefault("privilegeId", "VirtualMachine.GuestOperations.Execute")}' on '{vm}'.", "Add the guest operation privileges to the account's role."),
        _ => ("guest-refused", $"The guest of '{vm}' refused: {fault.Describe()}", ""),
    };
}
