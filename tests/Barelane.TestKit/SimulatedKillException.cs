namespace Barelane.TestKit;

/// <summary>Stands for SIGKILL within a test's own process: nothing that the engine would do after it counts.</summary>
public sealed class SimulatedKillException() : Exception("The process was killed here.");
