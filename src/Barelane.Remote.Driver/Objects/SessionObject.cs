using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Objects;

/// <summary>An object that the server has, too, under the id that the driver gave it.</summary>
internal abstract class SessionObject(Session session) : ClObject
{
    public Session Session { get; } = session;

    public uint Id { get; } = session.Ids.Take();

    protected override void End()
    {
        Session.TryPost(new Release { Id = Id });
        Session.Ids.Return(Id);
    }
}
