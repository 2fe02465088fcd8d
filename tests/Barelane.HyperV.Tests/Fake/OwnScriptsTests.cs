using System.Text.Json;
using Barelane.FakeHyperV.Cmdlets;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Tests.Fake;

/// <summary>The program's own scripts on the fake host: all of them are within the subset, and the reading ones come to their end on hosts of every age.</summary>
public class OwnScriptsTests
{
    private const string Everything = """
        {
          "Pools": true, "Commands": ["Get-VM", "Get-VMHostPartitionableGpu", "Get-NoSuch"], "Services": ["nvlddmkm"], "Command": "none", "Vm": "1d1f7c35-1a4f-4a5e-9b43-3d8f0b7d0001",
          "Keys": ["DEVPKEY_Device_LocationPaths", "DEVPKEY_Device_BusNumber", "{3AB22E31-8264-4b4e-9AF5-A8D2D8E33E62}  34"], "Devices": true, "Partitions": false, "RemoteFx": true,
          "Folder": "C:\\Windows\\System32\\DriverStore\\FileRepository", "Device": "PCI\\VEN_10DE&DEV_2235&SUBSYS_145A10DE&REV_A1\\4&18416dc3&0&0010", "Path": "C:\\Windows\\note.json",
          "Log": "System", "Most": 50,
          "Paths": ["C:\\Windows\\note.json", "C:\\none"]
        }
        """;

    public static TheoryData<string> All => [.. Names()];

    public static TheoryData<string, string> Reading()
    {
        var cells = new TheoryData<string, string>();
        foreach (var name in Names().Where(n => n.StartsWith("read-", StringComparison.Ordinal) && n != "read-cluster"))
        {
            foreach (var edition in (string[])[nameof(HostEdition.Server2016), nameof(HostEdition.Server2019), nameof(HostEdition.Server2022), nameof(HostEdition.Server2025), nameof(HostEdition.Windows10), nameof(HostEdition.Windows11)])
            {
                cells.Add(name, edition);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_script_is_within_the_subset_and_calls_only_what_the_fake_host_has(string name)
    {
        var calls = Calls.Of(Parser.Parse(Text(name)));

        Assert.All(calls, c => Assert.True(CoreCmdlets.Find(c) is not null || HostCmdlets.All.Any(h => h.Name.Equals(c, StringComparison.OrdinalIgnoreCase)), $"'{c}' is not on the fake host."));
    }

    [Theory]
    [MemberData(nameof(Reading))]
    public void A_reading_script_comes_to_its_end_and_changes_nothing(string name, string edition)
    {
        var host = FakeHosts.Make((HostEdition)typeof(HostEdition).GetProperty(edition)!.GetValue(null)!).Partitionable(paravirtual: true);
        host.Files[@"C:\Windows\note.json"] = FakeFile.Text("{}");
        host.Vms[0].Checkpoints.Add(new FakeCheckpoint(Guid.NewGuid(), "before", DateTime.UnixEpoch));
        var before = HostDescription.Of(host);

        foreach (var strict in (bool[])[true, false])
        {
            var json = Json.Write(host.Run(Text(name), Everything, strict).ToArray(), 12);
            Assert.NotEqual("[]", name is "read-remotefx" or "read-events" ? "-" : json);
            Assert.DoesNotContain(name == "read-shapes" ? "\u0000" : "System.", JsonDocument.Parse(json).RootElement.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal(before, HostDescription.Of(host));
        Assert.Empty(host.Changes);
    }

    private static IEnumerable<string> Names() => HostScript.Names();

    private static string Text(string name) => HostScript.Reads(name).Text;
}
