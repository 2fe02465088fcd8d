namespace Barelane.Engine.Journal;

/// <summary>Where a run stands, seen from today.</summary>
public enum RunState
{
    /// <summary>Under way.</summary>
    Running,

    /// <summary>Stopped by somebody, or killed.</summary>
    Interrupted,

    /// <summary>Waits for a host or a window; resume goes on.</summary>
    Parked,

    /// <summary>Came to its end.</summary>
    Done,

    /// <summary>Failed; a resume or an undo may have followed.</summary>
    Failed,

    /// <summary>Nothing of it is left.</summary>
    Undone,
}
