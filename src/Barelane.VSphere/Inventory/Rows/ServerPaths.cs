using System.Collections.Concurrent;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>
/// Which properties a server can be asked for. One that came with a later version of the API is not asked of an older server, and one that the
/// server called invalid is not asked again: one unknown path spoils a whole question.
/// </summary>
internal sealed class ServerPaths(string apiVersion)
{
    private readonly Version _version = Parse(apiVersion);
    private readonly ConcurrentDictionary<string, bool> _refused = new(StringComparer.Ordinal);

    /// <summary>Whether the server knows the property, as far as that can be said beforehand.</summary>
    public bool Offers(string path, string since = "4.0") => Parse(since) <= _version && !_refused.ContainsKey(path);

    /// <summary>Remembers what a refused question named. False when the fault is another one, or names nothing new.</summary>
    public bool Learn(VimFault fault) => fault.Type == "InvalidProperty" && fault.Fields.TryGetValue("name", out var path) && Refuse(path);

    /// <summary>Remembers that a path is not to be asked again; false if that was known.</summary>
    public bool Refuse(string path) => _refused.TryAdd(path, true);

    private static Version Parse(string text) => Version.TryParse(text, out var version) ? version : new Version(6, 5);
}
