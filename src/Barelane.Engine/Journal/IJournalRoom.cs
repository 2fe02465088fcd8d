namespace Barelane.Engine.Journal;

/// <summary>Disk space held back for the records that follow an intent.</summary>
internal interface IJournalRoom
{
    /// <summary>Makes sure that the space is held.</summary>
    /// <exception cref="IOException">There is not that much space.</exception>
    void Hold();

    /// <summary>Gives the space back to the file system, so that the journal can grow into it. False if none was held.</summary>
    bool Release();
}
