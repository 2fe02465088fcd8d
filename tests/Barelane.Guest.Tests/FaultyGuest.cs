using Barelane.Core.Adapters;

namespace Barelane.Guest.Tests;

/// <summary>A guest that answers every question the same way, whatever it is.</summary>
internal sealed class FaultyGuest(GuestFamily family, Func<GuestOutput> answer) : IGuestChannel
{
    public GuestFamily Family => family;

    public int Questions { get; private set; }

    public Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Questions++;
        return Task.FromResult(answer());
    }

    public Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken) => Task.FromResult<byte[]>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
