namespace Barelane.Kvm.Libvirt;

/// <summary>
/// Runs calls of libvirt, which block and can't be cancelled, each on a thread of its own: who waits can leave at any time, and
/// a call that never returns keeps neither the caller nor the program's end waiting. libvirt's connections may be used by many threads at a time.
/// </summary>
internal static class LibvirtThread
{
    public static async Task<T> RunAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                LibvirtNative.ResetLastError();
                done.SetResult(call());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "libvirt call",
        };
        thread.Start();
        return await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }
}
