using Barelane.Cli.Inputs;
using Barelane.Core.Goals;
using Barelane.Remote.Leasing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Remote;

/// <summary>A pool's servers, each with what makes this user known to it.</summary>
internal static class PoolAccounts
{
    public static async Task<IReadOnlyList<PoolAccount>> OfAsync(PoolSpec pool, SecretReader secrets, CancellationToken cancellationToken)
    {
        var token = pool.Token is { } secret ? await secrets.ReadAsync(secret, cancellationToken).ConfigureAwait(false) : UserToken.Find();
        return [.. pool.Servers.Select(s => new PoolAccount
        {
            Address = s.Address,
            Token = token,
            Certificate = s.Certificate ?? pool.Authority ?? DriverVariables.Of("BARELANE_REMOTE_CERTIFICATE"),
            OwnCertificate = pool.OwnCertificate ?? DriverVariables.Of("BARELANE_REMOTE_CLIENT"),
        })];
    }
}
