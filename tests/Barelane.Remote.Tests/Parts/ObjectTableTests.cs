using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.Worker;

namespace Barelane.Remote.Tests.Parts;

/// <summary>An id from the wire is an object of the kind that is meant, or a breach of the protocol.</summary>
public sealed class ObjectTableTests
{
    [Fact]
    public void Ids_that_are_none_of_the_sessions_are_refused()
    {
        var table = new ObjectTable(1000);
        table.Add(5, new SessionObject(ObjectKind.Memory, 1, 0));

        Assert.Equal(1, table[5, ObjectKind.Memory].Handle);
        Assert.Throws<WireException>(() => table[5, ObjectKind.Kernel]);
        Assert.Throws<WireException>(() => table[6, ObjectKind.Memory]);
        Assert.Throws<WireException>(() => table[uint.MaxValue, ObjectKind.Memory]);
        Assert.Throws<WireException>(() => table.Add(5, new SessionObject(ObjectKind.Memory, 1, 0)));
        Assert.Throws<WireException>(() => table.Add(0, new SessionObject(ObjectKind.Memory, 1, 0)));
        Assert.Throws<WireException>(() => table.Add(1000, new SessionObject(ObjectKind.Memory, 1, 0)));
        table.Remove(5);
        Assert.Throws<WireException>(() => table.Remove(5));
    }
}
