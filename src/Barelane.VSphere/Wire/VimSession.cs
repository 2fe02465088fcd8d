namespace Barelane.VSphere.Wire;

/// <summary>
/// A logged-in client. A call that meets an expired session logs in again and is sent once more, a change too: NotAuthenticated says that it was not
/// carried out. A question whose connection broke is sent once more; a change never is, since it may have been carried out.
/// </summary>
internal sealed class VimSession : IAsyncDisposable
{
    private readonly VimCredential _credential;
    private readonly SemaphoreSlim _login = new(1, 1);
    private volatile int _generation;

    private VimSession(VimClient client, VimCredential credential, ServiceContent content)
    {
        Client = client;
        _credential = credential;
        Content = content;
    }

    public VimClient Client { get; }

    public ServiceContent Content { get; }

    /// <summary>The session's key, which HasPrivilegeOnEntities wants.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>Changes with every login. Views, filters and collectors of an earlier one are gone.</summary>
    public int Generation => _generation;

    /// <summary>Connects, agrees on a version and logs in: two round trips.</summary>
    /// <exception cref="VimLoginException">The user or the password is wrong.</exception>
    /// <exception cref="VimException">The server can't be reached, is not trusted or answers no vim25.</exception>
    public static async Task<VimSession> OpenAsync(VimEndpoint endpoint, VimCredential credential, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new VimClient(endpoint, time);
        try
        {
            var content = await client.SendAsync(SessionCalls.RetrieveServiceContent(), TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            client.Version = VimVersion.Choose(content.About.ApiVersion);
            var session = new VimSession(client, credential, content);
            await session.LoginAsync(isFresh: false, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public Task<T> CallAsync<T>(VimCall<T> call, CancellationToken cancellationToken) => CallAsync(call, TimeSpan.Zero, cancellationToken);

    /// <summary>Sends a call; one that waits on the server on purpose says for how long.</summary>
    public async Task<T> CallAsync<T>(VimCall<T> call, TimeSpan wait, CancellationToken cancellationToken)
    {
        var generation = _generation;
        try
        {
            return await Client.SendAsync(call, wait, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException e) when (e.Fault.IsNotAuthenticated)
        {
            await RenewAsync(generation, cancellationToken).ConfigureAwait(false);
        }
        catch (VimConnectionLostException) when (!call.Changes)
        {
            // A kept-alive connection that the server closed looks like this; the second attempt uses a new one.
        }

        return await Client.SendAsync(call, wait, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Logs in again unless somebody else has done so since the given generation.</summary>
    public async Task RenewAsync(int generation, CancellationToken cancellationToken)
    {
        await _login.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_generation == generation)
            {
                await LoginAsync(isFresh: true, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _login.Release();
        }
    }

    /// <summary>Logs out, as far as the server can be reached, within five seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5), Client.Time);
        try
        {
            await Client.SendAsync(SessionCalls.Logout(Content.SessionManager), TimeSpan.Zero, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // The session ends by itself when the server drops it; there is nobody to tell.
        }

        Client.Dispose();
        _login.Dispose();
    }

    private async Task LoginAsync(bool isFresh, CancellationToken cancellationToken)
    {
        try
        {
            Key = await TryLoginAsync(isFresh, cancellationToken).ConfigureAwait(false);
        }
        catch (VimFaultException e) when (VimVersion.IsRefusal(e.Fault))
        {
            var versions = await Client.GetTextAsync("vimServiceVersions.xml", cancellationToken).ConfigureAwait(false);
            Client.Version = VimVersion.ChooseFrom(versions);
            Key = await TryLoginAsync(isFresh, cancellationToken).ConfigureAwait(false);
        }

        Interlocked.Increment(ref _generation);
    }

    private async Task<string> TryLoginAsync(bool isFresh, CancellationToken cancellationToken)
    {
        try
        {
            var login = SessionCalls.Login(Content.SessionManager, _credential);
            return await (isFresh ? Client.SendFreshAsync(login, cancellationToken) : Client.SendAsync(login, TimeSpan.Zero, cancellationToken)).ConfigureAwait(false);
        }
        catch (VimFaultException e) when (e.Fault.Type is "InvalidLogin" or "NoPermission")
        {
            var why = e.Fault.Type == "InvalidLogin" ? "the user name or the password is wrong" : "the user may not log in";
            throw new VimLoginException($"'{Client.Endpoint}' refused the login of '{_credential.User}': {why}. Check 'user' and 'password' of the site; a vCenter wants the user with its domain, such as 'gpu@vsphere.local'.", e);
        }
    }
}
