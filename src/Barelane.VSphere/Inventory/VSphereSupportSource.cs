using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// What support asks for of a vSphere site, as far as vim25 gives it: the kernel's and the agent's logs of the hosts by the diagnostic manager. The rest is
/// vm-support's.
/// </summary>
internal sealed class VSphereSupportSource(VimSession session, ManagedObjects objects, string alias) : ISupportSource
{
    private const int MostCalls = 20;
    private static readonly string[] Keys = ["vmkernel", "hostd"];

    /// <inheritdoc/>
    public Task<SupportOffer> OfferAsync(SupportScope scope, CancellationToken cancellationToken) => Task.FromResult(new SupportOffer(
        [.. scope.Hosts.SelectMany(h => Keys.Select(k => Log(h, k)))],
        [
            "vm-support archive: VMware's support wants it as a rule; on the host: vm-support, or in the vSphere Client: host > Monitor > Support > Export System Logs; barelane diagnose reads it.",
            "vmware.log of the VM: it lies in the VM's folder on its datastore, which vim25 does not hand out; vSphere Client: Datastore browser, or vm-support as above.",
            "nvidia-bug-report.log.gz: with an NVIDIA driver on the host, as root: nvidia-bug-report.sh",
        ]));

    private SupportText Log(Host host, string key) => new()
    {
        Path = $"hosts/{host.Name}/{key}.log",
        Origin = $"the last {MostCalls * DiagnosticCalls.MostLines} lines of the host's log '{key}'",
        ReadAsync = async token =>
        {
            try
            {
                return await ReadAsync(await objects.FindAsync(host.Ref, token).ConfigureAwait(false), key, token).ConfigureAwait(false);
            }
            catch (VimException e)
            {
                throw new SiteException(SiteProblems.Of(e, alias), e);
            }
        },
    };

    private async Task<string?> ReadAsync(ManagedObjectRef host, string key, CancellationToken cancellationToken)
    {
        if (session.Content.Find("diagnosticManager") is not { } manager)
        {
            return null;
        }

        // What lies beyond the end tells where the end is.
        var end = (await session.CallAsync(DiagnosticCalls.Browse(manager, host, key, int.MaxValue), cancellationToken).ConfigureAwait(false))?.End ?? 0;
        var next = Math.Max(1, end - (MostCalls * DiagnosticCalls.MostLines) + 1);
        var text = new StringBuilder();
        for (var call = 0; call < MostCalls && next <= end; call++)
        {
            var segment = await session.CallAsync(DiagnosticCalls.Browse(manager, host, key, next), cancellationToken).ConfigureAwait(false);
            if (segment is not { Lines.Count: > 0 })
            {
                break;
            }

            foreach (var line in segment.Lines)
            {
                text.Append(line).Append('\n');
            }

            next += segment.Lines.Count;
        }

        return text.Length > 0 ? text.ToString() : null;
    }
}
