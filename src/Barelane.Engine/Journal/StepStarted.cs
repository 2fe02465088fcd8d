namespace Barelane.Engine.Journal;

/// <summary>The hypervisor took the operation.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Handle">The hypervisor's handle of it.</param>
public sealed record StepStarted(string Step, string Handle) : JournalRecord;
