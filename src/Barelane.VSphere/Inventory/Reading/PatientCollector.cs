using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Reads properties, asking again without a property that the server does not know. Keeps the latest view of the whole site until the next one
/// replaces it, so that a single inspection spends no round trip on giving it back; the end of the session does that.
/// </summary>
internal sealed class PatientCollector(VimSession session, ServerPaths paths)
{
    private static readonly string[] Types = ["VirtualMachine", "HostSystem", "ComputeResource", "ClusterComputeResource", "Folder", "Datacenter", "VirtualApp"];

    private (ManagedObjectRef View, int Generation)? _last;

    public ServerPaths Paths => paths;

    /// <summary>Reads the objects and those found from them. <paramref name="sinks"/> is called anew for each attempt; a refused one has brought nothing.</summary>
    public async Task RetrieveAsync(IReadOnlyList<ObjectSpec> objects, int? pageSize, Func<IReadOnlyList<PropertySink>> sinks, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await new PropertyCollector(session) { PageSize = pageSize }.RetrieveAsync(objects, sinks(), cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (VimFaultException e) when (paths.Learn(e.Fault))
            {
                // The next attempt leaves that property out; what an API lacks is absent, not unreadable.
            }
        }
    }

    /// <summary>
    /// Reads the whole site, the passes at the same time, so that the server writes one answer while another is read. <paramref name="restart"/> drops
    /// what an attempt has brought whose session ended in the middle.
    /// </summary>
    public async Task RetrieveSiteAsync(int? pageSize, Action restart, IReadOnlyList<Func<IReadOnlyList<PropertySink>>> passes, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var generation = session.Generation;
            var view = await session.CallAsync(CollectorCalls.CreateContainerView(session.Content.ViewManager, session.Content.RootFolder, Types), cancellationToken).ConfigureAwait(false);
            var created = session.Generation;
            var before = _last;
            _last = (view, created);
            var released = before is { } old && old.Generation == created
                ? ReleaseAsync(old.View, cancellationToken)
                : Task.CompletedTask;
            restart();
            try
            {
                ObjectSpec[] all = [new ObjectSpec(view) { Skip = true, Then = [new TraversalSpec("ContainerView", "view")] }];
                await Task.WhenAll(passes.Select(p => RetrieveAsync(all, pageSize, p, cancellationToken))).ConfigureAwait(false);
                if (session.Generation == created)
                {
                    return;
                }
            }
            catch (VimFaultException e) when (e.Fault.IsNotFound && session.Generation != created && attempt < 2)
            {
                // The session ended in between, and the view with it; an answer without it would be an empty site.
            }
            finally
            {
                await released.ConfigureAwait(false);
            }

            if (attempt >= 2)
            {
                throw new VimAnswerException($"The session at '{session.Client.Endpoint}' ended {attempt + 1} times while the site was read (login {generation} to {session.Generation}). Check whether something ends the sessions of this account.");
            }
        }
    }

    private async Task ReleaseAsync(ManagedObjectRef view, CancellationToken cancellationToken)
    {
        try
        {
            await session.CallAsync(CollectorCalls.DestroyView(view), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // It lives in the session only and ends with it.
        }
    }
}
