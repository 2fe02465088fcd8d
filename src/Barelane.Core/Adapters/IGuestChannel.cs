namespace Barelane.Core.Adapters;

/// <summary>A way into a guest: VMware Tools, the QEMU guest agent, PowerShell Direct, ssh. Programs and arguments are data, never shell text.</summary>
public interface IGuestChannel : IAsyncDisposable
{
    /// <summary>Family of the guest's system, as its agent tells: decides which checks make sense.</summary>
    GuestFamily Family { get; }

    /// <summary>Runs a program and waits for its end.</summary>
    /// <param name="program">Full path, or a name the guest's own search path finds.</param>
    /// <param name="arguments">Arguments, each passed as it is.</param>
    /// <param name="timeout">How long to wait; after it the answer is a <see cref="SiteException"/> with the code <c>time-out</c>.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="SiteException">The guest could not be asked.</exception>
    Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>Writes a file in the guest.</summary>
    Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Reads a file of at most <paramref name="limit"/> bytes from the guest.</summary>
    Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken);
}
