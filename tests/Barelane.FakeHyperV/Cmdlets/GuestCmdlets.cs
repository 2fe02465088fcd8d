using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>PowerShell Direct (PowerShell-Docs 5.1, Invoke-Command with -VMId; virtualization docs, user-guide/powershell-direct.md: a running Windows guest, an account of it, no network).</summary>
internal static class GuestCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Core", "Invoke-Command", "VMId VMName Credential Session ScriptBlock ArgumentList", Invoke),
        new("Core", "New-PSSession", "VMId VMName Credential", (host, call, _) =>
            call.Emit(new PsObject("System.Management.Automation.Runspaces.PSSession").With("VMId", Enter(host, call).Id).With("State", "Opened"))),
        new("Core", "Remove-PSSession", "Session Confirm", (host, call, _) => Of(host, call["Session"])),
    ];

    /// <summary>The guest that a session is in. It ends with the VM.</summary>
    public static FakeVm Of(FakeHost host, object? session)
    {
        var vm = Selecting.ById(host, (Guid)((PsObject)session!)["VMId"]!);
        return vm.State == Enums.Running ? vm : throw Refused("The session is not in the state Opened.");
    }

    private static FakeVm Enter(FakeHost host, CmdletCall call)
    {
        Selecting.Admit(host);
        var vm = Selecting.ById(host, Guid.Parse(call.Text("VMId")));
        var account = (PsObject)call["Credential"]!;
        if (vm.State != Enums.Running || vm.Guest != "Windows" || !vm.GuestAnswers)
        {
            throw Refused($"The virtual machine {vm.Name} is not in running state.");
        }

        if (!vm.TakesDirect)
        {
            throw Refused("An error has occurred which Windows PowerShell cannot handle. A remote session might have ended.");
        }

        return vm.Accounts.TryGetValue(Conversion.ToText(account["UserName"]), out var password) && password == Conversion.ToText(((PsObject)account["Password"]!)["Plain"])
            ? vm
            : throw Refused("The credential is invalid.");
    }

    private static void Invoke(FakeHost host, CmdletCall call, object? input)
    {
        var vm = call.Has("Session") ? Of(host, call["Session"]) : Enter(host, call);
        var guest = new Evaluator(new GuestMachine(host, vm));
        guest.Set("args", Conversion.Elements(call.Parameters["ArgumentList"]).ToArray());
        foreach (var value in guest.Run(((ScriptBlock)call.Parameters["ScriptBlock"]!).Body))
        {
            call.Emit(value is PsObject made ? made.With("PSComputerName", vm.Name).With("RunspaceId", Guid.Empty).With("PSShowComputerName", true) : value);
        }
    }

    /// <summary>The message is documented (PowerShell Direct, troubleshooting); nobody published the id with it, and nothing rests on it.</summary>
    private static PsException Refused(string message) => new(new PsErrorRecord
    {
        Id = "CreateRemoteRunspaceForVMFailed",
        Category = "InvalidOperation",
        Message = message,
        Type = "System.Management.Automation.Remoting.PSDirectException",
    });
}
