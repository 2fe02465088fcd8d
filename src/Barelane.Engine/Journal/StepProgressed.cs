namespace Barelane.Engine.Journal;

/// <summary>How far a step is. Not flushed: losing it loses nothing.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Percent">0–100, or null where that is not known.</param>
/// <param name="Doing">What it waits for, as a sentence part.</param>
public sealed record StepProgressed(string Step, int? Percent, string Doing) : JournalRecord;
