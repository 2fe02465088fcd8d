using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Planning;
using Barelane.TestKit.Conformance;

namespace Barelane.Kvm.Tests.Conformance;

/// <summary>The conformance suite over every scenario: each check on a host of its own.</summary>
public class ConformanceTests
{
    private static readonly IReadOnlyList<KvmScenario> Scenarios =
    [
        new("managed", "bochs-drm", (_, _) => { }, Planned.Direct() with { RestorePoint = "before" }),
        new("own-binding", "nouveau", (_, _) => { }, Planned.Direct()),
        new("own-binding-running", "nouveau", (_, _) => { }, Planned.Direct()) { IsRunning = true },
        new("mediated", "bochs-drm", (tree, _) => tree.Folder("/etc/mdevctl.d").Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/name", "mbochs small")
            .Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/create", "").Write("/sys/class/mdev_bus/mbochs/mdev_supported_types/mbochs-small/available_instances", "4"), Planned.Slice("mbochs-small", 2)),
        new("virtual-functions", "nvme", (tree, _) => tree.Attribute(StepBench.Card, "sriov_totalvfs", "4").Attribute(StepBench.Card, "sriov_offset", "4").Attribute(StepBench.Card, "sriov_stride", "1")
            .Attribute(StepBench.Card, "sriov_vf_device", "20b5").Attribute(StepBench.Card, "sriov_numvfs", "0").Attribute(StepBench.Card, "sriov_drivers_autoprobe", "1"), Planned.Slice("vf-10de:20b5")),
        new("iommu-off", "bochs-drm", (tree, host) =>
        {
            tree.WithoutIommu();
            host.Kernel.Booted = after =>
            {
                if (after.Files.ReadBytes("/proc/cmdline").Map(System.Text.Encoding.ASCII.GetString).Value.Contains("intel_iommu=on", StringComparison.Ordinal))
                {
                    after.Write("/sys/class/iommu/dmar0/intel-iommu/cap", "d2008c222f0286").Write("/proc/interrupts", "   0:   5  IR-IO-APIC   2-edge      timer\n  30:   9  IR-PCI-MSI 524288-edge  nvme0q0");
                }
                else
                {
                    after.WithoutIommu();
                }
            };
        }, Planned.Direct()),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every scenario with each of its checks: all of them for the first, the whole way there and back for the others.</summary>
    public static TheoryData<string, string> Cells()
    {
        var cells = new TheoryData<string, string>();
        foreach (var scenario in Scenarios)
        {
            foreach (var check in ChecksOf(scenario.Name))
            {
                cells.Add(scenario.Name, check.Name);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task An_adapter_keeps_its_promises(string scenario, string promise)
    {
        await using var site = new KvmConformanceSite(Scenarios.Single(s => s.Name == scenario));

        await ChecksOf(scenario).Single(c => c.Name == promise).RunAsync(site, Token);
    }

    private static IReadOnlyList<ConformanceCheck> ChecksOf(string scenario) => scenario is "managed" or "own-binding" ? ConformanceSuite.All : ConformanceSuite.Journeys;
}
