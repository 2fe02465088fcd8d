using System.Globalization;
using System.Text;

namespace Barelane.FakeHyperV.Host;

/// <summary>Everything that a client could have changed, as text: two equal texts are two equal hosts.</summary>
public static class HostDescription
{
    /// <summary>The host's state, a fact to a line. Phantoms of PnP nodes are left out: Windows keeps them, and nothing depends on them.</summary>
    public static string Of(FakeHost host)
    {
        host.Settle();
        var text = new StringBuilder();
        foreach (var d in host.Devices)
        {
            Line(text, $"device {d.LocationPath} {(d.IsGone ? "gone" : d.IsDismounted ? "dismounted" : d.IsDisabled ? "disabled" : "enabled")} problem={d.Problem} pool={d.Pool} vm={d.Vm}");
        }

        foreach (var g in host.Gpus)
        {
            Line(text, $"gpu {g.Name} count={g.Count}");
        }

        foreach (var v in host.Vms)
        {
            Line(text, $"vm {v.Id} '{v.Name}' state={v.State} stop={v.StopAction} checkpoints={v.CheckpointType} automatic={v.AutomaticCheckpoints} cache={v.GuestControlledCacheTypes} low={v.LowMmio} high={v.HighMmio} base={v.HighMmioBase}");
            Line(text, $"vm {v.Id} memory dynamic={v.DynamicMemory} startup={v.MemoryStartup} minimum={v.MemoryMinimum} maximum={v.MemoryMaximum} nested={v.ExposesVirtualization} secureboot={v.SecureBoot} remotefx={v.HasRemoteFx}");
            Line(text, $"vm {v.Id} notes={v.Notes.ReplaceLineEndings("|")}");
            foreach (var a in v.Devices.OrderBy(a => a.LocationPath, StringComparer.Ordinal).ThenBy(a => a.Pool, StringComparer.Ordinal))
            {
                // Of a pool any device may come.
                Line(text, $"vm {v.Id} device {(a.Pool == "Primordial" ? a.LocationPath : "of " + a.Pool)}");
            }

            foreach (var p in v.Partitions.OrderBy(p => p.InstancePath, StringComparer.Ordinal))
            {
                Line(text, $"vm {v.Id} partition {p.InstancePath} {string.Join(' ', p.Limits.Select(l => $"{l.Key}={l.Value}"))}");
            }

            foreach (var c in v.Checkpoints)
            {
                Line(text, $"vm {v.Id} checkpoint {c.Name}");
            }

            foreach (var (path, file) in v.Files)
            {
                Line(text, $"vm {v.Id} file {path} {file.Hash}");
            }
        }

        foreach (var (name, enabled) in host.RemoteFx)
        {
            Line(text, $"remotefx {name} {enabled}");
        }

        foreach (var line in host.Pools.Select(p => $"pool {p}").Concat(host.Registry.Describe()).Concat(host.Files.Select(f => $"file {f.Key} {f.Value.Hash}"))
            .Concat(host.Cluster is { } cluster ? host.Vms.Where(v => v.IsClustered).Select(v => $"offline {v.Id} {cluster.OfflineActions.GetValueOrDefault(v.Id, 1)}") : []).Concat(host.Mounted.Select(m => $"mounted {m.Key} {m.Value.Id}")))
        {
            Line(text, $"{line}");
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
