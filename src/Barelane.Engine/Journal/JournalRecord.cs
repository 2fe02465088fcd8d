namespace Barelane.Engine.Journal;

/// <summary>One thing that happened in a run. Records are only ever added; what they mean for undo and resume is read from them alone.</summary>
public abstract record JournalRecord
{
    private protected JournalRecord()
    {
    }
}
