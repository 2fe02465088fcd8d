namespace Barelane.TestKit.Matrix;

/// <summary>What is done after a run that a fault hit.</summary>
public enum Recovery
{
    /// <summary>It is taken back: the start must be reached.</summary>
    Undo,

    /// <summary>It goes on: the goal must be reached.</summary>
    Resume,

    /// <summary>The same is applied again: the goal must be reached.</summary>
    Again,

    /// <summary>The run was completed, its undo was hit and is begun again: the start must be reached.</summary>
    UndoAgain,

    /// <summary>The run was completed, its undo was hit and is resumed: the start must be reached.</summary>
    ResumeUndo,
}
