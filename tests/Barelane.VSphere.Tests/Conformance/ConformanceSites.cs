using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.TestKit.Conformance;
using Barelane.Twin;
using Barelane.Twin.Building;
using Barelane.Twin.Recording;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The sites that the suite is run over, by name, each with the checks that it has to pass.</summary>
internal static class ConformanceSites
{
    private static readonly Assignment Direct = new()
    {
        Vm = "dc1/render-01",
        Gpu = new GpuSelector { Address = PciAddress.Parse("0000:3b:00.0"), Host = "esx-01" },
        Way = Way.Direct,
        Variant = WayVariant.DirectFixed,
        RestorePoint = "before",
    };

    private static readonly TwinSwitches Turned = new()
    {
        DependentDeviceMustBeSent = true,
        EmptyExtraConfigDeletes = false,
        SystemIdEqualsHardwareUuid = true,
        GraphicsMemoryOfPassthroughGpus = true,
        RawDevicePrivilegeDemanded = true,
        HaRestartsFixedDirectPath = true,
        SignedPciBytes = false,
        StrictElementOrder = false,
        PoweredOffSnapshotsWithPassthrough = true,
        PassthroughCopyLags = true,
        CheckersSeePassthroughProblems = true,
        NewVmKeepsInstanceUuid = false,
    };

    /// <summary>Twins that have to pass every check.</summary>
    public static IReadOnlyList<TwinScenario> Whole { get; } =
    [
        new("vcenter-8", Scenarios.Demo, Direct),
        new("vcenter-8-turned", Bridged, Direct) { Switches = Turned },
        new("vcenter-6.5", Scenarios.Old, Direct),
        new("esxi-8-lone", Scenarios.LoneHost, Direct with { Gpu = Direct.Gpu with { Host = null } }),
    ];

    /// <summary>Twins that differ in the way, or in one fact that is not verified: those go the whole way there and back.</summary>
    public static IReadOnlyList<TwinScenario> Roads { get; } =
    [
        new("to-another-host", Scenarios.Demo, Direct with { Vm = "dc1/infer-04", Gpu = new GpuSelector { Address = PciAddress.Parse("0000:3b:00.0"), Host = "esx-02" } }),
        new("by-description", Scenarios.Demo, new Assignment { Vm = "dc1/infer-04", Gpu = new GpuSelector { Model = "NVIDIA L4" }, Way = Way.Direct, Variant = WayVariant.DirectByDescription }),
        new("slice", Sliced, new Assignment { Vm = "dc1/desk-17", Gpu = new GpuSelector { Profile = "nvidia_a40-8q" }, Way = Way.Shared }),
        new("new-vm", Scenarios.Demo, Direct with
        {
            Vm = "dc1/new-01",
            RestorePoint = null,
            Create = new NewVm { MemoryMiB = 8192, Cpus = 4, DiskGiB = 20, Storage = "vsan-gpu", Network = "render-net", GuestOs = "ubuntu64Guest" },
        }) { VmName = "render-01" },
        new("clone", Scenarios.Demo, Direct with { Vm = "dc1/new-02", RestorePoint = null, Create = new NewVm { MemoryMiB = 8192, Cpus = 4, Template = "golden-linux" } }) { VmName = "render-01" },
        new("two-functions", Scenarios.Mixed, new Assignment { Vm = "dc1/cad-01", Gpu = new GpuSelector { Host = "station-02", Address = PciAddress.Parse("0000:3b:00.0") }, Way = Way.Direct }),
        new("bridged", Bridged, Direct),
        new("vcenter-6.5-turned", Scenarios.Old, Direct) { Switches = Turned },
        new("esxi-8-lone-turned", Scenarios.LoneHost, Direct with { Gpu = Direct.Gpu with { Host = null } }) { Switches = Turned },
        new("dependent-device-must-be-sent", Bridged, Direct) { Switches = new() { DependentDeviceMustBeSent = true } },
        new("empty-option-stays", Scenarios.Demo, Direct) { Switches = new() { EmptyExtraConfigDeletes = false } },
        new("system-id-is-uuid", Scenarios.Demo, Direct) { Switches = new() { SystemIdEqualsHardwareUuid = true } },
        new("raw-device-privilege", Scenarios.Demo, Direct) { Switches = new() { RawDevicePrivilegeDemanded = true } },
        new("unsigned-bytes", Scenarios.Demo, Direct with { Gpu = new GpuSelector { Address = PciAddress.Parse("0000:af:00.0"), Host = "esx-01" } }) { Switches = new() { SignedPciBytes = false } },
        new("signed-bytes", Scenarios.Demo, Direct with { Gpu = new GpuSelector { Address = PciAddress.Parse("0000:af:00.0"), Host = "esx-01" } }),
        new("free-element-order", Scenarios.Demo, Direct) { Switches = new() { StrictElementOrder = false } },
        new("copy-lags", Scenarios.Demo, Direct) { Switches = new() { PassthroughCopyLags = true } },
        new("graphics-memory-stays", Scenarios.Demo, Direct) { Switches = new() { GraphicsMemoryOfPassthroughGpus = true } },
    ];

    /// <summary>The checks of a site.</summary>
    public static IReadOnlyList<ConformanceCheck> ChecksOf(string site) =>
        site == "fake" ? [.. ConformanceSuite.Inspection, .. ConformanceSuite.Planning, .. ConformanceSuite.Journeys.Except(ConformanceSuite.Inspection)]
        : Roads.Any(r => r.Name == site) ? ConformanceSuite.Journeys
        : ConformanceSuite.All;

    /// <summary>The names of all sites.</summary>
    public static IEnumerable<string> Names => [.. Whole.Select(s => s.Name), .. Roads.Select(s => s.Name), "vcsim", "vcsim-esx", "fake"];

    public static async Task<ConformanceSite> StartAsync(string name, CancellationToken cancellationToken) => name switch
    {
        "vcsim" => await VcsimConformanceSite.StartAsync(isLone: false, cancellationToken),
        "vcsim-esx" => await VcsimConformanceSite.StartAsync(isLone: true, cancellationToken),
        "fake" => new FakeConformanceSite(),
        _ => await TwinConformanceSite.StartAsync(Whole.Concat(Roads).Single(s => s.Name == name), cancellationToken),
    };

    /// <summary>The demo's site, with a second card of esx-01 cut into slices already: only then its host tells which profiles it has.</summary>
    private static RecordedSite Sliced()
    {
        var site = Scenarios.Demo();
        site.Datacenters[0].Clusters[0].Hosts[0].Devices.Single(d => d.Address == "0000:af:00.0").GraphicsType = "sharedDirect";
        return site;
    }

    /// <summary>The demo's site, with the cards of esx-01 depending on the bridges above them.</summary>
    private static RecordedSite Bridged()
    {
        var site = Scenarios.Demo();
        foreach (var card in site.Datacenters[0].Clusters[0].Hosts[0].Devices.Where(d => d.FramebufferMib > 0))
        {
            card.DependentDevice = card.ParentBridge;
        }

        return site;
    }
}
