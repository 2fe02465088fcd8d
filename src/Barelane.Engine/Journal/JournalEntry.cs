namespace Barelane.Engine.Journal;

/// <summary>A record with its place in the journal.</summary>
/// <param name="Run">The run.</param>
/// <param name="Sequence">Its number within the run, from 1 without gaps.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Record">The record.</param>
public sealed record JournalEntry(string Run, long Sequence, DateTimeOffset Time, JournalRecord Record);
