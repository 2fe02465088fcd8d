namespace Barelane.VSphere.Wire;

/// <summary>Reads properties of many objects in few round trips. Rows are handed over page by page, each only when it has arrived as a whole.</summary>
internal sealed class PropertyCollector(VimSession session)
{
    /// <summary>The most objects per page, or null to leave it to the server.</summary>
    public int? PageSize { get; init; }

    /// <summary>Reads the properties of the given objects and of those found from them. Objects that do not exist are left out.</summary>
    public async Task RetrieveAsync(IReadOnlyList<ObjectSpec> objects, IReadOnlyList<PropertySink> sinks, CancellationToken cancellationToken)
    {
        var collector = session.Content.PropertyCollector;
        var answer = new RetrieveAnswer(sinks);
        var token = await session.CallAsync(CollectorCalls.RetrieveProperties(collector, new ObjectQuery(sinks, objects), PageSize, answer.Read), cancellationToken).ConfigureAwait(false);
        answer.Commit();
        while (token is { } page)
        {
            try
            {
                token = await session.CallAsync(CollectorCalls.ContinueRetrieveProperties(collector, page, answer.Read), cancellationToken).ConfigureAwait(false);
                answer.Commit();
            }
            catch (OperationCanceledException)
            {
                await ReleaseAsync(CollectorCalls.CancelRetrieveProperties(collector, page)).ConfigureAwait(false);
                throw;
            }
        }
    }

    /// <summary>Reads every object of the sinks' types below a container: a folder, a datacenter, a cluster.</summary>
    public async Task RetrieveTreeAsync(ManagedObjectRef container, IReadOnlyList<PropertySink> sinks, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var view = await session.CallAsync(
                CollectorCalls.CreateContainerView(session.Content.ViewManager, container, [.. sinks.Select(s => s.Type).Distinct()]), cancellationToken).ConfigureAwait(false);
            var generation = session.Generation;
            try
            {
                await RetrieveAsync([new ObjectSpec(view) { Skip = true, Then = [new TraversalSpec("ContainerView", "view")] }], sinks, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (VimFaultException e) when (e.Fault.IsNotFound && session.Generation != generation && attempt == 0)
            {
                // The session ended in between, and the view with it. No page has been handed over, or the fault would be about its token.
            }
            finally
            {
                await ReleaseAsync(CollectorCalls.DestroyView(view)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads one object; null when it does not exist.</summary>
    public async Task<T?> ReadAsync<T>(ManagedObjectRef self, PropertySet<T> set, CancellationToken cancellationToken)
        where T : class
    {
        T? found = null;
        await RetrieveAsync([new ObjectSpec(self)], [set.To(row => found = row)], cancellationToken).ConfigureAwait(false);
        return found;
    }

    /// <summary>Reads the given objects, those that exist, in the server's order.</summary>
    public async Task<List<T>> ReadAllAsync<T>(IEnumerable<ManagedObjectRef> objects, PropertySet<T> set, CancellationToken cancellationToken)
        where T : class
    {
        var rows = new List<T>();
        var specs = objects.Select(o => new ObjectSpec(o)).ToList();
        if (specs.Count > 0)
        {
            await RetrieveAsync(specs, [set.To(rows.Add)], cancellationToken).ConfigureAwait(false);
        }

        return rows;
    }

    /// <summary>Gives back something that lives in the session only; when that fails, the end of the session does it.</summary>
    private async Task ReleaseAsync(VimCall<bool> call)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), session.Client.Time);
        try
        {
            await session.Client.SendAsync(call, TimeSpan.Zero, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // Nothing depends on it.
        }
    }
}
