namespace Barelane.VSphere.Wire;

/// <summary>
/// Waits, on the server, until an object's properties satisfy a condition: WaitForUpdatesEx, with a collector of its own. Survives a lost connection, an
/// expired session, a restarted server and a collector that was dropped: it connects again and reads on, since the truth is the server's.
/// </summary>
internal sealed class UpdateWatcher(VimSession session)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>How long one question waits on the server.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Returns the object's row as soon as it satisfies the condition, at once when it does already.</summary>
    /// <param name="self">The object.</param>
    /// <param name="set">The properties to watch.</param>
    /// <param name="done">The condition.</param>
    /// <param name="changed">Called with the row after every change, the last included.</param>
    /// <param name="limit">How long to wait in all, or null for as long as it takes.</param>
    /// <param name="cancellationToken">Ends the waiting; what is waited for goes on.</param>
    /// <exception cref="VimTimeoutException">The limit has passed.</exception>
    /// <exception cref="VimFaultException">The object does not exist (any more), or may not be read.</exception>
    public async Task<T> UntilAsync<T>(
        ManagedObjectRef self, PropertySet<T> set, Func<T, bool> done, Action<T>? changed, TimeSpan? limit, CancellationToken cancellationToken)
        where T : class
    {
        using var clock = new CancellationTokenSource(limit ?? Timeout.InfiniteTimeSpan, session.Client.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var pause = ShortestPause;
        var hasWorked = false;
        try
        {
            while (true)
            {
                var watch = new ObjectWatch<T>(session, self, set, done, changed, Wait);
                try
                {
                    return await watch.RunAsync(either.Token).ConfigureAwait(false);
                }
                catch (VimException e) when (IsPassing(e, self, hasWorked || watch.HasWorked))
                {
                    hasWorked |= watch.HasWorked;
                    pause = watch.HasWorked ? ShortestPause : pause;

                    // The server is away or has dropped the collector. Nothing tells when it is back, so ask again after a pause.
                    await Task.Delay((e as VimUnavailableException)?.RetryAfter ?? pause, session.Client.Time, either.Token).ConfigureAwait(false);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new VimTimeoutException($"'{self}' of '{session.Client.Endpoint}' did not come to the state waited for within {limit!.Value.TotalSeconds:0} s. It may still.", VimDelivery.Unknown, e);
        }
    }

    /// <summary>Waits until a task is over, with success or with an error.</summary>
    public Task<TaskInfo> TaskAsync(ManagedObjectRef task, Action<TaskInfo>? changed, TimeSpan? limit, CancellationToken cancellationToken) =>
        UntilAsync(task, TaskInfo.Properties, info => info.IsOver, changed, limit, cancellationToken);

    /// <summary>
    /// Whether an error is about the way to the server or about the collector, rather than about the object. A server that is starting gives strange
    /// answers too, such as a 404 of the proxy in front of it; those pass where it has answered properly before.
    /// </summary>
    private static bool IsPassing(VimException error, ManagedObjectRef self, bool hasWorked) => error switch
    {
        VimFaultException { Fault: { IsNotFound: true } fault } => !fault.Fields.TryGetValue("obj", out var gone) || gone != self.Value,
        VimFaultException { Fault: var fault } => fault.IsNotAuthenticated || fault.Type is "RequestCanceled" or "HostCommunication" or "HostNotReachable",
        VimConnectException or VimConnectionLostException or VimUnavailableException or VimTimeoutException => true,
        VimAnswerException => hasWorked,
        _ => false,
    };
}
