namespace Barelane.Engine.Planning;

/// <summary>A VM's steps in the graph; null where it has no such step.</summary>
internal sealed record VmNodes
{
    /// <summary>To its shelter, before its host goes down.</summary>
    public int? MoveOut { get; set; }

    /// <summary>Back from its shelter.</summary>
    public int? MoveBack { get; set; }

    public int? PowerOff { get; set; }

    public int? Move { get; set; }

    /// <summary>The configuration that takes devices off it; the same node as <see cref="Configure"/> where one is enough.</summary>
    public int? Detach { get; set; }

    public int? Configure { get; set; }

    public int? PowerOn { get; set; }

    /// <summary>Whether a device has to be off the VM before its host's work begins.</summary>
    public bool DetachesFirst { get; set; }

    public int? Last { get; set; }
}
