namespace Barelane.FakeHyperV.Host;

/// <summary>A checkpoint of a VM.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Created">When it was made.</param>
/// <param name="HasRemoteFx">Whether the VM had a RemoteFX adapter then: the checkpoint keeps it.</param>
public sealed record FakeCheckpoint(Guid Id, string Name, DateTime Created, bool HasRemoteFx = false);
