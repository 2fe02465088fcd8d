using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Rendering.Inventories;
using Barelane.Rendering.Text;
using Barelane.TestKit;

namespace Barelane.Rendering.Tests;

public sealed class KvmInventoryTextTests
{
    private static readonly ObjectRef HostRef = new(ObjectKind.Host, "m1", "m1");

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_host_without_libvirt_shows_its_devices_and_says_what_is_missing(int width) =>
        Golden.Match($"inventory-kvm.{width}.txt", InventoryText.Render(Fleet(), allDevices: true, new TextLook(width, Colour: false)));

    [Fact]
    public void Hardware_facts_and_gaps_are_in_the_json()
    {
        using var written = new StringWriter();

        InventoryJson.Write(Fleet(), written);

        Golden.Match("inventory-kvm.json", written.ToString());
    }

    private static FleetInventory Fleet() => new(
    [
        new SiteInventory
        {
            Site = new Site { Ref = new ObjectRef(ObjectKind.Site, "m1", "m1"), Alias = "rack7", Hypervisor = Hypervisor.Kvm, Product = "KVM without libvirt", ApiVersion = "", ManagesFleet = false },
            IsWhole = false,
            Gaps = [new Problem { Code = "libvirt-missing", Message = "libvirt's library was not found, so the domains can't be seen.", Remedy = "Install it." }],
            Hosts =
            [
                new Host
                {
                    Ref = HostRef,
                    Name = "rack7",
                    Product = Observed.Read("Debian GNU/Linux 12 (bookworm), kernel 6.1.0-56-amd64"),
                    MemoryMiB = Observed.Read(256L * 1024),
                    FreeMemoryMiB = Observed.Read(200L * 1024),
                    Iommu = Observed.Read(false),
                    IommuInFirmware = Observed.Read(true),
                    InterruptRemapping = Observed.Read(false),
                    HardwareVirtualization = Observed.Read(false),
                    SecureBoot = Observed.Read(true),
                    Lockdown = Observed.Read("integrity"),
                    IsolationOverridden = Observed.Read(true),
                    KernelVersion = Observed.Read(new Version(6, 1, 0)),
                    Slices = Observed.Read<IReadOnlyList<SliceInstance>>([new("83b8f4f2-509f-382f-3c1e-e6bfe0fa1001", "mbochs", "mbochs-small", Exists: true, Definition: null)]),
                    Profiles = Observed.Read<IReadOnlyList<SliceProfile>>([new SliceProfile { Name = "nvidia-558", Title = "NVIDIA A40-8Q", Free = Observed.Read(3) }]),
                    Settings = new Dictionary<string, Observed<string>> { ["iommu"] = Observed.Read("off"), ["kernel-argument:intel_iommu"] = Observed<string>.Unreadable("'/etc/default/grub' is not there.") },
                    Devices =
                    [
                        Function("0000:01:00.0", 0x10de, 0x2204, 0x0300, "GA102 [GeForce RTX 3090]", "6", "nouveau") with
                        {
                            Users = Observed.Read<IReadOnlyList<string>>(["1234:Xorg"]),
                            Link = Observed.Read(new PciLink(2.5, 16, 8, 16)),
                            Bars = Observed.Read<IReadOnlyList<PciBar>>([new(1, 256L << 20, 0xe000000000, Is64Bit: true, IsPrefetchable: true)]),
                            VirtualFunctions = Observed.Read(new VirtualFunctions(0, 16, 4, 1, 0x2235)),
                        },
                        Function("0000:02:00.0", 0x144d, 0xa80a, 0x0108, "NVMe SSD Controller PM9A3", null, "nvme") with { HostUse = Observed.Read("disk 'nvme0n1p2' with '/'") },
                    ],
                },
            ],
        },
    ]);

    private static Device Function(string address, ushort vendor, ushort device, ushort code, string name, string? group, string driver) => new()
    {
        Ref = ObjectRef.Device(HostRef, PciAddress.Parse(address)),
        Address = PciAddress.Parse(address),
        Id = new PciId(vendor, device),
        Class = new PciClass(code),
        Name = name,
        State = Observed.Read(DeviceState.HostOwned),
        IsolationGroup = Observed.ReadOrAbsent(group),
        Driver = Observed.Read(driver),
        HostUse = Observed<string>.Absent,
    };
}
