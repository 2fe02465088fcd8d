using System.Diagnostics;
using System.Text.Json.Nodes;
using Barelane.Lab.Tests.Hosts;

namespace Barelane.Lab.Tests.Scenarios;

/// <summary>What inspect says of a real kernel's devices, beside what lspci and the kernel's own files say.</summary>
[Collection(LabScenarios.Name)]
public sealed class InspectTests(LabHost host)
{
    [Fact]
    public async Task Inspect_finds_what_was_plugged_in_and_says_of_it_what_lspci_and_the_kernel_say()
    {
        var begun = Stopwatch.GetTimestamp();
        await using var desk = await LabDesk.SetAsync(host, "look", $"gpu: {{ address: \"{LabHost.Card}\" }}, way: direct");
        var expected = await host.RunAsync("""
            lspci -D -n -mm | while read -r address class ids; do
                set -- $(echo "$class $ids" | tr -d '"')
                f=/sys/bus/pci/devices/$address; d=none; [ ! -L $f/driver ] || d=$(basename $(readlink $f/driver))
                echo "$address $1 $2:$3 $d group $(basename $(readlink $f/iommu_group))"
            done
            """);

        var said = (await desk.RunAsync("inspect lab --output json")).Ended(0);

        var found = JsonNode.Parse(said.Out)!["sites"]![0]!["hosts"]![0]!;
        var devices = found["devices"]!.AsArray();
        Assert.Equal(expected, string.Concat(devices.Select(d => $"{d!["address"]} {d["class"]} {d["id"]} {d["driver"] ?? "none"} group {d["isolationGroup"]}\n")));
        Assert.True((bool)found["iommu"]!);
        Assert.True((bool)found["interruptRemapping"]!);
        Assert.Equal(16L << 30, devices.Single(d => (string?)d!["address"] == LabHost.LargeCard)!["bars"]!.AsArray().Max(b => (long)b!["bytes"]!));
        Assert.Equal(["mbochs-large 4", "mbochs-medium 16", "mbochs-small 64", "vf-1b36:0010 4"], found["profiles"]!.AsArray().Select(p => $"{p!["name"]} {p["free"]}"));
        Assert.Equal(LabHost.Gpu, Assert.Single(devices, d => (bool)d!["gpu"]!)!["address"]!.GetValue<string>());
        (await desk.RunAsync("inspect lab")).Ended(0).Showed($"{LabHost.Gpu} RV100 [Radeon 7000 / Radeon VE] [1002:5159]", "IOMMU on (39 bits), interrupts remapped, no /dev/kvm");
        LabHost.Told("inspect finds what was plugged in", begun);
    }
}
