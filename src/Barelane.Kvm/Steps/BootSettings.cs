using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Steps;

/// <summary>What a device is set to at boot: a file for each device, which the unit of <see cref="BootUnit"/> follows only where the same card is still at that address.</summary>
internal static class BootSettings
{
    private const string Prefix = "boot-";

    public static bool Makes(Field field) => field.Name.StartsWith(Prefix, StringComparison.Ordinal) && OwnTraces.BootNames.Contains(field.Name[Prefix.Length..]);

    /// <summary>Sets or unsets; the first setting on a host brings the unit, and the last one takes it away.</summary>
    public static async Task ApplyAsync(StepRun run, ObjectRef device, IReadOnlyList<FieldChange> changes)
    {
        if (changes.Count == 0)
        {
            return;
        }

        var address = device.AddressOfDevice();
        var path = KernelPaths.Boot(address);
        var there = await run.Control.ReadAsync(path, run.CancellationToken).ConfigureAwait(false);
        var id = await IdAsync(run, address).ConfigureAwait(false);
        var content = Edit(Encoding.UTF8.GetString(there ?? []), address, id, changes);
        if (content is not null)
        {
            await BootUnit.InstallAsync(run).ConfigureAwait(false);
        }

        if (content != (there is null ? null : Encoding.UTF8.GetString(there)))
        {
            await run.ReplaceAsync(path, content is null ? null : Encoding.UTF8.GetBytes(content), Sha256Text.Of(there)).ConfigureAwait(false);
        }

        if (content is null)
        {
            await BootUnit.RemoveIfUnusedAsync(run).ConfigureAwait(false);
        }
    }

    /// <summary>A file's new content; null where nothing is set in it any more.</summary>
    /// <exception cref="SiteException">The file was made for another card.</exception>
    public static string? Edit(string content, PciAddress address, string id, IReadOnlyList<FieldChange> changes)
    {
        var values = content.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2)).Where(p => p.Length == 2)
            .ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        if (values.TryGetValue("id", out var named) && named != id && changes.Any(c => c.After is not null))
        {
            throw new SiteException(new Problem
            {
                Code = "wrong-state",
                Message = $"'{KernelPaths.Boot(address)}' was made for '{named}', but '{id}' is at that address now.",
                Remedy = $"Take the file away if the card that it was made for is gone: 'rm {KernelPaths.Boot(address)}'.",
            });
        }

        foreach (var change in changes)
        {
            if (change.After is { } value)
            {
                values[change.Field.Name[Prefix.Length..]] = value;
            }
            else
            {
                values.Remove(change.Field.Name[Prefix.Length..]);
            }
        }

        values.Remove("id");
        return values.Count == 0 ? null : $"id={named ?? id}\n{string.Concat(values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}\n"))}";
    }

    /// <summary>The card's ids as the unit's script reads them: vendor, device, and both of the subsystem.</summary>
    private static async Task<string> IdAsync(StepRun run, PciAddress address)
    {
        var said = Uevent.Parse(Encoding.ASCII.GetString(await run.Control.ReadAsync(KernelPaths.Of(address, "uevent"), run.CancellationToken).ConfigureAwait(false) ?? []));
        return $"{said.GetValueOrDefault("PCI_ID")}:{said.GetValueOrDefault("PCI_SUBSYS_ID")}".ToLowerInvariant();
    }
}
