using System.Globalization;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.CommandLine;

/// <summary>What <c>inspect</c> shows of a large KVM host with long names, in a pipe: within 80 columns, without colour.</summary>
public sealed class InspectWidthTests : IDisposable
{
    private const string LongName = "render-farm-production-blender-worker-with-a-name-that-nobody-would-type-by-hand-0";
    private readonly KvmDesk _desk = new();

    public InspectWidthTests()
    {
        for (var i = 0; i < 8; i++)
        {
            var slot = string.Create(CultureInfo.InvariantCulture, $"0000:{0x41 + i:x2}:00");
            _desk.Tree.Gpu(slot, 20 + i, "nvidia", 65536L << (i % 2));
            _desk.Host.Kernel.Knows(slot + ".0", "nvidia").Knows(slot + ".1", "snd_hda_intel");
            _desk.Libvirt.Define(LongName + i, Domains.Q35(LongName + i, Domains.Hostdev(slot + ".0", "0000:02:00.0") + Domains.Hostdev(slot + ".1", "0000:02:00.1")));
        }

        for (var i = 0; i < 40; i++)
        {
            _desk.Tree.Function(string.Create(CultureInfo.InvariantCulture, $"0000:80:{i / 8:x2}.{i % 8}"), "8086:0998", "88000", "some-driver-with-a-very-long-name", 60, "0000:00:01.0");
        }

        _desk.Tree.Write("/proc/sys/kernel/hostname", "compute-node-17.rack-4.building-2.datacentre-frankfurt.example.internal");
        _desk.Document("assignments: []\n");
    }

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("inspect", "")]
    [InlineData("inspect", "--all-devices")]
    [InlineData("preflight", "")]
    [InlineData("plan", "")]
    public void No_line_is_wider_than_80_columns_and_none_holds_colour(string verb, string option)
    {
        _desk.Document($"assignments:\n  - {{ vm: rack7/{LongName}3, gpu: {{ address: \"0000:44:00.0\" }}, way: direct }}\n");

        var answer = _desk.Type([verb, .. option.Length > 0 ? (string[])[option] : [], "--file", _desk.File]);

        var text = answer.Out + answer.Error;
        Assert.DoesNotContain('\x1b', text);
        Assert.Contains("0000:44:00.0", text, StringComparison.Ordinal);
        var wide = text.Split('\n').Where(l => l.Length > 80 && !l.Contains(LongName, StringComparison.Ordinal) && !l.Contains("compute-node-17", StringComparison.Ordinal)).ToList();
        Assert.True(wide.Count == 0, string.Join('\n', wide.Take(5)) + "\n\n" + text[..Math.Min(text.Length, 4000)]);
    }
}
