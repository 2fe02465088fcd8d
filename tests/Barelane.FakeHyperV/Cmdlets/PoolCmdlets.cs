using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Resource pools of devices (windowsserverdocs, deploy/use-gpu-with-clustered-vm.md).</summary>
internal static class PoolCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Hyper-V", "Get-VMResourcePool", "Name ResourcePoolType", Get),
        new("Hyper-V", "New-VMResourcePool", "Name ResourcePoolType Confirm", New),
        new("Hyper-V", "Remove-VMResourcePool", "Name ResourcePoolType Confirm", Remove),
        new("Hyper-V", "Add-VMHostAssignableDevice", "HostAssignableDevice InstancePath LocationPath ResourcePoolName Force", (host, call, input) => Move(host, call, input, into: true)) { Since = 2019 },
        new("Hyper-V", "Remove-VMHostAssignableDevice", "HostAssignableDevice InstancePath LocationPath ResourcePoolName Confirm", (host, call, input) => Move(host, call, input, into: false)) { Since = 2019 },
    ];

    private static PsObject Shape(FakeHost host, string name) => new PsObject("Microsoft.HyperV.PowerShell.VMResourcePool")
        .With("Name", name).With("ResourcePoolType", Enums.PoolType.Of("PciExpress")).With("ParentName", name == "Primordial" ? null : new object?[] { "Primordial" }).With("ComputerName", host.Name).With("IsDeleted", false);

    private static bool IsPci(CmdletCall call) => !call.Has("ResourcePoolType") || call.Texts("ResourcePoolType").Any(t => t.Equals("PciExpress", StringComparison.OrdinalIgnoreCase));

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var found = host.Pools.Prepend("Primordial").Where(p => IsPci(call) && (!call.Has("Name") || call.Texts("Name").Any(n => Operators.Like(p, n)))).ToList();
        if (found.Count == 0 && call.Has("Name"))
        {
            throw host.Fail.Missing("pool-missing", call.Text("Name"));
        }

        found.ForEach(p => call.Emit(Shape(host, p)));
    }

    private static void New(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        if (!host.Pools.Add(call.Text("Name")))
        {
            throw host.Fail.Invalid("pool-exists", call.Text("Name"));
        }

        call.Emit(Shape(host, call.Text("Name")));
    }

    private static void Remove(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        if (!host.Pools.Remove(call.Text("Name")))
        {
            throw host.Fail.Missing("pool-missing", call.Text("Name"));
        }
    }

    private static void Move(FakeHost host, CmdletCall call, object? input, bool into)
    {
        Selecting.Admit(host);
        var pool = call.Text("ResourcePoolName");
        var given = Conversion.Elements(call.Has("HostAssignableDevice") ? call["HostAssignableDevice"] : call.HasInput ? input : Nothing.Value).Select(o => Selecting.Member(o, "LocationPath")).ToList();
        foreach (var device in given.Count == 0 ? [AssignableCmdlets.Named(host, call)] : given.Select(p => host.At(p) ?? throw host.Fail.Missing("device-missing", p, host.Name)))
        {
            if (!host.Pools.Contains(pool))
            {
                throw host.Fail.Missing("pool-missing", pool);
            }

            if (!device.IsDismounted || (into ? device.Pool is not null : !string.Equals(device.Pool, pool, StringComparison.OrdinalIgnoreCase)))
            {
                throw host.Fail.Missing("device-missing", device.LocationPath, host.Name);
            }

            if (device.Vm is not null)
            {
                throw host.Fail.Of("OperationFailed", "NotSpecified", "in-use", device.LocationPath);
            }

            device.Pool = into ? host.Pools.First(p => p.Equals(pool, StringComparison.OrdinalIgnoreCase)) : null;
        }
    }
}
