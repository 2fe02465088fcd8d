using Barelane.Engine.Journal;

namespace Barelane.TestKit;

/// <summary>A process that lives until the test says otherwise.</summary>
public sealed class FakeHolderCheck(int pid, ISet<int> dead) : IHolderCheck
{
    public LockHolder Self { get; } = new("testhost", pid, DateTimeOffset.UnixEpoch.AddSeconds(pid));

    public bool MayBeAlive(LockHolder holder) => !dead.Contains(holder.Pid);
}
