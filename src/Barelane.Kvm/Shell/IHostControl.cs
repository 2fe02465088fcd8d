using Barelane.Core.Adapters;

namespace Barelane.Kvm.Shell;

/// <summary>
/// What steps do on a host. Everything happens in a child process that is given up when its time is over, as the kernel may never let go of a write.
/// Paths are absolute, as on the host. What is refused is a <see cref="SiteException"/>; where an operation was begun and its end was not
/// seen, the code is <see cref="HostProblems.Unanswered"/>.
/// </summary>
internal interface IHostControl : IAsyncDisposable
{
    /// <summary>The content of a file as it is now; null where there is none.</summary>
    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Whether something is there; many of the kernel's attributes can be written and not read.</summary>
    Task<bool> ExistsAsync(string path, CancellationToken cancellationToken);

    /// <summary>The last name in the place that a symbolic link points to; null where there is no link.</summary>
    Task<string?> ReadLinkNameAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes an attribute of the kernel, in one write. The attribute has to be there.</summary>
    /// <param name="path">The attribute.</param>
    /// <param name="value">The value; never empty, as the kernel does not hear an empty write.</param>
    /// <param name="limit">After this time the writer is given up.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task WriteAttributeAsync(string path, string value, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a file in the place of another at once, with the same owner and mode; makes folders that are missing. Refused with the code
    /// <c>concurrent-change</c> where the file is not the expected one.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What it is to hold; null takes it away.</param>
    /// <param name="expected">SHA-256 in lower-case hex of what has to be there; null: no file.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    Task ReplaceFileAsync(string path, byte[]? content, string? expected, CancellationToken cancellationToken);

    /// <summary>Whether the host has a program of this name.</summary>
    Task<bool> HasProgramAsync(string program, CancellationToken cancellationToken);

    /// <summary>Runs a program to its end. Program and arguments are data; an exit status other than 0 is a refusal with the program's words.</summary>
    Task<string> RunAsync(string program, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken cancellationToken);

    /// <summary>Whether a write or a program that anybody began here about one of the subjects (<see cref="WorkSubject"/>) is still under way, also where its beginner is gone.</summary>
    Task<bool> IsAtWorkAsync(IReadOnlyList<string> subjects, CancellationToken cancellationToken);

    /// <summary>Takes the host's lock, which all writers on a host share; disposing gives it back, and so does the end of the connection.</summary>
    Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken);
}
