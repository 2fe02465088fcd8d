using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Get-CimInstance over the classes that scripts ask for; one that is not known here fails as an unknown class does.</summary>
internal static class CimCmdlets
{
    private const string Cimv2 = @"root\cimv2";
    private const string Virtualization = @"root\virtualization\v2";

    private static readonly Dictionary<(string Namespace, string Class), Func<FakeHost, IEnumerable<PsObject>>> Classes = new()
    {
        [(Cimv2, "win32_computersystemproduct")] = h => [Of("Win32_ComputerSystemProduct").With("UUID", h.Uuid.ToString().ToUpperInvariant()).With("Vendor", "Dell Inc.").With("Name", "PowerEdge R750")],
        [(Cimv2, "win32_computersystem")] = h => [Of("Win32_ComputerSystem").With("Name", h.Name).With("Manufacturer", "Dell Inc.").With("Model", "PowerEdge R750").With("TotalPhysicalMemory", h.MemoryBytes).With("HypervisorPresent", true).With("DomainRole", (ushort)(h.Edition.IsClient ? 1 : 3))],
        [(Cimv2, "win32_operatingsystem")] = h => [Of("Win32_OperatingSystem").With("Caption", h.Edition.Caption).With("Version", h.Edition.Version).With("BuildNumber", $"{h.Edition.Build}").With("ProductType", h.Edition.ProductType).With("LastBootUpTime", h.Booted.UtcDateTime).With("FreePhysicalMemory", PowerOn.FreeMemory(h) / 1024).With("TotalVisibleMemorySize", h.MemoryBytes / 1024)],
        [(Cimv2, "win32_processor")] = h => [Of("Win32_Processor").With("Manufacturer", "GenuineIntel").With("Name", "Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz").With("NumberOfCores", 32u), Of("Win32_Processor").With("Manufacturer", "GenuineIntel").With("Name", "Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz").With("NumberOfCores", 32u)],
        [(Cimv2, "win32_bios")] = _ => [Of("Win32_BIOS").With("SMBIOSBIOSVersion", "1.14.1").With("Manufacturer", "Dell Inc.")],
        [(Cimv2, "win32_systemdriver")] = h => h.Devices.Where(d => d is { Service: not null, DriverInf: not null }).DistinctBy(d => d.Service).Select(d => Of("Win32_SystemDriver").With("Name", d.Service).With("PathName", DriverStore.PathOf(h, d)).With("State", "Running")),
        [(Cimv2, "win32_devicememoryaddress")] = h => Ranges(h).Select(r => Of("Win32_DeviceMemoryAddress").With("StartingAddress", r.Range.Start).With("EndingAddress", r.Range.End)),
        [(Cimv2, "win32_pnpallocatedresource")] = Allocated,
        [(Cimv2, "win32_videocontroller")] = h => h.Devices.Where(d => d is { BaseClass: 3, IsDismounted: false, IsGone: false }).Select(d => Of("Win32_VideoController").With("Name", d.Name).With("PNPDeviceID", d.InstanceId).With("DriverVersion", d.DriverVersion).With("ConfigManagerErrorCode", (uint)d.ProblemCode)),
        [(Cimv2, "win32_optionalfeature")] = h => h.Features.Select(f => Of("Win32_OptionalFeature").With("Name", f.Key).With("InstallState", f.Value ? 1u : 2u)),
        [(@"root\microsoft\windows\deviceguard", "win32_deviceguard")] = _ => [Of("Win32_DeviceGuard").With("AvailableSecurityProperties", new object?[] { 1u, 2u, 3u, 5u, 6u }).With("VirtualizationBasedSecurityStatus", 0u).With("SecurityServicesRunning", new object?[] { 0u })],
        [(Virtualization, "msvm_partitionablegpu")] = h => PartitionCmdlets.Offered(h).Select(g => PartitionCmdlets.Shape(h, g, "Microsoft.Management.Infrastructure.CimInstance#root/virtualization/v2/Msvm_PartitionableGpu")),
        [(Virtualization, "msvm_virtualsystemsettingdata")] = h => h.Vms.SelectMany(v => v.Checkpoints.Select(_ => Settings(v, "Microsoft:Hyper-V:Snapshot:Realized")).Prepend(Settings(v, "Microsoft:Hyper-V:System:Realized"))),
    };

    public static HostCmdlet Get { get; } = new("CimCmdlets", "Get-CimInstance", "ClassName Namespace Property", (host, call, _) =>
    {
        var space = call.Has("Namespace") ? call.Text("Namespace").Replace('/', '\\') : Cimv2;
        var name = call.Text("ClassName");
        if (!host.HasModule && space.Equals(Virtualization, StringComparison.OrdinalIgnoreCase))
        {
            throw Error(0x8004100e, "MetadataError", "Invalid namespace ");
        }

        if (!host.IsElevated && space.Equals(Virtualization, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (!Classes.TryGetValue((space.ToLowerInvariant(), name.ToLowerInvariant()), out var make))
        {
            throw Error(0x80041010, "MetadataError", "Invalid class ");
        }

        foreach (var instance in make(host))
        {
            call.Emit(instance);
        }
    });

    private static PsException Error(uint status, string category, string message) => new(new PsErrorRecord
    {
        Id = $"HRESULT 0x{status:x8}",
        Category = category,
        Message = message,
        Type = "Microsoft.Management.Infrastructure.CimException",
        HResult = unchecked((int)status),
    });

    private static PsObject Of(string name) => new PsObject("Microsoft.Management.Infrastructure.CimInstance#root/cimv2/" + name, name)
        .With("CimSystemProperties", new PsObject("Microsoft.Management.Infrastructure.CimSystemProperties").With("ClassName", name));

    private static IEnumerable<(FakeDevice Device, FakeRange Range)> Ranges(FakeHost host) =>
        host.Devices.Where(d => d is { IsGone: false, IsDismounted: false, IsDisabled: false }).SelectMany(d => d.Ranges.Select(r => (d, r)));

    /// <summary>What each device has. The references hold keys alone: of a range its start, and no end. A disabled device has nothing (SurveyDDA.ps1).</summary>
    private static IEnumerable<PsObject> Allocated(FakeHost host) =>
        Ranges(host).Select(r => Row(r.Device, Of("Win32_DeviceMemoryAddress").With("StartingAddress", r.Range.Start)))
            .Concat(host.Devices.Where(d => d is { IsGone: false, IsDismounted: false, IsDisabled: false }).SelectMany(d => d.Interrupts.Select(i => Row(d, Of("Win32_IRQResource").With("IRQNumber", i)))));

    private static PsObject Row(FakeDevice device, PsObject antecedent) => Of("Win32_PnPAllocatedResource").With("Antecedent", antecedent).With("Dependent", Of("Win32_PnPEntity").With("DeviceID", device.InstanceId));

    private static PsObject Settings(FakeVm vm, string type) => Of("Msvm_VirtualSystemSettingData").With("VirtualSystemIdentifier", vm.Id.ToString().ToUpperInvariant()).With("VirtualSystemType", type)
        .With("ElementName", vm.Name).With("LowMmioGapSize", (ulong)vm.LowMmio >> 20).With("HighMmioGapSize", vm.HighMmio >> 20).With("HighMmioGapBase", vm.HighMmioBase);
}
