using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Engine.Journal;

namespace Barelane.Engine.Running;

/// <summary>A plan and everything that is needed to run it. The caller has made the plan again from a fresh inspection and compared the bytes.</summary>
public sealed record RunRequest
{
    /// <summary>The plan.</summary>
    public required Plan Plan { get; init; }

    /// <summary>A connected adapter for every site of the plan, under the plan's alias.</summary>
    public required IReadOnlyList<ISiteAdapter> Sites { get; init; }

    /// <summary>Who asks for it, as the journal and the marks show it.</summary>
    public required string Actor { get; init; }

    /// <summary>What was agreed to.</summary>
    public GivenConsents Consents { get; init; } = GivenConsents.None;

    /// <summary>Rules whose Unknown was accepted, by id.</summary>
    public IReadOnlySet<string> Accepted { get; init; } = new HashSet<string>();

    /// <summary>How guests that get a lease are asked, for the journal; null where none does.</summary>
    public IReadOnlyList<RememberedGuest>? Guests { get; init; }

    /// <summary>How it is run.</summary>
    public RunOptions Options { get; init; } = new();
}
