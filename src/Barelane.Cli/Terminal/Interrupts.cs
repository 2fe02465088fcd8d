using System.Runtime.InteropServices;

namespace Barelane.Cli.Terminal;

/// <summary>
/// Requests to stop: Ctrl+C, SIGTERM, a hang-up. The first asks for a stop at the next safe place, the second for one at once; the third
/// ends the process. Has to exist before the command line is parsed.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _now = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _count;

    /// <param name="signals">Whether the process's signals are requests.</param>
    public Interrupts(bool signals = true)
    {
        foreach (var signal in signals ? (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP] : [])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }
    }

    /// <summary>Cancelled by the first request.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>Cancelled by the second request.</summary>
    public CancellationToken Now => _now.Token;

    /// <summary>Runs in the signal's thread at the first request, before <see cref="Stop"/> is cancelled; must not throw.</summary>
    public Action? AtFirst { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
        _now.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        Request();
    }

    /// <summary>Asks for a stop, as a signal does.</summary>
    public void Request()
    {
        switch (Interlocked.Increment(ref _count))
        {
            case 1:
                AtFirst?.Invoke();
                _stop.Cancel();
                break;
            case 2:
                _now.Cancel();
                break;
            default:
                Environment.Exit(ExitCodes.Interrupted);
                break;
        }
    }
}
