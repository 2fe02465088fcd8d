using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>A VM with EFI firmware needs that firmware on its host.</summary>
internal sealed class HostGuestFirmwareRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-OVMF-001",
        Title = "EFI firmware for guests is installed",
        Why = "A VM with EFI firmware does not start without it, and no other firmware gives a guest a window for large BARs.",
        Source = "QEMU, docs/interop/firmware.json; libvirt, formatdomain, BIOS bootloader",
        Reads = [HostFacts.GuestFirmware, VmFacts.Firmware, VmFacts.Options],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.Kvm || subject.Vm is not { } vm)
        {
            yield break;
        }

        const string Required = "a descriptor of EFI firmware in '/usr/share/qemu/firmware' or '/etc/qemu/firmware' whose file is there";
        var firmware = subject.Read(VmFacts.Firmware, vm);
        var installed = subject.Read(HostFacts.GuestFirmware, subject.Host);
        var becomesEfi = subject.PlanSets(vm.Ref, Plans.Field.Firmware, "efi");
        if (!becomesEfi && firmware.TryGet(out var kind) && kind != "efi")
        {
            yield return subject.Pass(vm.Ref, $"'{vm.Name}' has '{kind}' firmware", Required);
        }
        else if (subject.Read(VmFacts.Options, vm).TryGet(out var options) && options.TryGetValue("firmware-file", out var own))
        {
            yield return subject.Pass(vm.Ref, $"its definition names '{own}'", Required);
        }
        else if (!installed.TryGet(out var files))
        {
            yield return subject.Unseen(subject.Host.Ref, "What firmware it has for guests", installed, Required, $"'ls /usr/share/qemu/firmware' on '{subject.Host.Name}'.");
        }
        else
        {
            yield return files.Count > 0
                ? subject.Pass(subject.Host.Ref, $"'{files[0]}'", Required)
                : subject.Say(Severity.Block, subject.Host.Ref, "no EFI firmware for guests", Required, $"Install it on '{subject.Host.Name}': the package 'ovmf' (Debian, Ubuntu), 'edk2-ovmf' (Fedora, RHEL, Arch), 'qemu-ovmf-x86_64' (SUSE).");
        }
    }
}
