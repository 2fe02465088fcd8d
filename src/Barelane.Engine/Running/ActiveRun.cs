namespace Barelane.Engine.Running;

/// <summary>A run that was started.</summary>
/// <param name="Id">Its id; events, resume and undo name it.</param>
/// <param name="Control">Stops it.</param>
/// <param name="Completion">
/// Ends with the result. Faults with an <see cref="EngineException"/> if the journal fails under it; the run then counts as interrupted.
/// </param>
public sealed record ActiveRun(string Id, RunControl Control, Task<RunResult> Completion);
