using Barelane.Twin.Properties;
using Barelane.Twin.Values;

namespace Barelane.Twin.Model;

/// <summary>A snapshot of a VM.</summary>
internal sealed class TwinSnapshot(
    TwinSite site, TwinVm vm, string name, string? description, TwinSnapshot? before, TwinVmConfig config, bool withMemory)
    : TwinObject(site, "VirtualMachineSnapshot", site.NewId("snapshot"), name, vm)
{
    public TwinVm Vm { get; } = vm;

    public string Description { get; } = description ?? string.Empty;

    public TwinSnapshot? Before { get; set; } = before;

    public TwinVmConfig Config { get; } = config;

    public bool WithMemory { get; } = withMemory;

    public DateTimeOffset Created { get; } = site.Clock.Now;

    internal override object? Read(string property) => property switch
    {
        "vm" => Vm.Ref,
        "config" => VmConfigProperties.Config(Vm, Config),
        "childSnapshot" => VimArray.OrNull(Vm.Snapshots.Where(s => s.Before == this).Select(s => s.Ref)),
        _ => null,
    };
}
