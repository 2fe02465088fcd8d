using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Boot;

namespace Barelane.Kvm.Sysfs;

/// <summary>What others than Barelane have the host bind at boot: ids given to vfio-pci, and driverctl's overrides. Source: Linux, drivers/vfio/pci/vfio_pci.c; driverctl(8).</summary>
internal static class BootClaims
{
    private const string Parameter = "/sys/module/vfio_pci/parameters/ids";
    private const string Options = "/etc/modprobe.d";
    private const string Driverctl = "/etc/driverctl.d";

    public static IEnumerable<HostPath> Paths() => [new(Parameter), new(Options, HostPathKind.Names), new(Options + "/*.conf"), new(Driverctl + "/pci-*")];

    /// <summary>The ids, from the command line, the module's options and its present parameter.</summary>
    public static Observed<IReadOnlyList<string>> Ids(IHostFiles files, Observed<string> commandLine)
    {
        if (!commandLine.TryGet(out var line))
        {
            return commandLine.Map(_ => (IReadOnlyList<string>)[]);
        }

        var lists = new List<string> { KernelArguments.Find(line, "vfio-pci.ids") ?? "", KernelArguments.Find(line, "vfio_pci.ids") ?? "", files.ReadText(Parameter).Or("") };
        foreach (var name in files.List(Options).Or([]).Where(n => n.EndsWith(".conf", StringComparison.Ordinal)))
        {
            var text = files.ReadText($"{Options}/{name}");
            if (!text.IsKnown)
            {
                return text.Map(_ => (IReadOnlyList<string>)[]);
            }

            lists.AddRange(text.Or("").Split('\n').Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                .Where(w => w.Length > 2 && w[0] == "options" && w[1] is "vfio-pci" or "vfio_pci")
                .SelectMany(w => w.Skip(2).Where(o => o.StartsWith("ids=", StringComparison.Ordinal)).Select(o => o["ids=".Length..])));
        }

        return Observed.Read<IReadOnlyList<string>>([.. lists.SelectMany(l => l.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(i => i.Split(':')).Where(p => p.Length >= 2).Select(p => $"{p[0]}:{p[1]}".ToLowerInvariant()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The driver that driverctl binds a function to at boot.</summary>
    public static Observed<string> Override(IHostFiles files, PciAddress address) => files.ReadText($"{Driverctl}/pci-{address}").Map(t => t.Trim());
}
