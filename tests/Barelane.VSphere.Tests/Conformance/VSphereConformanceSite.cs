using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.TestKit.Conformance;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>What sites of the vSphere adapter have in common: a relay before the server, and a colleague who works past it.</summary>
internal abstract class VSphereConformanceSite : ConformanceSite
{
    private readonly HurriedClock _clock;
    private readonly VSphereSite _adapter;
    private readonly string _password;

    protected VSphereConformanceSite(Relay relay, VSphereSite adapter, VimSession colleague, HurriedClock clock, string password)
    {
        Relay = relay;
        Colleague = colleague;
        _adapter = adapter;
        _clock = clock;
        _password = password;
    }

    public const string Alias = "dc1";

    public Relay Relay { get; }

    /// <summary>A session of its own, straight to the server.</summary>
    public VimSession Colleague { get; }

    public override ISiteAdapter Adapter => _adapter;

    public override ISiteLine Line => Relay;

    public override IReadOnlyList<string> Secrets => [_password];

    public override OperationHandle UnknownHandle => new("Task:task-990099");

    public override void Expire(TimeSpan deadline) => _clock.Expire(deadline);

    public override async Task ChangeVmAsync(ObjectRef vm, CancellationToken cancellationToken) =>
        await DoAsync(VirtualMachineCalls.Reconfigure(await FindAsync(vm, cancellationToken), new VirtualMachineConfigSpec { ExtraConfig = [new("svga.present", "TRUE")] }), cancellationToken);

    public override async Task RemoveVmAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        var reference = await FindAsync(vm, cancellationToken);
        await TryAsync(VirtualMachineCalls.PowerOff(reference), cancellationToken);
        await DoAsync(VirtualMachineCalls.Destroy(reference), cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await Colleague.DisposeAsync();
        await _adapter.DisposeAsync();
        await Relay.DisposeAsync();
    }

    /// <summary>The server's reference, found without the adapter.</summary>
    public async Task<ManagedObjectRef> FindAsync(ObjectRef vm, CancellationToken cancellationToken)
    {
        var source = new Barelane.VSphere.Inventory.VSphereInventorySource(Colleague, Alias, new HashSet<string>());
        await source.ReadAsync(InspectScope.Whole, cancellationToken);
        return source.Ids.Find(vm) ?? throw new InvalidOperationException($"The server has no '{vm}'.");
    }

    /// <summary>A task that has to succeed.</summary>
    public async Task<TaskInfo> DoAsync(VimCall<ManagedObjectRef> call, CancellationToken cancellationToken)
    {
        var info = await TryAsync(call, cancellationToken);
        Assert.True(info.Succeeded, $"{call.Method}: {info.Error?.Describe()}");
        return info;
    }

    protected static SiteSpec Spec(Relay relay, string user) => new() { Alias = Alias, Hypervisor = Hypervisor.VSphere, Endpoint = relay.Address.ToString(), User = user };

    private async Task<TaskInfo> TryAsync(VimCall<ManagedObjectRef> call, CancellationToken cancellationToken) =>
        await new UpdateWatcher(Colleague).TaskAsync(await Colleague.CallAsync(call, cancellationToken), null, null, cancellationToken);
}
