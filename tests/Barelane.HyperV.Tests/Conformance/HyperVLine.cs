using Barelane.Core.Adapters;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Hosting;
using Barelane.HyperV.PowerShell;
using Barelane.TestKit.Conformance;

namespace Barelane.HyperV.Tests.Conformance;

/// <summary>What lies between the adapter and the fake host: every script passes here, and one that changes something can be disturbed.</summary>
internal sealed class HyperVLine(FakeHost host) : IPowerShellTransport, ISiteLine
{
    private readonly FakeTransport _inner = new(host);
    private Func<Task>? _before;
    private TaskCompletionSource? _held;
    private bool _drops;
    private bool _refuses;
    private bool _delays;

    /// <summary>What happens to the next script that changes something, instead of its being carried out; gives the answer, or null for the usual way.</summary>
    public Func<Func<Task<TransportAnswer>>, Task<TransportAnswer>>? Disturbs { get; set; }

    /// <summary>How many scripts were sent in all.</summary>
    public int Scripts { get; private set; }

    public string Host => _inner.Host;

    public int Writes { get; private set; }

    public void BeforeNextWrite(Func<Task> action) => _before = action;

    public void DropNextAnswer() => _drops = true;

    public void RefuseNextWrite() => _refuses = true;

    public Task HoldNextAnswer() => (_held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void DelayNextWrite() => _delays = true;

    public async Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken)
    {
        Scripts++;
        if (!FakePowerShell.Changes(System.Text.Encoding.ASCII.GetString(input.Span)))
        {
            return await _inner.RunAsync(input, limit, cancellationToken);
        }

        await Task.Yield();
        if (Take(ref _refuses))
        {
            throw new HostScriptException(HostScriptFailure.NotSent, new Problem { Code = "unavailable", Message = "The host takes no scripts at the moment." });
        }

        if (Take(ref _delays))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        }

        if (_before is { } before)
        {
            _before = null;
            await before();
        }

        Writes++;
        var answer = Disturbs is { } disturb ? await disturb(() => _inner.RunAsync(input, limit, CancellationToken.None)) : await _inner.RunAsync(input, limit, CancellationToken.None);
        if (Take(ref _drops))
        {
            return Lost;
        }

        if (_held is { } held)
        {
            _held = null;
            held.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return answer;
    }

    /// <summary>What is left of an answer whose connection broke.</summary>
    public static TransportAnswer Lost { get; } = new(255, "", "Connection to hv01 closed by remote host.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool Take(ref bool flag) => flag && !(flag = false);
}
