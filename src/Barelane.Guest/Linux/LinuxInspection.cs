using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Guest.Asking;
using Barelane.Guest.Interfaces;
using Barelane.Guest.Nvidia;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Linux;

/// <summary>The checks in a Linux guest, one after the other, in the order of their dependence.</summary>
internal sealed class LinuxInspection(GuestProbe probe, GuestExpectation expectation)
{
    private static readonly string[] Lspci = ["lspci", "/usr/sbin/lspci", "/sbin/lspci"];
    private static readonly string[] NvidiaSmi = ["nvidia-smi"];

    /// <summary>Asks, and tells what was found.</summary>
    public async Task<IReadOnlyList<GuestCheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<GuestCheckResult>();
        var seen = await SeeAsync(results, cancellationToken).ConfigureAwait(false);
        var gpus = seen?.Gpus ?? [];
        var vendor = seen is null ? DevicesSeen.VendorOf(expectation) : seen.Vendor;
        var kernelLog = await KernelLog.ReadAsync(probe, cancellationToken).ConfigureAwait(false);

        if (gpus.Count > 0)
        {
            results.Add(await new MemoryRegions(probe).CheckAsync(gpus, cancellationToken).ConfigureAwait(false));
            results.Add(DriverInUse.Check(gpus, expectation.Profile is not null));
        }

        if (vendor == PciId.Nvidia)
        {
            results.Add(await Nouveau.CheckAsync(probe, cancellationToken).ConfigureAwait(false));
        }

        if (gpus.Count > 0)
        {
            var isBound = gpus.All(DriverInUse.IsVendors);
            results.Add(await new SecureBoot(probe).CheckAsync(isBound, kernelLog, cancellationToken).ConfigureAwait(false));
            results.Add(kernelLog.Check(gpus));
        }

        if (vendor == PciId.Nvidia)
        {
            results.AddRange(await new NvidiaInspection(probe, expectation, NvidiaSmi).RunAsync(cancellationToken).ConfigureAwait(false));
        }

        if (vendor == PciId.Amd && gpus.Count > 0)
        {
            results.Add(await new AmdVideoMemory(probe).CheckAsync(gpus, cancellationToken).ConfigureAwait(false));
        }

        if (vendor is { } known && gpus.Count > 0)
        {
            results.AddRange(await new InterfaceInspection(probe, known, gpus.Count).RunAsync(cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>The PCI functions as lspci or, without it, the kernel's own files tell them; null where neither could be read.</summary>
    private async Task<DevicesSeen?> SeeAsync(List<GuestCheckResult> results, CancellationToken cancellationToken)
    {
        var answer = await probe.AskFirstAsync(Lspci, ["-Dnnk"], GuestProbe.Short, cancellationToken).ConfigureAwait(false);
        var functions = answer.IsSaid ? LspciOutput.Parse(answer.Output) : [];
        var reason = answer.Reason;
        if (functions.Count == 0)
        {
            answer = await probe.AskAsync(
                "find",
                ["-L", "/sys/bus/pci/devices", "-mindepth", "2", "-maxdepth", "2", "-name", "uevent", "-exec", "cat", "{}", "+"],
                cancellationToken).ConfigureAwait(false);
            functions = answer.IsSaid ? UeventOutput.Parse(answer.Output) : [];
        }

        if (functions.Count == 0)
        {
            results.Add(GuestChecks.DeviceSeen.Unknown(
                $"The guest's PCI functions could not be read. {reason} {answer.Reason}",
                "Install 'pciutils' in the guest and let the account read '/sys/bus/pci', then run verify again."));
            return null;
        }

        var seen = new DevicesSeen(functions, expectation, answer.IsCut);
        results.AddRange(seen.Check());
        return seen;
    }
}
