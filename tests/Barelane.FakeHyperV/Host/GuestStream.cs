using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Host;

/// <summary>A file of a guest that is open for writing at its end.</summary>
internal sealed class GuestStream(FakeVm vm, string path)
{
    public Nothing Append(byte[] piece)
    {
        vm.Files[path] = new FakeFile([.. vm.Files[path].Content, .. piece]);
        return Nothing.Value;
    }
}
