using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>PowerShell Direct (PowerShell-Docs 5.1, Invoke-Command with -VMId; virtualization docs, user-guide/powershell-direct.md: a running Windows guest, an account of it, no network).</summary>
internal static class GuestCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Core", "Invoke-Command", "VMId VMName Credential ScriptBlock ArgumentList", Invoke),
    ];

    private static void Invoke(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var vm = Selecting.ById(host, Guid.Parse(call.Text("VMId")));
        var account = (PsObject)call["Credential"]!;
        if (vm.State != Enums.Running || vm.Guest != "Windows" || !vm.GuestAnswers)
        {
            throw Refused($"The virtual machine {vm.Name} is not in running state.");
        }

        if (!vm.Accounts.TryGetValue(Conversion.ToText(account["UserName"]), out var password) || password != Conversion.ToText(((PsObject)account["Password"]!)["Plain"]))
        {
            throw Refused("The credential is invalid.");
        }

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
