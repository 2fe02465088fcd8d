using Barelane.Kvm.Sysfs;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Trees;

/// <summary>Real files below a temporary folder, with everything that real files bring along.</summary>
internal sealed class DiskStore : ITreeStore
{
    private readonly TemporaryFolder _folder = new();

    public IHostFiles Files => new LocalHostFiles(_folder.Path);

    public void Write(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path + path)!);
        File.WriteAllBytes(_folder.Path + path, content);
    }

    public void Folder(string path) => Directory.CreateDirectory(_folder.Path + path);

    public void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.Path + path)!);
        File.CreateSymbolicLink(_folder.Path + path, target);
    }

    public void Remove(string path)
    {
        var real = _folder.Path + path;
        if (Directory.Exists(real) && File.ResolveLinkTarget(real, false) is null)
        {
            Directory.Delete(real, recursive: true);
        }
        else if (Directory.Exists(Path.GetDirectoryName(real)))
        {
            File.Delete(real);
        }
    }

    public void Dispose() => _folder.Dispose();
}
