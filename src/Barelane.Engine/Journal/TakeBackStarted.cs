namespace Barelane.Engine.Journal;

/// <summary>A failed unit's VM-level steps are taken back within the run.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Prefix">What stands before the ids of the plan's steps in this journal: <c>back1.</c></param>
/// <param name="Plan">The whole plan of it, as its canonical bytes.</param>
public sealed record TakeBackStarted(string Unit, string Prefix, string Plan) : JournalRecord;
