namespace Barelane.Engine.Journal;

/// <summary>Somebody stopped the run.</summary>
/// <param name="AtOnce">Whether steps under way were left to themselves; otherwise they were finished first.</param>
/// <param name="By">Who or what asked for it.</param>
public sealed record RunInterrupted(bool AtOnce, string By) : JournalRecord;
