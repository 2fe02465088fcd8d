using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Server.Worker;

/// <summary>
/// Ends the session, and this process, when a launch runs longer than allowed, or when nothing has come for too long. No device can be asked to
/// stop a kernel in any other way.
/// </summary>
internal sealed class SessionWatch : IDisposable
{
    private const int PeriodMs = 250;
    private readonly WorkerSession _session;
    private readonly WorkerSettings _settings;
    private readonly Timer? _timer;

    public SessionWatch(WorkerSession session, WorkerSettings settings)
    {
        (_session, _settings) = (session, settings);
        if (settings.LaunchSeconds > 0 || settings.IdleSeconds > 0)
        {
            _timer = new Timer(_ => Look(), null, PeriodMs, PeriodMs);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        var now = Environment.TickCount64;
        var longest = _session.LongestLaunchMs(now);
        if (_settings.LaunchSeconds > 0 && longest > _settings.LaunchSeconds * 1000L)
        {
            End($"A kernel has run for more than {_settings.LaunchSeconds} s, which is what this server allows one launch.", 3);
        }
        else if (_settings.IdleSeconds > 0 && longest == 0 && now - _session.LastFrameMs > _settings.IdleSeconds * 1000L)
        {
            End($"The session has been idle for more than {_settings.IdleSeconds} s, which is what this server allows.", 4);
        }
    }

    private void End(string reason, int code)
    {
        _session.Outgoing.Answer(new Farewell { Reason = reason }, 0);
        WorkerProgram.ExitNow(code);
    }
}
