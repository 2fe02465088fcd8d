using System.IO.MemoryMappedFiles;

namespace Barelane.Remote.Server.Leases;

/// <summary>
/// What the sessions of one lease hold together, in memory that their workers share: one number for each session. Who wants more adds it to its own
/// and then looks at the sum, so that two at once may both be refused, and never both be given what is there once.
/// </summary>
internal sealed unsafe class SharedBudget : IDisposable
{
    /// <summary>How many sessions one lease can have at once.</summary>
    public const int Places = 256;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly bool[] _taken = new bool[Places];
    private readonly bool _isOwner;
    private readonly long* _held;
    private bool _isDisposed;

    private SharedBudget(string path, bool isOwner)
    {
        (Path, _isOwner) = (path, isOwner);
        _file = MemoryMappedFile.CreateFromFile(path, isOwner ? FileMode.Create : FileMode.Open, null, Places * sizeof(long), MemoryMappedFileAccess.ReadWrite);
        _view = _file.CreateViewAccessor();
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _held = (long*)start;
    }

    public string Path { get; }

    /// <summary>A new one, all zero, in a file that only its owner reads.</summary>
    public static SharedBudget Create(string path)
    {
        File.Delete(path);
        using (new FileStream(path, OperatingSystem.IsWindows() ? new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write } : new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
        }

        return new SharedBudget(path, isOwner: true);
    }

    public static SharedBudget Open(string path) => new(path, isOwner: false);

    /// <summary>A session's place; null where there is none left.</summary>
    public int? Take()
    {
        lock (_taken)
        {
            var place = Array.IndexOf(_taken, false);
            if (place >= 0)
            {
                _taken[place] = true;
            }

            return place >= 0 ? place : null;
        }
    }

    /// <summary>The session is gone, and what it held with it.</summary>
    public void Return(int place)
    {
        lock (_taken)
        {
            // Its lease may have ended before it.
            if (!_isDisposed)
            {
                Interlocked.Exchange(ref _held[place], 0);
                _taken[place] = false;
            }
        }
    }

    /// <summary>Whether so much more may be held; then it counts.</summary>
    public bool TryAdd(int place, long size, ulong limit)
    {
        Interlocked.Add(ref _held[place], size);
        var sum = 0UL;
        for (var i = 0; i < Places; i++)
        {
            sum += (ulong)Volatile.Read(ref _held[i]);
        }

        if (sum <= limit)
        {
            return true;
        }

        Interlocked.Add(ref _held[place], -size);
        return false;
    }

    public void Subtract(int place, long size) => Interlocked.Add(ref _held[place], -size);

    public void Dispose()
    {
        lock (_taken)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }

        if (_isOwner)
        {
            File.Delete(Path);
        }
    }
}
