using Barelane.Core.Goals;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.Knowledge.Catalog;
using Barelane.Twin;
using Barelane.Twin.Recording;

namespace Barelane.Cli.Rehearsal;

/// <summary>What is rehearsed, and on what.</summary>
internal sealed record RehearsalRequest
{
    /// <summary>The document.</summary>
    public required Document Document { get; init; }

    /// <summary>The record of each of its sites, by alias.</summary>
    public required IReadOnlyDictionary<string, RecordedSite> Records { get; init; }

    /// <summary>What is agreed to already; the rehearsal itself agrees to whatever else the plan needs, and says so.</summary>
    public GivenConsents Given { get; init; } = GivenConsents.None;

    /// <summary>The plan on the real sites, where they were inspected; the twin's plan has to have the same steps.</summary>
    public Plan? Live { get; init; }

    /// <summary>What the real journal knows of values before earlier runs of the document.</summary>
    public IGivenValues Remembered { get; init; } = new NothingRemembered();

    /// <summary>How it is planned.</summary>
    public PlanOptions Planning { get; init; } = new();

    /// <summary>What is known of cards.</summary>
    public HardwareCatalog Cards { get; init; } = HardwareCatalog.BuiltIn;

    /// <summary>How the twins run. The first of its users is the one that logs in.</summary>
    public TwinOptions Twin { get; init; } = new();

    /// <summary>Called for each twin before anything else: the place to plant faults of the kind that no record shows.</summary>
    public Action<TwinSite> Prepare { get; init; } = _ => { };
}
