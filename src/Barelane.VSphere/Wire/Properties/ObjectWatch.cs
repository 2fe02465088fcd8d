namespace Barelane.VSphere.Wire;

/// <summary>One attempt at watching one object: a collector of its own in the present session, asked again and again for what has changed.</summary>
internal sealed class ObjectWatch<T>(VimSession session, ManagedObjectRef self, PropertySet<T> set, Func<T, bool> done, Action<T>? changed, TimeSpan wait)
    where T : class
{
    /// <summary>The server has answered, so that later trouble is passing trouble.</summary>
    public bool HasWorked { get; private set; }

    /// <summary>Returns the row that satisfies the condition.</summary>
    public async Task<T> RunAsync(CancellationToken cancellationToken)
    {
        var collector = await session.CallAsync(CollectorCalls.CreateCollector(session.Content.PropertyCollector), cancellationToken).ConfigureAwait(false);
        try
        {
            await session.CallAsync(CollectorCalls.CreateFilter(collector, new ObjectQuery([set.To(_ => { })], [new ObjectSpec(self)])), cancellationToken).ConfigureAwait(false);
            return await FollowAsync(collector, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await ReleaseAsync(collector).ConfigureAwait(false);
        }
    }

    private async Task<T> FollowAsync(ManagedObjectRef collector, CancellationToken cancellationToken)
    {
        var row = set.Create(self);
        var version = string.Empty;
        while (true)
        {
            var answer = await NextAsync(collector, version, row, cancellationToken).ConfigureAwait(false);
            HasWorked = true;
            if (answer is null)
            {
                continue; // nothing changed within the time that the server waits
            }

            version = answer.Version;
            if (answer.MustReadAgain || answer.Left || (!answer.Changed && !answer.Truncated))
            {
                row = await new PropertyCollector(session).ReadAsync(self, set, cancellationToken).ConfigureAwait(false) ?? throw Gone();
            }

            changed?.Invoke(row);
            if (done(row))
            {
                return row;
            }
        }
    }

    private async Task<UpdateAnswer<T>?> NextAsync(ManagedObjectRef collector, string version, T row, CancellationToken cancellationToken)
    {
        try
        {
            return await session.CallAsync(
                CollectorCalls.WaitForUpdates(collector, version, wait, reader => new UpdateAnswer<T>(set, self, row).Read(reader)), wait, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException e) when (e.Fault.Type == "InvalidCollectorVersion" && version.Length > 0)
        {
            return await NextAsync(collector, string.Empty, row, cancellationToken).ConfigureAwait(false);
        }
    }

    private VimFaultException Gone() =>
        new(
            $"'{self}' of '{session.Client.Endpoint}' does not exist any more, so what became of it can't be read.",
            new VimFault("ManagedObjectNotFound", string.Empty) { Fields = new Dictionary<string, string> { ["obj"] = self.Value } },
            VimDelivery.Unknown);

    private async Task ReleaseAsync(ManagedObjectRef collector)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), session.Client.Time);
        try
        {
            await session.Client.SendAsync(CollectorCalls.DestroyCollector(collector), TimeSpan.Zero, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // It ends with the session.
        }
    }
}
