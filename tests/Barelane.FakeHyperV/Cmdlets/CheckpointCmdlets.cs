using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Checkpoints (windows-powershell-docs: Checkpoint-VM, Get-VMSnapshot, Remove-VMSnapshot).</summary>
internal static class CheckpointCmdlets
{
    private const string Shape = "Microsoft.HyperV.PowerShell.VMSnapshot";

    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Hyper-V", "Checkpoint-VM", "Name VM SnapshotName Confirm", Make),
        new("Hyper-V", "Get-VMSnapshot", "VMName VM Name", Get),
        new("Hyper-V", "Remove-VMSnapshot", "VMSnapshot VMName VM Name Confirm", Remove),
    ];

    private static void Make(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            if (vm.CheckpointType == 2 || (PowerOn.HasCard(vm) && (host.Switches.CheckpointsRefused || !vm.IsOff)))
            {
                throw host.Fail.Failed("checkpoint", vm.Name);
            }

            var id = new Guid(vm.Checkpoints.Count + 1, 0, 0, vm.Id.ToByteArray()[..8]);
            vm.Checkpoints.Add(new FakeCheckpoint(id, call.Text("SnapshotName"), host.Time.GetUtcNow().UtcDateTime, vm.HasRemoteFx));
        }
    }

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in Selecting.Vms(host, call, input))
        {
            foreach (var checkpoint in vm.Checkpoints.Where(c => !call.Has("Name") || call.Texts("Name").Any(n => Operators.Like(c.Name, n))))
            {
                call.Emit(new PsObject(Shape).With("SnapshotType", new PsEnumType("Microsoft.HyperV.PowerShell.SnapshotType", ("Standard", 5)).Of(5)).With("VMId", vm.Id).With("VMName", vm.Name)
                    .With("State", Enums.State.Of(Enums.Off)).With("RemoteFxAdapter", checkpoint.HasRemoteFx ? VmShapes.RemoteFx(vm) : null).With("CreationTime", checkpoint.Created).With("Id", checkpoint.Id).With("Name", checkpoint.Name));
            }
        }
    }

    private static void Remove(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        if (call.Has("VMSnapshot"))
        {
            var (vm, id) = (Guid.Parse(Selecting.Member(call["VMSnapshot"], "VMId")), Guid.Parse(Selecting.Member(call["VMSnapshot"], "Id")));
            Selecting.ById(host, vm).Checkpoints.RemoveAll(c => c.Id == id);
            return;
        }

        foreach (var vm in Selecting.Vms(host, call, input))
        {
            vm.Checkpoints.RemoveAll(c => call.Texts("Name").Any(n => Operators.Like(c.Name, n)));
        }
    }
}
