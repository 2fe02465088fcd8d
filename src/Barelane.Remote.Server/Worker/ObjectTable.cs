using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Server.Worker;

/// <summary>The session's objects by the ids that the client gave them. Only the thread that takes frames uses it.</summary>
internal sealed class ObjectTable(int limit)
{
    private SessionObject?[] _objects = new SessionObject?[256];

    /// <summary>The object of that id and kind; anything else is a breach of the protocol.</summary>
    public SessionObject this[uint id, ObjectKind kind]
    {
        get
        {
            var found = id < (uint)_objects.Length ? _objects[id] : null;
            return found is not null && found.Kind == kind ? found : throw new WireException($"The id {id} is no {kind} of this session{(found is null ? "" : $" but a {found.Kind}")}.");
        }
    }

    public IEnumerable<SessionObject> All => _objects.OfType<SessionObject>();

    public void Add(uint id, SessionObject item)
    {
        if (id == 0 || id >= (uint)limit)
        {
            throw new WireException($"The id {id} is not between 1 and {limit - 1}.");
        }

        if (id >= (uint)_objects.Length)
        {
            Array.Resize(ref _objects, (int)Math.Min((uint)limit, Math.Max(id + 1, (uint)_objects.Length * 2)));
        }

        _objects[id] = _objects[id] is null ? item : throw new WireException($"The id {id} is taken.");
    }

    public SessionObject Remove(uint id)
    {
        var found = id < (uint)_objects.Length ? _objects[id] : null;
        if (found is null)
        {
            throw new WireException($"The id {id} is no object of this session.");
        }

        _objects[id] = null;
        return found;
    }
}
