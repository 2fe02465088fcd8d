using System.Globalization;
using Barelane.Twin.Building;
using Barelane.Twin.Model;
using Barelane.Twin.Recording;

namespace Barelane.Twin.Tests;

/// <summary>A twin with a client logged in, and the words that tests use.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Gpu = "0000:3b:00.0";
    public const string SecondGpu = "0000:af:00.0";

    private Bench(TwinServer twin, SdkClient client)
    {
        Twin = twin;
        Client = client;
    }

    public TwinServer Twin { get; }

    public SdkClient Client { get; }

    public TwinSite Site => Twin.Site;

    /// <summary>A twin of a site; by default esx-01 with two active A40, esx-02 with one, and VMs that are off.</summary>
    public static async Task<Bench> StartAsync(RecordedSite? site = null, TwinSwitches? switches = null, TwinOptions? options = null)
    {
        var twin = await TwinServer.StartAsync(
            site ?? TwoHosts(), (options ?? new TwinOptions()) with { Switches = switches ?? new TwinSwitches() });
        return new Bench(twin, await SdkClient.LoginAsync(twin));
    }

    public static RecordedSite TwoHosts(Action<RecordedVm>? vm = null, Action<RecordedHost>? host = null) => new TwinSiteBuilder()
        .Datacenter("dc1")
        .Cluster("gpu")
        .Host("esx-01", h =>
        {
            h.Devices.AddRange([Active(PciCards.A40(Gpu)), Active(PciCards.A40(SecondGpu))]);
            host?.Invoke(h);
        })
        .Host("esx-02", h => h.Devices.Add(Active(PciCards.A40(Gpu))))
        .Vm("render-01", "esx-01", v =>
        {
            (v.MemoryMib, v.MemoryReservationLocked) = (16384, true);
            v.ExtraConfig.Add("pciPassthru.use64bitMMIO", "TRUE");
            v.ExtraConfig.Add("pciPassthru.64bitMMIOSizeGB", "128");
            vm?.Invoke(v);
        })
        .Vm("web-03", "esx-01")
        .Build();

    public static RecordedDevice Active(RecordedDevice device)
    {
        (device.PassthruEnabled, device.PassthruActive) = (true, true);
        return device;
    }

    public TwinVm Vm(string name = "render-01") => Site.Read(() => Site.Vm(name));

    public TwinHost Host(string name = "esx-01") => Site.Read(() => Site.Host(name));

    public Task PowerOnAsync(string name = "render-01") => Client.RunAsync("PowerOnVM_Task", "VirtualMachine", Vm(name).Ref.Id);

    public Task PowerOffAsync(string name = "render-01") => Client.RunAsync("PowerOffVM_Task", "VirtualMachine", Vm(name).Ref.Id);

    public Task ReconfigureAsync(string spec, string name = "render-01") =>
        Client.RunAsync("ReconfigVM_Task", "VirtualMachine", Vm(name).Ref.Id, $"<spec>{spec}</spec>");

    public Task PassthruAsync(string entries, string host = "esx-01") => Client.CallAsync(
        "UpdatePassthruConfig", "HostPciPassthruSystem", Site.Read(() => Site.Host(host).PassthruSystemRef.Id), entries);

    public Task EnterMaintenanceAsync(string host = "esx-01", int timeout = 0) => Client.RunAsync(
        "EnterMaintenanceMode_Task", "HostSystem", Host(host).Ref.Id, string.Create(CultureInfo.InvariantCulture, $"<timeout>{timeout}</timeout>"));

    public async Task RebootAsync(string host = "esx-01")
    {
        var reboots = Host(host).Reboots;
        await Client.RunAsync("RebootHost_Task", "HostSystem", Host(host).Ref.Id, "<force>false</force>");
        await UntilAsync(() => Site.Host(host).Reboots > reboots);
    }

    /// <summary>Waits until the model is in a state; fails after a minute.</summary>
    public async Task UntilAsync(Func<bool> reached)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var changed = Site.ChangedAsync(limit.Token);
            if (Site.Read(reached))
            {
                return;
            }

            await changed;
        }
    }

    public string SystemId(string host = "esx-01") => Site.Read(() => Site.Host(host).SystemId);

    /// <summary>The deviceChange that adds a device by fixed DirectPath.</summary>
    public string AddDirect(string address = Gpu, string deviceId = "2235", string? systemId = null, int vendorId = 4318) =>
        "<deviceChange><operation>add</operation><device xsi:type=\"VirtualPCIPassthrough\"><key>-1</key>"
        + "<backing xsi:type=\"VirtualPCIPassthroughDeviceBackingInfo\"><deviceName></deviceName>"
        + string.Create(CultureInfo.InvariantCulture, $"<id>{address}</id><deviceId>{deviceId}</deviceId><systemId>{systemId ?? SystemId()}</systemId><vendorId>{vendorId}</vendorId>")
        + "</backing></device></deviceChange>";

    public static string AddDynamic(string? label = null) =>
        "<deviceChange><operation>add</operation><device xsi:type=\"VirtualPCIPassthrough\"><key>-1</key>"
        + "<backing xsi:type=\"VirtualPCIPassthroughDynamicBackingInfo\"><deviceName></deviceName>"
        + "<allowedDevice><vendorId>4318</vendorId><deviceId>8757</deviceId></allowedDevice>"
        + (label is null ? string.Empty : $"<customLabel>{label}</customLabel>") + "</backing></device></deviceChange>";

    public static string AddVgpu(string profile) =>
        "<deviceChange><operation>add</operation><device xsi:type=\"VirtualPCIPassthrough\"><key>-1</key>"
        + $"<backing xsi:type=\"VirtualPCIPassthroughVmiopBackingInfo\"><vgpu>{profile}</vgpu></backing></device></deviceChange>";

    public static string Remove(int key) =>
        string.Create(CultureInfo.InvariantCulture, $"<deviceChange><operation>remove</operation><device xsi:type=\"VirtualPCIPassthrough\"><key>{key}</key></device></deviceChange>");

    public static string Extra(string key, string value) =>
        $"<extraConfig xsi:type=\"OptionValue\"><key>{key}</key><value xsi:type=\"xsd:string\">{value}</value></extraConfig>";

    public static async Task<SdkFaultException> FaultAsync(Func<Task> act) => await Assert.ThrowsAsync<SdkFaultException>(act);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Twin.DisposeAsync();
    }
}
