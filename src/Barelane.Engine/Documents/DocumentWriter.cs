using System.Globalization;
using System.Text;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Engine.Documents;

/// <summary>Writes a document as the YAML text that <see cref="DocumentReader"/> reads back to the same.</summary>
public static class DocumentWriter
{
    /// <summary>The text: LF line ends, what is at its default left out.</summary>
    public static string Write(Document document)
    {
        var text = new StringBuilder();
        Line(text, 0, "version", document.Version.ToString(CultureInfo.InvariantCulture));
        Line(text, 0, "name", Quote(document.Name));
        text.Append("sites:\n");
        foreach (var site in document.Sites)
        {
            text.Append("  ").Append(Quote(site.Alias)).Append(":\n");
            WriteSite(text, site);
        }

        if (document.Pools.Count > 0)
        {
            text.Append("pools:\n");
            foreach (var pool in document.Pools)
            {
                WritePool(text, pool);
            }
        }

        text.Append(document.Assignments.Count == 0 ? "assignments: []\n" : "assignments:\n");
        foreach (var assignment in document.Assignments)
        {
            WriteAssignment(text, assignment);
        }

        List(text, 0, "consent", document.Consent);
        List(text, 0, "bystanders", document.Bystanders);
        List(text, 0, "accept", document.Accept);
        return text.ToString();
    }

    private static void WriteSite(StringBuilder text, SiteSpec site)
    {
        var key = site.Hypervisor switch
        {
            Hypervisor.VSphere => "vsphere",
            Hypervisor.Kvm => "kvm",
            _ => "hyperv",
        };
        Line(text, 4, key, Quote(site.Endpoint));
        Optional(text, 4, "user", site.User);
        Optional(text, 4, "password", site.Password?.ToString());
        Optional(text, 4, "certificate", site.Certificate);
        Optional(text, 4, "configuration", site.Configuration);
    }

    private static void WritePool(StringBuilder text, PoolSpec pool)
    {
        text.Append("  ").Append(Quote(pool.Name)).Append(":\n");
        List(text, 4, "servers", [.. pool.Servers.Select(s => s.Certificate is null ? s.Address : $"{s.Address} {s.Certificate}")]);
        Optional(text, 4, "token", pool.Token?.ToString());
        Optional(text, 4, "authority", pool.Authority);
        Optional(text, 4, "client", pool.OwnCertificate);
    }

    private static void WriteAssignment(StringBuilder text, Assignment assignment)
    {
        text.Append("  - vm: ").Append(Quote(assignment.Vm)).Append('\n');
        text.Append("    gpu: { ").AppendJoin(", ", GpuParts(assignment.Gpu)).Append(" }\n");
        Line(text, 4, "way", assignment.Way.ToString().ToLowerInvariant());
        Optional(text, 4, "variant", assignment.Variant switch
        {
            WayVariant.DirectFixed => "fixed",
            WayVariant.DirectByDescription => "by-description",
            _ => null,
        });
        List(text, 4, "consent", assignment.Consent);
        List(text, 4, "accept", assignment.Accept);
        Optional(text, 4, "window", assignment.Window);
        Optional(text, 4, "restore-point", assignment.RestorePoint);
        Optional(text, 4, "mmio-gib", assignment.MmioGiB?.ToString(CultureInfo.InvariantCulture));
        Optional(text, 4, "driver-files", assignment.DriverFiles ? null : "leave");
        if (assignment.Create is { } create)
        {
            WriteNewVm(text, create);
        }

        if (assignment.Guest is { } guest)
        {
            text.Append("    guest: { ");
            _ = guest.Ssh is { } ssh
                ? text.Append("ssh: ").Append(Quote(ssh.ToString()))
                : text.Append("user: ").Append(Quote(guest.User)).Append(", password: ").Append(Quote(guest.Password?.ToString() ?? ""));
            WritePreparation(text, guest.Prepare);
            text.Append(" }\n");
        }

        if (!assignment.PowerOn)
        {
            Line(text, 4, "power", "off");
        }
    }

    private static void WritePreparation(StringBuilder text, GuestPreparation? prepare)
    {
        if (prepare?.Driver is { } driver)
        {
            text.Append(", driver: ").Append(Quote(driver.Path));
        }

        if (prepare is { RemoteDesktopHardware: true })
        {
            text.Append(", remote-desktop: hardware");
        }

        if (prepare is { KeepDriver: true })
        {
            text.Append(", windows-update: no-drivers");
        }
    }

    private static void WriteNewVm(StringBuilder text, NewVm create)
    {
        text.Append("    create:\n");
        Line(text, 6, "memory-mib", create.MemoryMiB.ToString(CultureInfo.InvariantCulture));
        Line(text, 6, "cpus", create.Cpus.ToString(CultureInfo.InvariantCulture));
        Optional(text, 6, "template", create.Template);
        Optional(text, 6, "disk-gib", create.DiskGiB?.ToString(CultureInfo.InvariantCulture));
        Optional(text, 6, "storage", create.Storage);
        Optional(text, 6, "network", create.Network);
        Optional(text, 6, "guest-os", create.GuestOs);
    }

    private static IEnumerable<string> GpuParts(GpuSelector gpu)
    {
        (string Key, string? Value)[] parts =
        [
            ("model", gpu.Model), ("id", Full(gpu.Id)), ("address", gpu.Address?.ToString()), ("serial", gpu.Serial), ("label", gpu.Label),
            ("profile", gpu.Profile), ("group", gpu.Group), ("host", gpu.Host), ("pool", gpu.Pool),
        ];
        foreach (var (key, value) in parts.Where(p => p.Value is not null))
        {
            yield return $"{key}: {Quote(value!)}";
        }

        if (gpu.MemoryMiB is { } memory)
        {
            yield return $"memory-mib: {memory.ToString(CultureInfo.InvariantCulture)}";
        }

        if (gpu.Count != 1)
        {
            yield return $"count: {gpu.Count.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    private static string? Full(PciId? id) => id switch
    {
        null => null,
        { SubVendor: 0, SubDevice: 0 } => id.ToString(),
        { } full => string.Create(CultureInfo.InvariantCulture, $"{full}:{full.SubVendor:x4}:{full.SubDevice:x4}"),
    };

    private static void Line(StringBuilder text, int indent, string key, string value) =>
        text.Append(' ', indent).Append(key).Append(": ").Append(value).Append('\n');

    private static void Optional(StringBuilder text, int indent, string key, string? value)
    {
        if (value is not null)
        {
            Line(text, indent, key, Quote(value));
        }
    }

    private static void List(StringBuilder text, int indent, string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            Line(text, indent, key, $"[{string.Join(", ", values.Select(Quote))}]");
        }
    }

    /// <summary>Bare where no YAML reader could take the word for anything but itself; otherwise in double quotes.</summary>
    private static string Quote(string value)
    {
        var isBare = value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/')
            && value.ToUpperInvariant() is not ("NULL" or "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N");
        if (isBare)
        {
            return value;
        }

        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                < ' ' or '\u007f' or '\u0085' or '\u00a0' or '\u2028' or '\u2029' or '\ufeff' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }
}
