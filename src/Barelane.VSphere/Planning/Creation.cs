using System.Globalization;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.VSphere.Planning;

/// <summary>Wants of a VM that does not exist yet: what it is made from, in one step before its configuration.</summary>
internal static class Creation
{
    /// <summary>The template the VM is cloned from, where it was inspected and is the only one of its name; otherwise null.</summary>
    public static Vm? TemplateOf(Proposing p) => p.Assignment.Create?.Template is { } name
        && Named(p, name) is [var template] ? template : null;

    public static void Add(Proposing p)
    {
        if (p.Vm is not null || p.Assignment.Create is not { } create)
        {
            return;
        }

        p.WantOfVm(Field.Exists, "yes", "the VM does not exist yet");
        p.WantOfVm(VSphereFields.Made("path"), p.Assignment.VmName, "the document calls it so");
        p.WantOfVm(Field.MemoryMiB, create.MemoryMiB.ToString(CultureInfo.InvariantCulture), "the document says so");
        p.WantOfVm(VSphereFields.Cpus, create.Cpus.ToString(CultureInfo.InvariantCulture), "the document says so");
        AddMade(p, "template", create.Template);
        AddMade(p, "disk-gib", create.DiskGiB?.ToString(CultureInfo.InvariantCulture));
        AddMade(p, "storage", create.Storage);
        AddMade(p, "network", create.Network);
        if (create.GuestOs is { } guest)
        {
            p.WantOfVm(VSphereFields.GuestOs, guest, "the document says so");
        }

        CheckTemplate(p, create);
    }

    private static IReadOnlyList<Vm> Named(Proposing p, string name) => p.Fleet.VmsNamed(p.Fleet.SiteOf(p.Host.Ref).Site.Alias, name);

    private static void AddMade(Proposing p, string part, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            p.WantOfVm(VSphereFields.Made(part), value, "the document says so");
        }
    }

    private static void CheckTemplate(Proposing p, NewVm create)
    {
        if (create.Template is not { } name)
        {
            return;
        }

        if (create.DiskGiB is not null || create.Network is not null)
        {
            p.Block("VSPHERE-TEMPLATE-003", p.Question.VmRef, $"'create:' names the template '{name}' and {(create.DiskGiB is not null ? "'disk-gib'" : "'network'")} too.",
                "A template alone, or no template", "A clone has the disks and networks of its template; asking for others would be ignored.",
                "Leave 'disk-gib:' and 'network:' out, or leave 'template:' out.", "docs/reference/document.md");
        }

        var found = Named(p, name);
        if (found.Count != 1 && (found.Count > 1 || p.Fleet.SiteOf(p.Host.Ref).IsWhole))
        {
            p.Block("VSPHERE-TEMPLATE-001", p.Question.VmRef,
                found.Count == 0 ? $"No template or VM answers to '{name}'." : $"{found.Count} answer to '{name}': {string.Join(", ", found.Select(v => $"'{v.Path}'"))}.",
                "One template or VM to clone", "The new VM is a copy of it.", "Write the template's whole path under 'create:'.", "docs/reference/document.md");
        }
        else if (found is [var template] && template.Firmware.Or("") == "bios")
        {
            p.Block("VSPHERE-TEMPLATE-002", template.Ref, $"The template '{template.Path}' has BIOS firmware.", "A template with EFI firmware",
                "The card's memory is mapped above 4 GiB, which needs EFI; a guest installed for BIOS does not boot with EFI.",
                "Name a template that was installed with EFI firmware, or leave 'template:' out and give 'disk-gib:'.", "Broadcom KB 323402");
        }
    }
}
