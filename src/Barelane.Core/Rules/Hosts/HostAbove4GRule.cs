using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Hosts;

/// <summary>Cards with large BARs need firmware that maps above 4 GiB.</summary>
internal sealed class HostAbove4GRule : IRule
{
    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "HOST-MMIO-001",
        Title = "The host's firmware maps large BARs above 4 GiB",
        Why = "A card that maps gigabytes finds no room below 4 GiB; without the setting it is not visible, or the VM fails at power-on.",
        Source = "Dell 000199172; VMware, Using GPUs with Virtual Machines on vSphere – Part 2",
        Reads = [HostFacts.Above4G, HostFacts.FirmwareWords, DeviceFacts.BarMiB, DeviceFacts.MemoryMiB, DeviceFacts.VendorMmioGiB],
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (!subject.IsDirect)
        {
            yield break;
        }

        var host = subject.Host;
        const string Required = "'Above 4G decoding' on";
        var sizing = RuleSizing.Of(subject);
        var fact = subject.Read(HostFacts.Above4G, host);
        if (!sizing.IsNeeded)
        {
            yield return subject.Pass(host.Ref, "the devices map little enough to fit below 4 GiB", Required);
        }
        else if (fact.State == ObservedState.Read)
        {
            yield return fact.Value
                ? subject.Pass(host.Ref, "'Above 4G decoding' is on", Required)
                : subject.Say(Severity.Block, host.Ref, $"'Above 4G decoding' is off, and the devices need a window of {sizing.GiB} GiB", Required, Remedy(subject));
        }
        else if (fact.Or(false) || (subject.Hypervisor == Hypervisor.VSphere && !fact.HasValue))
        {
            yield return subject.Say(
                Severity.Note,
                host.Ref,
                fact.HasValue ? $"'Above 4G decoding' seems to be on: {fact.Note}" : "vSphere does not tell whether 'Above 4G decoding' is on; the devices need it",
                Required,
                $"If the VM fails at power-on with 'total number of pages needed … exceeds limit': {Remedy(subject)}");
        }
        else
        {
            yield return subject.Unseen(host.Ref, "'Above 4G decoding'", fact, Required, Remedy(subject));
        }
    }

    private static string Remedy(RuleSubject subject)
    {
        var setting = FirmwareWords.Of(subject, FirmwareSetting.Above4G, "'Above 4G decoding' (also named 'memory mapped I/O above 4 GB')");
        var size = FirmwareWords.Of(subject, FirmwareSetting.MmioSize, "");
        return $"Switch on {setting} in the firmware of '{subject.Host.Name}' and reboot it.{(size.Length == 0 ? "" : $" If the card does not appear then, raise {size}.")}";
    }
}
