namespace Barelane.Engine.Journal;

/// <summary>A unit will not reach its goal in this run.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Step">The step that decided it.</param>
/// <param name="Held">Whether what was reached is held; otherwise it is taken back now.</param>
/// <param name="Why">A sentence.</param>
public sealed record UnitFailed(string Unit, string Step, bool Held, string Why) : JournalRecord;
