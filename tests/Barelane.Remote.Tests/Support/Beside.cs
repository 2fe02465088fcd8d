namespace Barelane.Remote.Tests.Support;

/// <summary>
/// One client on PoCL and on a server of PoCL at the same time, since both compile for long and on one processor each. Each keeps what it compiled for itself,
/// so that neither finds what the other is writing.
/// </summary>
internal static class Beside
{
    private static readonly (string, string)[] Local = Client.Caches("local");
    private static readonly (string, string)[] Remote = Client.Caches("remote");

    /// <summary>Runs it on both; both have to succeed.</summary>
    public static async Task<(ClientResult Local, ClientResult Remote)> RunAsync(Pool pool, params string[] command)
    {
        var local = LocalAsync(command);
        var remote = RemoteAsync(pool, command);
        await Task.WhenAll(local, remote);
        return ((await local).Succeeded(), (await remote).Succeeded());
    }

    public static async Task<ClientResult> LocalAsync(params string[] command)
    {
        using var running = await Client.StartAsync(null, withLocal: true, command, Local);
        return await running.EndAsync();
    }

    public static async Task<ClientResult> RemoteAsync(Pool pool, params string[] command)
    {
        using var running = await Client.StartAsync(pool.Address, withLocal: false, command, Remote);
        return await running.EndAsync();
    }
}
