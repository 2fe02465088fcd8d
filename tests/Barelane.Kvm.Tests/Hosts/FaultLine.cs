using Barelane.Core.Adapters;
using Barelane.TestKit.Conformance;

namespace Barelane.Kvm.Tests.Hosts;

/// <summary>What lies between the adapter and the simulated host: every write of libvirt and of the kernel goes through it.</summary>
internal sealed class FaultLine : ISiteLine
{
    private readonly Lock _gate = new();
    private Func<Task>? _before;
    private TaskCompletionSource? _held;
    private bool _drops;
    private bool _delays;
    private bool _refuses;

    public int Writes { get; private set; }

    /// <summary>Takes writes over, where something does: it carries them out or not.</summary>
    public Func<LineWrite, Task>? Interceptor { get; set; }

    public void BeforeNextWrite(Func<Task> action) => _before = action;

    public void DropNextAnswer() => _drops = true;

    public void RefuseNextWrite() => _refuses = true;

    public Task HoldNextAnswer() => (_held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Lets the next write last a while.</summary>
    public void DelayNextWrite() => _delays = true;

    /// <summary>Carries a write out, unless something is in the way.</summary>
    public async Task WriteAsync(Action write, string subject = "", TimeSpan? limit = null)
    {
        await Task.Yield();
        if (Interceptor is { } interceptor)
        {
            await interceptor(new LineWrite(write, subject, limit));
            return;
        }

        if (_refuses)
        {
            _refuses = false;
            throw new SiteException(new Problem { Code = "unavailable", Message = "The service is not available at the moment." });
        }

        if (_delays)
        {
            _delays = false;
            await Task.Delay(TimeSpan.FromMilliseconds(300));
        }

        if (_before is { } before)
        {
            _before = null;
            await before();
        }

        lock (_gate)
        {
            Writes++;
            write();
        }

        if (_drops)
        {
            _drops = false;
            throw new SiteException(new Problem { Code = "connection-lost", Message = "The connection broke off before the answer came." });
        }

        if (_held is { } held)
        {
            _held = null;
            held.SetResult();
            await Task.Delay(Timeout.Infinite);
        }
    }
}
