using Barelane.Kvm.Libvirt;
using Barelane.TestKit;

namespace Barelane.Kvm.Tests.Libvirt;

/// <summary>libvirt's own test driver with one domain of its own: the real library, and no host behind it.</summary>
internal sealed class TestDriver : IDisposable
{
    public static readonly Guid Train = Guid.Parse("6695eb01-f6a4-8304-79aa-97f2502e193f");

    private readonly TemporaryFolder _folder = new();

    public TestDriver()
    {
        File.WriteAllText(_folder.File("train.xml"), $"""
            <domain type='test'>
              <name>train-02</name>
              <uuid>{Train}</uuid>
              <memory unit='KiB'>8388608</memory>
              <currentMemory unit='KiB'>2097152</currentMemory>
              <vcpu>2</vcpu>
              <os><type arch='i686'>hvm</type></os>
              <devices>
                <graphics type='vnc' port='-1' passwd='secret-word'/>
              </devices>
            </domain>
            """);
        File.WriteAllText(_folder.File("node.xml"), "<node><domain file='train.xml'/><cpu><mhz>6000</mhz><model>I386</model><active>2</active><nodes>1</nodes><sockets>1</sockets><cores>2</cores></cpu><memory>33554432</memory></node>");
    }

    public string Uri => "test://" + _folder.File("node.xml");

    public Task<LibvirtConnection> OpenAsync() => LibvirtConnection.OpenAsync(Uri, TestContext.Current.CancellationToken);

    public void Dispose() => _folder.Dispose();
}
