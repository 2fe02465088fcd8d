namespace Barelane.Engine.Journal;

/// <summary>
/// Space held back by a file of its own beside the journal, one for each process. SQLite's log grows by whole pages and can't
/// be told to keep some; a file that is deleted at need gives it the blocks it lacks.
/// </summary>
internal sealed class RoomFile(string path) : IJournalRoom, IDisposable
{
    /// <summary>Enough for some hundred records and for the log's index.</summary>
    private const int Bytes = 1024 * 1024;

    private bool _held;

    public void Hold()
    {
        if (_held)
        {
            return;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);

            // Random bytes, so that a file system that compresses or leaves holes has to keep the room as well.
            var block = new byte[64 * 1024];
            for (var written = 0; written < Bytes; written += block.Length)
            {
                Random.Shared.NextBytes(block);
                file.Write(block);
            }

            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            File.Delete(path);
            throw;
        }
        catch (ArgumentOutOfRangeException e)
        {
            // How .NET reports a limit on the size of files, which is a full disk to whoever is under it.
            File.Delete(path);
            throw new IOException(e.Message, e);
        }

        _held = true;
    }

    public bool Release()
    {
        if (!_held)
        {
            return false;
        }

        _held = false;
        File.Delete(path);
        return true;
    }

    public void Dispose() => Release();
}
