using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>What steps work with.</summary>
internal sealed record StepTools
{
    /// <summary>The host that this site is.</summary>
    public required ObjectRef Host { get; init; }

    /// <summary>Runs scripts on it.</summary>
    public required IPowerShellHost Shell { get; init; }

    /// <summary>Inspects it.</summary>
    public required HyperVInventorySource Source { get; init; }

    /// <summary>Reads fields as inspections do.</summary>
    public required IProbe Probe { get; init; }

    /// <summary>The clock of waits.</summary>
    public required TimeProvider Time { get; init; }
}
