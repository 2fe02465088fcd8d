using System.Globalization;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>DiagnosticManager: the logs of hosts. What stands in them is made of what the twin knows of the host: its boot, its devices, its VMs.</summary>
internal static class DiagnosticService
{
    private const int MostLines = 500;
    private static readonly string[] Keys = ["vmkernel", "hostd"];

    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["QueryDescriptions"] = call => VimArray.Of(Keys.Select(k => new VimObject("DiagnosticManagerLogDescriptor")
            .Set("key", k)
            .Set("fileName", $"/var/log/{k}.log")
            .Set("creator", k)
            .Set("format", "plain")
            .Set("mimeType", "text/plain")
            .Set("info", new VimObject("Description").Set("label", k).Set("summary", $"The log of {k}"))));
        table["BrowseDiagnosticLog"] = Browse;
    }

    private static VimObject Browse(Call call)
    {
        var host = call.Args.Ref("host") is null ? call.Site.HostList[0] : call.Get<TwinHost>("host");
        HostService.DemandUp(host);
        var key = call.Args.Text("key")!;
        if (!Keys.Contains(key, StringComparer.Ordinal))
        {
            throw VimFaults.InvalidArgument("key", $"There is no log '{key}'; there are: {string.Join(", ", Keys)}.");
        }

        var lines = LinesOf(host, key);
        var start = Math.Max(1, call.Args.Number("start") ?? 1);
        var taken = lines.Skip((int)start - 1).Take((int)Math.Min(MostLines, call.Args.Number("lines") ?? MostLines)).ToList();
        var header = new VimObject("DiagnosticManagerLogHeader")
            .Set("lineStart", taken.Count > 0 ? (int)start : lines.Count)
            .Set("lineEnd", taken.Count > 0 ? (int)start + taken.Count - 1 : lines.Count);
        return taken.Count > 0 ? header.Set("lineText", VimArray.Of(taken)) : header;
    }

    private static List<string> LinesOf(TwinHost host, string key)
    {
        var time = host.BootTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        return key == "vmkernel"
            ? [.. host.Devices.Select(d => $"{time} cpu0:2097152)PCI: {d.Address}: found on host {host.Name}")]
            : [.. host.Vms.Select(v => $"{time} info hostd[2099152] [Originator@6876 sub=Vmsvc.vm:/vmfs/volumes/{v.Name}/{v.Name}.vmx] State Transition")];
    }
}
