using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Running;

namespace Barelane.Cli.Running;

/// <summary>A plan that is about to be carried out, with everything that surrounds it.</summary>
internal sealed record PlannedVerb
{
    /// <summary>The verb as typed: <c>apply</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>What is typed to carry it out, without consents.</summary>
    public required string Command { get; init; }

    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What it was made from.</summary>
    public required FleetInventory Fleet { get; init; }

    /// <summary>What is agreed to so far.</summary>
    public required GivenConsents Given { get; init; }

    /// <summary>How it is run.</summary>
    public required RunOptions Options { get; init; }

    /// <summary>What follows <c>resume RUN</c> where the machine goes on with the run by itself, consents left out: paths are full ones.</summary>
    public required IReadOnlyList<string> Again { get; init; }

    /// <summary>Full paths of the files that are needed for it.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
