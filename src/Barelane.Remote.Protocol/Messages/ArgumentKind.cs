namespace Barelane.Remote.Protocol.Messages;

/// <summary>What a kernel's argument is set to.</summary>
internal enum ArgumentKind : uint
{
    Value = 0,
    Local = 1,
    Memory = 2,
    Sampler = 3,
}
