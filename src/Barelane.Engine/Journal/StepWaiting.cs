namespace Barelane.Engine.Journal;

/// <summary>A step is held back by something other than its edges.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="For">What it waits for, as a sentence part.</param>
/// <param name="Until">When that is expected; null where it is not known.</param>
public sealed record StepWaiting(string Step, string For, DateTimeOffset? Until) : JournalRecord;
