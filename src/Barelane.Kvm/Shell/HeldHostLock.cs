using System.Diagnostics;
using Barelane.Ssh;

namespace Barelane.Kvm.Shell;

/// <summary>A host's lock in the hands of a child, which holds it until its standard input ends: when this is disposed, this program dies, or the connection breaks off.</summary>
internal sealed class HeldHostLock : IAsyncDisposable
{
    private readonly Process? _child;

    private HeldHostLock(Process? child, ChildAnswer? failure)
    {
        _child = child;
        Failure = failure;
    }

    /// <summary>Why the lock was not taken; null where it is held.</summary>
    public ChildAnswer? Failure { get; }

    public static async Task<HeldHostLock> TakeAsync(ProcessStartInfo start, ReadOnlyMemory<byte> input, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var child = Child.Begin(start);
        try
        {
            await child.StandardInput.BaseStream.WriteAsync(input, either.Token).ConfigureAwait(false);
            await child.StandardInput.BaseStream.FlushAsync(either.Token).ConfigureAwait(false);
            if (await child.StandardOutput.ReadLineAsync(either.Token).ConfigureAwait(false) is not null)
            {
                return new HeldHostLock(child, null);
            }

            var error = await child.StandardError.ReadToEndAsync(either.Token).ConfigureAwait(false);
            await child.WaitForExitAsync(either.Token).ConfigureAwait(false);
            var failure = new ChildAnswer(child.ExitCode, [], error.Trim());
            child.Dispose();
            return new HeldHostLock(null, failure);
        }
        catch (OperationCanceledException)
        {
            Child.Kill(child);
            child.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return new HeldHostLock(null, new ChildAnswer(null, [], ""));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_child is null)
        {
            return;
        }

        try
        {
            _child.StandardInput.Close();
            await _child.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Child.Kill(_child);
        }

        _child.Dispose();
    }
}
