namespace Barelane.Remote.Server.Worker;

/// <summary>
/// The ends of one queue's commands that the client is still to be told of. A finish is answered behind those before it: OpenCL calls back on several threads,
/// and a program that has finished asks its events for their times at once.
/// </summary>
internal sealed class NoticeLog
{
    private readonly Lock _gate = new();
    private readonly List<Finish> _finishes = [];
    private long _issued;
    private int _open;

    /// <summary>One more end will be told; returns its number.</summary>
    public long Open()
    {
        lock (_gate)
        {
            _open++;
            return ++_issued;
        }
    }

    /// <summary>It has been told.</summary>
    public void Told(long number)
    {
        List<Finish>? due = null;
        lock (_gate)
        {
            _open--;
            foreach (var finish in _finishes)
            {
                if (number <= finish.Bound && --finish.Left == 0)
                {
                    (due ??= []).Add(finish);
                }
            }

            _ = due is null ? 0 : _finishes.RemoveAll(due.Contains);
        }

        due?.ForEach(f => f.Done());
    }

    /// <summary>Calls <paramref name="done"/> when what is returned has been called and all that was open before has been told.</summary>
    public Action Behind(Action done)
    {
        lock (_gate)
        {
            var finish = new Finish(_issued, done) { Left = _open + 1 };
            _finishes.Add(finish);
            return () => Arrived(finish);
        }
    }

    private void Arrived(Finish finish)
    {
        lock (_gate)
        {
            if (--finish.Left > 0)
            {
                return;
            }

            _ = _finishes.Remove(finish);
        }

        finish.Done();
    }

    private sealed class Finish(long bound, Action done)
    {
        public long Bound => bound;

        public Action Done => done;

        public int Left { get; set; }
    }
}
