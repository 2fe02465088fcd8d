namespace Barelane.Remote.Driver.Connection;

/// <summary>Gives out the session's ids: the smallest numbers that are free.</summary>
internal sealed class IdTable
{
    private readonly Lock _gate = new();
    private readonly Stack<uint> _free = new();
    private uint _next = 1;

    public uint Take()
    {
        lock (_gate)
        {
            return _free.TryPop(out var id) ? id : _next++;
        }
    }

    public void Return(uint id)
    {
        lock (_gate)
        {
            _free.Push(id);
        }
    }
}
