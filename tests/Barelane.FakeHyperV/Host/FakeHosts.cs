namespace Barelane.FakeHyperV.Host;

/// <summary>Hosts to begin with.</summary>
public static class FakeHosts
{
    /// <summary>The location path of the card that every host made here has.</summary>
    public const string Card = "PCIROOT(36)#PCI(0200)#PCI(0000)";

    /// <summary>A second card, of the same kind.</summary>
    public const string Other = "PCIROOT(B2)#PCI(0200)#PCI(0000)";

    public static readonly Guid Train = Guid.Parse("1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0001");

    public static readonly Guid Web = Guid.Parse("1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0002");

    /// <summary>A host with two A40s, each with an audio function beside it, an NVMe drive, a network adapter and two VMs that are off.</summary>
    public static FakeHost Make(HostEdition? edition = null, TimeProvider? time = null, HostSwitches? switches = null)
    {
        var host = new FakeHost(edition ?? HostEdition.Server2022, time) { Switches = switches ?? new HostSwitches() };
        host.Devices.AddRange(
        [
            Gpu(0x3b, Card, "4&18416dc3&0&0010", 0x20_0000_0000, 0x20),
            Audio(0x3b, "PCIROOT(36)#PCI(0200)#PCI(0001)", "4&18416dc3&0&0110"),
            Gpu(0xb3, Other, "4&2a7c9b1e&0&0010", 0x40_0000_0000, 0x20),
            Audio(0xb3, "PCIROOT(B2)#PCI(0200)#PCI(0001)", "4&2a7c9b1e&0&0110"),
            new FakeDevice
            {
                HardwareId = "VEN_144D&DEV_A80A&SUBSYS_A801144D&REV_00", Instance = "4&3a1f0c22&0&0008", LocationPath = "PCIROOT(52)#PCI(0400)#PCI(0000)", Bus = 0x54, Name = "Standard NVM Express Controller",
                Class = "SCSIAdapter", Service = "stornvme", DriverInf = "stornvme.inf", DriverProvider = "Microsoft", BaseClass = 1, SubClass = 8, Ranges = [new FakeRange(0xd000_0000, 0x4000)],
            },
            new FakeDevice
            {
                HardwareId = "VEN_8086&DEV_1593&SUBSYS_00028086&REV_02", Instance = "6&1f2b3c4d&0&0008", LocationPath = "PCIROOT(0)#PCI(1C00)#PCI(0000)", Bus = 2, Name = "Intel(R) Ethernet Controller E810-C", Class = "Net",
                Service = "icea", DriverInf = "oem3.inf", DriverProvider = "Intel", BaseClass = 2, Ranges = [new FakeRange(0xd100_0000, 0x200_0000)],
            },
        ]);
        host.Vms.Add(new FakeVm { Id = Train, Name = "train-02", Notes = "owner: research" });
        host.Vms.Add(new FakeVm { Id = Web, Name = "web-03", StopAction = 4 });
        return host;
    }

    /// <summary>Makes the host's cards ones that can be cut: GPU-P with real units, or GPU-PV with norm values.</summary>
    public static FakeHost Partitionable(this FakeHost host, bool paravirtual)
    {
        foreach (var device in host.Devices.Where(d => d.BaseClass == 3))
        {
            host.Gpus.Add(new FakePartitionableGpu
            {
                Name = $@"\\?\{device.InstanceId.Replace('\\', '#')}#{{064092b3-625e-43bf-9eb5-dc845897dd59}}{(paravirtual ? @"\GPUPARAV" : "")}",
                ValidCounts = paravirtual ? [32] : [1, 2, 3, 4, 6, 8, 12, 16],
                Count = paravirtual ? 32 : 16,
                Vram = paravirtual ? 1_000_000_000 : 48ul << 30,
                Encode = paravirtual ? ulong.MaxValue : 192,
                Decode = paravirtual ? 1_000_000_000ul : 192,
                Compute = paravirtual ? 1_000_000_000ul : 149_700,
                SupportsLiveMigration = !paravirtual,
                IsSecure = !paravirtual,
            });
        }

        return paravirtual ? host.WithDriverFiles() : host;
    }

    /// <summary>
    /// Gives the host the files of its display driver, with the lists of what guests need beside the package (driver docs, container-non-dx), and the guests a Windows folder. One file of System32 is
    /// there in the guest already, of an older driver.
    /// </summary>
    public static FakeHost WithDriverFiles(this FakeHost host)
    {
        var number = 0;
        foreach (var device in host.Devices.Where(d => d is { BaseClass: 3, DriverVersion: not null }))
        {
            device.ClassKey = $@"{{4d36e968-e325-11ce-bfc1-08002be10318}}\{number++:D4}";
            var key = $@"SYSTEM\CurrentControlSet\Control\Class\{device.ClassKey}";
            host.Registry.Set($@"{key}\CopyToVmOverwrite", "nvcuda", "MultiString", new object?[] { "nvcuda64.dll", "nvcuda.dll" });
            host.Registry.Set($@"{key}\CopyToVmWhenNewer", "nvsmi", "String", "nvidia-smi.exe");
            host.Registry.Set($@"{key}\CopyToVmOverwriteWow64", "nvcuda", "MultiString", new object?[] { @"x86\nvcuda32.dll", "nvcuda.dll" });
            host.InstallDriver(device.DriverVersion!);
        }

        foreach (var vm in host.Vms)
        {
            vm.Files[@"Windows\System32\ntoskrnl.exe"] = FakeFile.Text("kernel", "10.0.20348.1");
            vm.Files[@"Windows\System32\nvcuda.dll"] = FakeFile.Text("of an older driver", "6.14.11.9000");
        }

        return host;
    }

    /// <summary>A driver of a version on every display adapter: its package's folder and files are there beside those of others.</summary>
    public static void InstallDriver(this FakeHost host, string version)
    {
        foreach (var device in host.Devices.Where(d => d is { BaseClass: 3, ClassKey: not null }))
        {
            device.DriverVersion = version;
            var folder = DriverStore.Folder(device);
            foreach (var name in (string[])["nvlddmkm.sys", "nvcuda64.dll", "nvidia-smi.exe", "nv_dispi.inf", @"x86\nvcuda32.dll"])
            {
                host.Files[$@"{folder}\{name}"] = FakeFile.Text($"{name} of {version}", version) with { Written = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };
            }
        }
    }

    public static FakeDevice Gpu(int bus, string place, string instance, ulong bar, int highBits) => new()
    {
        HardwareId = "VEN_10DE&DEV_2235&SUBSYS_145A10DE&REV_A1",
        Instance = instance,
        LocationPath = place,
        Bus = bus,
        Name = "NVIDIA A40",
        SubClass = 2,
        Ranges = [new FakeRange(0x9000_0000ul + ((ulong)bus << 20), 0x100_0000), new FakeRange(bar, 64ul << 30), new FakeRange(bar + (64ul << 30), (ulong)highBits << 20)],
    };

    public static FakeDevice Audio(int bus, string place, string instance) => new()
    {
        HardwareId = "VEN_10DE&DEV_1AEF&SUBSYS_145A10DE&REV_A1",
        Instance = instance,
        LocationPath = place,
        Bus = bus,
        Name = "High Definition Audio Controller",
        Class = "MEDIA",
        Service = "HDAudBus",
        DriverInf = "hdaudbus.inf",
        DriverProvider = "Microsoft",
        BaseClass = 4,
        SubClass = 3,
        Ranges = [new FakeRange(0xa000_0000ul + ((ulong)bus << 20), 0x4000)],
    };
}
