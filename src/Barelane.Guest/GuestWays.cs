using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Guest.Ssh;
using Barelane.Ssh;

namespace Barelane.Guest;

/// <summary>Opens guests the way that a document names: the hypervisor's own, or the guest's ssh server.</summary>
/// <param name="readSecret">Reads a secret; throws a <see cref="SiteException"/> where it can't be had.</param>
/// <param name="time">The clock of waits.</param>
public sealed class GuestWays(Func<SecretRef, CancellationToken, Task<string>> readSecret, TimeProvider time)
{
    /// <summary>Opens a guest.</summary>
    /// <param name="site">The hypervisor's adapter.</param>
    /// <param name="vm">The VM.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="access">How the document says that it is asked.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="SiteException">The guest can't be asked.</exception>
    public async Task<IGuestChannel> OpenAsync(ISiteAdapter site, ObjectRef vm, string name, GuestAccess access, CancellationToken cancellationToken) => access.Ssh is { } ssh
        ? await SshChannel.OpenAsync(new SshClient(ssh.Destination, ssh.Port), name, site.MachineOf(vm), time, cancellationToken).ConfigureAwait(false)
        : await site.OpenGuestAsync(vm, new GuestCredential(access.User, access.Password is { } secret ? await readSecret(secret, cancellationToken).ConfigureAwait(false) : ""), cancellationToken).ConfigureAwait(false);
}
