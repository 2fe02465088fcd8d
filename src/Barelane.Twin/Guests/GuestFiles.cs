using System.Text;

namespace Barelane.Twin.Guests;

/// <summary>The files that were written in a guest.</summary>
internal sealed class GuestFiles
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, byte[]>> All => _files;

    public byte[]? Bytes(string path) => _files.GetValueOrDefault(path);

    public string? Read(string path) => _files.TryGetValue(path, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;

    public void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        if (path is not ("/dev/null" or "NUL" or "nul"))
        {
            _files[path] = bytes;
        }
    }

    public bool Delete(string path) => _files.Remove(path);
}
