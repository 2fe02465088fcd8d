using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Server.Worker;

/// <summary>Ends the session, and this process, when a launch runs longer than allowed. No device can be asked to stop a kernel in any other way.</summary>
internal sealed class LaunchWatch : IDisposable
{
    private readonly Timer? _timer;

    public LaunchWatch(WorkerSession session, int limitSeconds)
    {
        if (limitSeconds > 0)
        {
            _timer = new Timer(_ => Look(session, limitSeconds), null, 250, 250);
        }
    }

    public void Dispose() => _timer?.Dispose();

    private static void Look(WorkerSession session, int limitSeconds)
    {
        if (session.LongestLaunchMs(Environment.TickCount64) > limitSeconds * 1000L)
        {
            session.Outgoing.Answer(new Farewell { Reason = $"A kernel has run for more than {limitSeconds} s, which is what this server allows one launch." }, 0);
            WorkerProgram.ExitNow(3);
        }
    }
}
