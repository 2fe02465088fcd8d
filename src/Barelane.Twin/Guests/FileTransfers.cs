using Barelane.Twin.Model;

namespace Barelane.Twin.Guests;

/// <summary>The transfers of guest files that were granted: each URL holds once.</summary>
internal sealed class FileTransfers
{
    private readonly Dictionary<string, (TwinVm Vm, string Path, bool IsUpload)> _granted = new(StringComparer.Ordinal);

    public string Grant(TwinVm vm, string path, bool isUpload)
    {
        var token = Guid.NewGuid().ToString("N");
        _granted.Add(token, (vm, path, isUpload));
        return token;
    }

    /// <summary>What a token was granted for, once.</summary>
    public (TwinVm Vm, string Path, bool IsUpload)? Take(string token) => _granted.Remove(token, out var granted) ? granted : null;
}
