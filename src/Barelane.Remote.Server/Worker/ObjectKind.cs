namespace Barelane.Remote.Server.Worker;

/// <summary>What an id of a session stands for.</summary>
internal enum ObjectKind : byte
{
    Context,
    Queue,
    Memory,
    Sampler,
    Program,
    Kernel,
    Event,
}
