using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Tests.Trees;

/// <summary>Where a tree's files lie.</summary>
internal interface ITreeStore : IDisposable
{
    /// <summary>The files as an adapter reads them.</summary>
    IHostFiles Files { get; }

    void Write(string path, byte[] content);

    void Folder(string path);

    void Link(string path, string target);

    /// <summary>Takes away a file, a link, or a folder with everything in it; what is not there is no error.</summary>
    void Remove(string path);
}
