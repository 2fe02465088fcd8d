using System.Text;
using Barelane.FakeHyperV.Hosting;
using Barelane.HyperV.PowerShell;
using Barelane.HyperV.Tests.Recorded;
using Barelane.TestKit;

namespace Barelane.HyperV.Tests.Matrix;

/// <summary>The way to the fake host, on which one script of a step that changes something is hit.</summary>
internal sealed class MatrixLine(HyperVMatrixSite site) : IPowerShellTransport
{
    private static readonly TimeSpan LateBy = TimeSpan.FromSeconds(30);

    private readonly List<(DateTimeOffset Due, string Input)> _late = [];
    private int _hit;

    public string Host => site.Host.Name;

    /// <summary>What goes wrong in the step under way.</summary>
    public FaultKind? Fault { get; private set; }

    /// <summary>How many scripts of the step under way changed something.</summary>
    public int Writes { get; private set; }

    /// <summary>Whether the process is killed: what it does from then on counts for nothing.</summary>
    public bool IsDead { get; set; }

    public void Begin((FaultKind Fault, int Write)? fault) => (Fault, _hit, Writes) = (fault?.Fault, fault?.Write ?? 0, 0);

    public void Kill()
    {
        IsDead = true;
        site.Faults.Kill();
    }

    /// <summary>Lets land what is due.</summary>
    public void Land()
    {
        foreach (var due in _late.Where(l => l.Due <= site.Time.GetUtcNow()).OrderBy(l => l.Due).ToList())
        {
            _late.Remove(due);
            FakePowerShell.Run(site.Host, Bootstrap.Arguments, due.Input);
        }
    }

    public Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken)
    {
        Land();
        if (IsDead)
        {
            throw new SimulatedKillException();
        }

        var text = Encoding.ASCII.GetString(input.Span);
        return Task.FromResult(!FakePowerShell.Changes(text) || site.Context is null || Writes++ != _hit || Fault is not { } fault ? Run(text) : Hit(fault, text, limit));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private TransportAnswer Hit(FaultKind fault, string input, TimeSpan limit)
    {
        switch (fault)
        {
            case FaultKind.Refused:
                return new TransportAnswer(0, RecordedErrorText.EnvelopeOf("The operation failed. (0x80004005)\n+ CategoryInfo : NotSpecified: (:) [Set-VM], X\n+ FullyQualifiedErrorId : OperationFailed,Microsoft.HyperV.PowerShell.Commands.SetVM"), "");
            case FaultKind.TimeoutWithoutEffect or FaultKind.TimeoutWithEffect or FaultKind.TimeoutWithLateEffect:
                if (fault == FaultKind.TimeoutWithEffect)
                {
                    Run(input);
                }
                else if (fault == FaultKind.TimeoutWithLateEffect)
                {
                    Later(input, limit);
                }

                site.Time.Advance(limit);
                throw PowerShellProblems.TimedOut(Host, limit);
            case FaultKind.LostBeforeAct:
                return Conformance.HyperVLine.Lost;
            case FaultKind.LostAfterAct:
                Run(input);
                return Conformance.HyperVLine.Lost;
            case FaultKind.LostAfterActLate:
                Later(input, TimeSpan.Zero);
                return Conformance.HyperVLine.Lost;
            case FaultKind.KilledAfterIntent:
                Kill();
                break;
            case FaultKind.KilledAfterAct:
                Run(input);
                Kill();
                break;
            case FaultKind.KilledAfterActLate:
                Later(input, TimeSpan.Zero);
                Kill();
                break;
        }

        return Run(input);
    }

    private TransportAnswer Run(string input) => new(0, FakePowerShell.Run(site.Host, Bootstrap.Arguments, input), "");

    private void Later(string input, TimeSpan after) => _late.Add((site.Time.GetUtcNow() + after + LateBy, input));
}
