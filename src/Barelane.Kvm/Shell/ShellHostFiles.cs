using System.Text;
using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Kvm.Sysfs;
using Barelane.Ssh;

namespace Barelane.Kvm.Shell;

/// <summary>
/// The files of a host that is reached through a shell: what was announced comes in one answer, and is kept until it is announced again. What was
/// not announced is fetched alone.
/// </summary>
/// <param name="transport">The way to the host; not disposed with this object.</param>
/// <param name="time">The clock of limits.</param>
internal sealed class ShellHostFiles(IShellTransport transport, TimeProvider time) : IHostFiles
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Lock _gate = new();
    private readonly HashSet<HostPath> _announced = [];
    private readonly GatheredFiles _known = new();

    /// <inheritdoc/>
    public async Task PrepareAsync(IReadOnlyList<HostPath> paths, CancellationToken cancellationToken)
    {
        var separator = Guid.NewGuid().ToString("N");
        var answer = await Child.RunAsync(transport.Start(ShellScripts.Gather), Input(separator, paths), Limit, time, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode is not { } code)
        {
            throw HostProblems.GivenUp(transport.Host, "reading its files", Limit);
        }

        if (transport.IsLost(code))
        {
            throw HostProblems.Unreachable(transport.Host, answer.Error);
        }

        lock (_gate)
        {
            foreach (var path in paths)
            {
                _announced.Add(path);
                _known.Forget(path);
            }

            if (!_known.Take(answer.Output, answer.Error, separator))
            {
                throw HostProblems.Refused(transport.Host, "reading its files", answer.Error);
            }
        }
    }

    /// <inheritdoc/>
    public Observed<byte[]> ReadBytes(string path, int limit = HostPath.LongestText) =>
        Read(path, HostPathKind.Content, _known.Contents).Map(b => b.Length > limit ? b[..limit] : b);

    /// <inheritdoc/>
    public Observed<string> ReadLink(string path) => Read(path, HostPathKind.Link, _known.Links);

    /// <inheritdoc/>
    public Observed<IReadOnlyList<string>> List(string folder) => Read(folder, HostPathKind.Names, _known.Folders);

    /// <inheritdoc/>
    public Observed<bool> Exists(string path)
    {
        var found = Read(path, HostPathKind.Presence, _known.Present);
        return found.State == ObservedState.Absent ? Observed.Read(false) : found;
    }

    private static byte[] Input(string separator, IReadOnlyList<HostPath> paths)
    {
        var text = new StringBuilder().Append(separator).Append('\n');
        foreach (var path in paths)
        {
            text.Append(path.Kind switch
            {
                HostPathKind.Link => 'l',
                HostPathKind.Names => 'n',
                HostPathKind.Presence => 'p',
                _ => GatheredFiles.IsBinary(path.Pattern) ? 'b' : 'c',
            }).Append(' ').Append(path.Pattern).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private Observed<T> Read<T>(string path, HostPathKind kind, IReadOnlyDictionary<string, Observed<T>> known)
    {
        lock (_gate)
        {
            if (known.TryGetValue(path, out var value))
            {
                return value;
            }

            if (_announced.Any(p => p.Kind == kind && GatheredFiles.Matches(p.Pattern, path)))
            {
                return Observed<T>.Absent;
            }
        }

        try
        {
            // Reading is not asynchronous, as files are not; who forgets to announce pays with a blocked thread.
            PrepareAsync([new HostPath(path, kind)], CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (SiteException e)
        {
            return Observed<T>.Unreadable($"'{path}' could not be read: {e.Problem.Message}");
        }

        lock (_gate)
        {
            return known.TryGetValue(path, out var value) ? value : Observed<T>.Absent;
        }
    }
}
