using Barelane.Core.Adapters;

namespace Barelane.Engine.Journal;

/// <summary>The run stops without having failed, and can be resumed: a host has not come back yet, a window has not opened.</summary>
/// <param name="Step">The step it waits at.</param>
/// <param name="Problem">What it waits for and what to do.</param>
public sealed record RunParked(string Step, Problem Problem) : JournalRecord;
