namespace Barelane.Engine.Running;

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    /// <summary>Every step was done.</summary>
    Done,

    /// <summary>Every change was done, but not all of it could be proved.</summary>
    DoneUnseen,

    /// <summary>A unit failed; what it had reached was taken back.</summary>
    FailedTakenBack,

    /// <summary>A unit failed; what was reached is held.</summary>
    FailedHeld,

    /// <summary>It waits for something that takes longer than it may wait itself; resume goes on.</summary>
    Parked,

    /// <summary>Somebody stopped it.</summary>
    Interrupted,
}
