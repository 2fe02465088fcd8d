using System.Globalization;
using System.Security;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Rendering.Plans;

namespace Barelane.Rendering.Scripts;

/// <summary>Steps as virsh and the small tools of a Linux host, to be run there as root. A reboot parts the script in two; the second part is asked for by a word.</summary>
internal sealed class VirshSteps : IStepScript
{
    private const string Devices = "/sys/bus/pci/devices/";

    private bool _isRebooted;

    public IEnumerable<string> Preamble() =>
    [
        "#!/bin/sh",
        "# Run it as root on the KVM host.",
        "set -eu",
        "by_hand() { printf '%s\\nPress Enter when it is done. ' \"$1\" >&2; read -r _; }",
        "off() { while [ \"$(virsh domstate --domain \"$1\")\" != 'shut off' ]; do sleep 2; done; }",
        "driver() { [ ! -e \"" + Devices + "$1/driver\" ] || basename \"$(readlink \"" + Devices + "$1/driver\")\"; }",
        "# An unbind may never come back while somebody uses the device: then only a reboot of the host helps.",
        "bind() {",
        "  if [ -n \"$(driver \"$1\")\" ]; then timeout 120 sh -c 'echo \"$1\" >\"$2\"' sh \"$1\" \"" + Devices + "$1/driver/unbind\"; fi",
        "  [ -z \"$2\" ] || { modprobe \"$2\" || true; echo \"$1\" >/sys/bus/pci/drivers_probe; }",
        "  [ \"$(driver \"$1\")\" = \"$2\" ] || { echo \"$1 has the driver '$(driver \"$1\")', wanted is '$2'\" >&2; exit 1; }",
        "}",
        "functions() {",
        "  if [ \"$(driver \"$1\")\" = nvidia ] && [ -x /usr/lib/nvidia/sriov-manage ]; then",
        "    if [ \"$2\" = 0 ]; then /usr/lib/nvidia/sriov-manage -d \"$1\"; else /usr/lib/nvidia/sriov-manage -e \"$1\"; fi",
        "  else",
        "    [ \"$2\" = 0 ] || echo 0 >\"" + Devices + "$1/sriov_drivers_autoprobe\"",
        "    echo \"$2\" >\"" + Devices + "$1/sriov_numvfs\"",
        "  fi",
        "}",
        "kernel() {",
        "  if command -v grubby >/dev/null; then",
        "    if [ \"$1\" = add ]; then grubby --update-kernel=ALL --args=\"$2\"; else grubby --update-kernel=ALL --remove-args=\"$2\"; fi",
        "  elif [ -f /etc/default/grub ]; then",
        "    by_hand \"In /etc/default/grub, $1 '$2' in GRUB_CMDLINE_LINUX_DEFAULT.\"",
        "    if command -v update-grub >/dev/null; then update-grub; else grub2-mkconfig -o /boot/grub2/grub.cfg; fi",
        "  else",
        "    by_hand \"In /etc/kernel/cmdline, $1 '$2'.\"",
        "    if command -v proxmox-boot-tool >/dev/null; then proxmox-boot-tool refresh; else",
        "      for m in /lib/modules/*; do",
        "        for i in \"$m/vmlinuz\" \"/boot/vmlinuz-${m##*/}\"; do if [ -e \"$i\" ]; then kernel-install add \"${m##*/}\" \"$i\"; break; fi; done",
        "      done",
        "    fi",
        "  fi",
        "}",
        "part=${1:-first}",
        "if [ \"$part\" = first ]; then :",
    ];

    public IEnumerable<string> Step(Step step)
    {
        var name = PosixWords.Quote(ScriptNames.Target(step));
        return step.Kind switch
        {
            StepKind.PowerOffVm => [$"virsh shutdown --domain {name}", $"off {name}"],
            StepKind.PowerOnVm => [$"virsh start --domain {name}"],
            StepKind.EnterMaintenance or StepKind.LeaveMaintenance => ["# A KVM host has no maintenance mode: see that nothing else needs it meanwhile."],
            StepKind.RebootHost => Reboot(),
            StepKind.ClaimDevice or StepKind.ReleaseDevice => Bind(step),
            StepKind.CutSlice or StepKind.RemoveSlice => step.AllChanges().Select(c => Slice(step, c.Target, c.Change)),
            StepKind.ConfigureVm => Configure(step, name),
            StepKind.RestorePoint => step.Changes.Select(c => c.After is null
                ? $"virsh snapshot-delete --domain {name} --snapshotname {PosixWords.Quote(c.Field.Qualifier)}"
                : $"virsh snapshot-create-as --domain {name} --name {PosixWords.Quote(c.Field.Qualifier)}"),
            StepKind.Verify => step.Expectations.Select(e => $"# expect: {Text.Printable.Of($"{e.TargetName}: {e}")}"),
            _ => [PosixWords.ByHand(StepWords.TitleOf(step) + "; virsh has no command for it.")],
        };
    }

    public IEnumerable<string> End() => ["", "fi"];

    private IEnumerable<string> Reboot()
    {
        yield return _isRebooted ? PosixWords.ByHand("Reboot the host, and run what comes below once it is back.") : "echo \"The host reboots now. Once it is back: sh $0 second\"";
        if (!_isRebooted)
        {
            _isRebooted = true;
            yield return "systemctl reboot";
            yield return "exit 0";
            yield return "fi";
            yield return "if [ \"$part\" = second ]; then :";
        }
    }

    /// <summary>Every override before any driver, as nothing else may take a device in between.</summary>
    private static IEnumerable<string> Bind(Step step)
    {
        var changes = step.AllChanges().ToList();
        foreach (var (target, change) in changes.Where(c => c.Change.Field.Name == "driver-override"))
        {
            yield return $"echo {PosixWords.Quote(change.After ?? "")} >{Devices}{target.AddressOfDevice()}/driver_override";
        }

        foreach (var (target, change) in changes.Where(c => c.Change.Field.Name == "driver").OrderBy(c => c.Target == step.Target))
        {
            yield return $"bind {target.AddressOfDevice()} {PosixWords.Quote(change.After ?? "")}";
        }

        foreach (var (target, change) in changes.Where(c => c.Change.Field.Name is not ("driver" or "driver-override")))
        {
            yield return change.Field.Prefix == "kernel-argument" ? Kernel(change) : Boot(target, change);
        }
    }

    private static string Kernel(FieldChange change)
    {
        var value = change.After?.Replace("-pending", "", StringComparison.Ordinal);
        return value is null or "unset" ? $"kernel remove {PosixWords.Quote(change.Field.Qualifier)}"
            : $"kernel add {PosixWords.Quote(value == "set" ? change.Field.Qualifier : $"{change.Field.Qualifier}={value}")}";
    }

    private static string Boot(ObjectRef target, FieldChange change) => PosixWords.ByHand(change.After is null
        ? $"Take away what sets {change.Field.Name["boot-".Length..]} of {target.AddressOfDevice()} when the host boots."
        : $"See that a unit of yours sets {change.Field.Name["boot-".Length..]} of {target.AddressOfDevice()} to {change.After} when the host boots.");

    private static string Slice(Step step, ObjectRef target, FieldChange change)
    {
        var words = (change.After ?? change.Before ?? "").Split(' ');
        return change.Field.Prefix switch
        {
            "virtual-functions" => $"functions {target.AddressOfDevice()} {PosixWords.Quote(change.After ?? "0")}",
            "vgpu-type" => $"echo {PosixWords.Quote(change.After ?? "0")} >{Devices}{target.AddressOfDevice()}/nvidia/current_vgpu_type",
            "mdev" when change.After is null => $"echo 1 >{PosixWords.Quote($"/sys/bus/mdev/devices/{change.Field.Qualifier}/remove")}",
            "mdev" when words.Length == 2 => $"echo {PosixWords.Quote(change.Field.Qualifier)} >{PosixWords.Quote($"/sys/class/mdev_bus/{words[0]}/mdev_supported_types/{words[1]}/create")}",
            "mdev-definition" when change.After is null => $"mdevctl undefine --uuid {PosixWords.Quote(change.Field.Qualifier)}",
            "mdev-definition" when words.Length == 3 => $"mdevctl define --uuid {PosixWords.Quote(change.Field.Qualifier)} --parent {PosixWords.Quote(words[0])} --type {PosixWords.Quote(words[1])}{(words[2] == "auto" ? " --auto" : "")}",
            _ when change.Field.Name.StartsWith("boot-", StringComparison.Ordinal) => Boot(target, change),
            _ => PosixWords.ByHand(StepWords.TitleOf(step) + "; there is no command for it."),
        };
    }

    private static IEnumerable<string> Configure(Step step, string name)
    {
        foreach (var change in step.Changes.Where(c => c.Field.Prefix == "hostdev").OrderBy(c => c.After is not null))
        {
            foreach (var line in Hostdev(step, name, change))
            {
                yield return line;
            }
        }

        if (step.Changes.Where(c => c.Field.Prefix == "mark").ToList() is { Count: > 0 } mark)
        {
            yield return $"virsh metadata --domain {name} --config --uri urn:barelane:1" + (mark.All(c => c.After is null)
                ? " --remove"
                : $" --key barelane --set {PosixWords.Quote($"<given {string.Join(' ', mark.Where(c => c.After is not null).Select(Part))}/>")}");
        }

        foreach (var change in step.Changes.Where(c => c.Field.Prefix is not ("hostdev" or "mark" or "attached")))
        {
            yield return PosixWords.ByHand($"With 'virsh edit', set {FieldWords.NameOf(change.Field)} of {ScriptNames.Target(step)} to {FieldWords.ValueOf(change.Field, change.After)}{Element(change)}.");
        }
    }

    private static string Part(FieldChange change) =>
        $"{change.Field.Qualifier}=\"{SecurityElement.Escape(change.After!.Replace(FieldChange.RunToken, "by-hand", StringComparison.Ordinal))}\"";

    private static string Element(FieldChange change) => (change.Field.Name, (change.After ?? "").Split(' ')) switch
    {
        ("maxphysaddr", [var mode]) when mode.Length > 0 => $": <maxphysaddr mode='{mode}'/> in <cpu>",
        ("maxphysaddr", [var mode, var more]) => $": <maxphysaddr mode='{mode}' {more.Replace("=", "='", StringComparison.Ordinal)}'/> in <cpu>",
        ("mmio-window-mib", [var mib]) when mib.Length > 0 => $": <qemu:commandline><qemu:arg value='-fw_cfg'/><qemu:arg value='name=opt/ovmf/X-PciMmio64Mb,string={mib}'/></qemu:commandline>",
        _ => "",
    };

    /// <summary>A device that goes or comes; its XML is made of addresses and UUIDs alone.</summary>
    private static IEnumerable<string> Hostdev(Step step, string name, FieldChange change)
    {
        var words = (change.After ?? change.Before ?? "").Split(' ');
        if (words.Length != 3 || SourceOf(change.Field.Qualifier) is not { } source)
        {
            return [PosixWords.ByHand($"With 'virsh edit', set {FieldWords.NameOf(change.Field)} to {FieldWords.ValueOf(change.Field, change.After)}.")];
        }

        var kind = Guid.TryParseExact(change.Field.Qualifier, "D", out _) ? "type='mdev' model='vfio-pci'" : "type='pci'";
        var place = PciAddress.TryParse(words[2], out var at) ? $"<address type='pci' {Xml(at)}{(IsFirstOfSeveral(step, at) ? " multifunction='on'" : "")}/>" : "";
        return
        [
            $"virsh {(change.After is null ? "detach" : "attach")}-device --config --domain {name} --file /dev/stdin <<'XML'",
            $"<hostdev mode='subsystem' {kind} managed='{(words[0] == "managed" ? "yes" : "no")}'><source>{source}</source>{place}</hostdev>",
            "XML",
        ];
    }

    private static string? SourceOf(string source) => PciAddress.TryParse(source, out var address) ? $"<address {Xml(address)}/>"
        : Guid.TryParseExact(source, "D", out var uuid) ? $"<address uuid='{uuid:D}'/>"
        : null;

    private static bool IsFirstOfSeveral(Step step, PciAddress at) => at.Function == 0 && step.Changes.Any(c => c.Field.Prefix == "hostdev" && c.After is { } after
        && PciAddress.TryParse(after[(after.LastIndexOf(' ') + 1)..], out var other) && other != at && (other.Domain, other.Bus, other.Device) == (at.Domain, at.Bus, at.Device));

    private static string Xml(PciAddress a) => string.Create(CultureInfo.InvariantCulture, $"domain='0x{a.Domain:x4}' bus='0x{a.Bus:x2}' slot='0x{a.Device:x2}' function='0x{a.Function:x}'");
}
