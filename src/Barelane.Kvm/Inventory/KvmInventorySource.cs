using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Inventory;

/// <summary>Reads a KVM host: its devices from the kernel's files, its VMs from libvirt.</summary>
/// <param name="files">The host's files.</param>
/// <param name="libvirt">Its libvirt; null where the site was connected without one, with the reason in <paramref name="whyNone"/>.</param>
/// <param name="alias">The document's alias.</param>
/// <param name="whyNone">Why there is no libvirt; null where there is one.</param>
public sealed class KvmInventorySource(IHostFiles files, ILibvirtReader? libvirt, string alias, Problem? whyNone = null) : IInventorySource
{
    // Facts about ids, the same for every site of this process.
    private static PciNames? s_names;

    /// <inheritdoc/>
    /// <remarks>
    /// A whole inspection shows the devices even where libvirt does not answer, and says so as a gap. One that asks for a VM fails then: a plan
    /// without its VM would be none.
    /// </remarks>
    public async Task<SiteInventory> ReadAsync(InspectScope scope, CancellationToken cancellationToken)
    {
        var asking = AskLibvirtAsync(scope, cancellationToken);
        await files.PrepareAsync(HostPaths.All, cancellationToken).ConfigureAwait(false);
        var reading = HostReading.Of(files);
        cancellationToken.ThrowIfCancellationRequested();
        var (answer, gap) = await asking.ConfigureAwait(false);
        var id = MachineId(reading);
        var holders = new Holders();
        var domains = answer?.Domains ?? [];
        foreach (var domain in domains)
        {
            var (configured, running) = VmAssembly.Functions(domain);
            holders.Add(KvmIds.Vm(id, domain.Uuid), configured, running);
        }

        var names = PciNames.Load(reading.Functions.Select(f => f.Id).ToHashSet(), s_names);
        s_names = names;
        var host = HostAssembly.Of(reading, id, answer, holders, names, files);
        var vms = new VmAssembly(reading, id);
        return new SiteInventory
        {
            Site = new Site
            {
                Ref = KvmIds.Site(id),
                Alias = alias,
                Hypervisor = Hypervisor.Kvm,
                Product = answer is null ? "KVM without libvirt" : $"libvirt {answer.LibvirtVersion}",
                ApiVersion = answer?.LibvirtVersion.ToString() ?? "",
                ManagesFleet = false,
            },
            Hosts = [host],
            Vms = [.. domains.Select(vms.Of).OrderBy(v => v.Path, StringComparer.Ordinal).ThenBy(v => v.Ref)],
            IsWhole = gap is null,
            Gaps = [.. gap is null ? [] : (Problem[])[gap], .. reading.Malformed.Select(m => new Problem { Code = "malformed", Message = m, Remedy = "The function is left out. Look at the path on the host." })],
        };
    }

    private async Task<(LibvirtHost? Answer, Problem? Gap)> AskLibvirtAsync(InspectScope scope, CancellationToken cancellationToken)
    {
        try
        {
            return libvirt is not null
                ? (await libvirt.ReadAsync(withLive: true, cancellationToken).ConfigureAwait(false), null)
                : throw new SiteException(whyNone ?? new Problem { Code = "libvirt-missing", Message = $"Site '{alias}' has no libvirt.", Remedy = "Install and start libvirt on the host." });
        }
        catch (SiteException e) when (scope.Everything)
        {
            return (null, e.Problem);
        }
    }

    private string MachineId(HostReading reading) => reading.Machine.Id.TryGet(out var id) ? id : throw new SiteException(new Problem
    {
        Code = "host-unidentified",
        Message = $"Site '{alias}': the host does not tell who it is. {(reading.Machine.Id.State == ObservedState.Absent ? "'/etc/machine-id' is not there." : reading.Machine.Id.Note)}",
        Remedy = "Make the file with 'systemd-machine-id-setup' on the host.",
    });
}
