namespace Barelane.Engine.Journal;

/// <summary>A process, told apart from a later one that got the same number.</summary>
/// <param name="Machine">The machine's name.</param>
/// <param name="Pid">Its number there.</param>
/// <param name="Started">When it was started; with the number, its identity.</param>
public sealed record LockHolder(string Machine, int Pid, DateTimeOffset Started);
