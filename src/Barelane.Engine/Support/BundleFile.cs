using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Barelane.Engine.Support;

/// <summary>The file of a support bundle while it is written: a gzip-ed tar that only its owner may read.</summary>
internal sealed class BundleFile : IDisposable
{
    private const string Manifest = "MANIFEST.json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly TarWriter _tar;

    private BundleFile(Stream stream) => _tar = new TarWriter(new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true), TarEntryFormat.Pax);

    /// <summary>Writes a bundle; nothing is left of one that could not be written whole.</summary>
    public static T Write<T>(string path, Func<BundleFile, T> write)
    {
        var partial = path + ".partial";
        try
        {
            T result;
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var stream = new FileStream(partial, options))
            {
                using (var bundle = new BundleFile(stream))
                {
                    result = write(bundle);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: false);
            return result;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Adds a file.</summary>
    public BundleEntry Add(string path, string origin, byte[] content)
    {
        using var data = new MemoryStream(content);
        _tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = data, Mode = OwnerOnly, ModificationTime = DateTimeOffset.UnixEpoch });
        return new BundleEntry(path, origin, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    /// <summary>Adds the manifest.</summary>
    public void AddManifest(BundleManifest manifest) => Add(Manifest, "", JsonSerializer.SerializeToUtf8Bytes(manifest, BundleJson.Default.BundleManifest));

    /// <inheritdoc/>
    public void Dispose() => _tar.Dispose();
}
