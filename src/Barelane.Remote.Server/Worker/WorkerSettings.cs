using System.Text.Json.Serialization;

namespace Barelane.Remote.Server.Worker;

/// <summary>What a worker is told when it starts, as JSON on its standard input.</summary>
public sealed record WorkerSettings
{
    /// <summary>Descriptor of the control stream's socket; -1: there is no session, and the machine's devices are asked for.</summary>
    public required int Control { get; init; }

    /// <summary>Descriptor of the bulk stream's socket.</summary>
    public required int Bulk { get; init; }

    /// <summary>The session's key in base 64; empty: in the clear.</summary>
    public string Key { get; init; } = "";

    /// <summary>The OpenCL library to load.</summary>
    public string Library { get; init; } = "libOpenCL.so.1";

    /// <summary>Which of the machine's devices the session sees, by place; empty: all.</summary>
    public IReadOnlyList<int> Devices { get; init; } = [];

    /// <summary>Bytes of device memory that the session may hold; 0: no limit.</summary>
    public ulong MemoryLimit { get; init; }

    /// <summary>The file of what the sessions of its lease hold together; empty: it has no lease, or whole devices.</summary>
    public string Budget { get; init; } = "";

    /// <summary>The session's place in that file.</summary>
    public int BudgetPlace { get; init; }

    /// <summary>Bytes that the lease's sessions may hold together.</summary>
    public ulong BudgetLimit { get; init; }

    /// <summary>How long one launch may run, in s; 0: no limit.</summary>
    public int LaunchSeconds { get; init; }

    /// <summary>How long the session may be idle, in s; 0: no limit.</summary>
    public int IdleSeconds { get; init; }

    /// <summary>How many objects the session may hold.</summary>
    public int ObjectLimit { get; init; } = 4 << 20;
}

/// <summary>How <see cref="WorkerSettings"/> travels.</summary>
[JsonSerializable(typeof(WorkerSettings))]
[JsonSerializable(typeof(DeviceListing))]
internal sealed partial class WorkerJson : JsonSerializerContext;
