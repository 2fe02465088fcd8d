using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.TestKit.Conformance;
using Barelane.Twin;
using Barelane.Twin.Recording;
using Barelane.VSphere.Tests.Conformance;

namespace Barelane.VSphere.Tests.Steps;

/// <summary>A twin with a connected site, to carry out single steps on and to look at what was sent.</summary>
internal sealed class StepBench : IAsyncDisposable
{
    private readonly TwinConformanceSite _site;
    private readonly FleetInventory _fleet;

    private StepBench(TwinConformanceSite site, FleetInventory fleet)
    {
        _site = site;
        _fleet = fleet;
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TwinSite Twin => _site.Twin.Site;

    public VSphereConformanceSite Site => _site;

    public static async Task<StepBench> StartAsync(RecordedSite record, TwinUser? user = null, TwinSwitches? switches = null)
    {
        var nothing = new Assignment { Vm = "dc1/nothing", Gpu = new GpuSelector(), Way = Way.Direct };
        var site = await TwinConformanceSite.StartAsync(new TwinScenario("bench", () => record, nothing) { Switches = switches ?? new TwinSwitches() }, Token, user);
        return new StepBench(site, new FleetInventory([await site.Adapter.Source.ReadAsync(InspectScope.Whole, Token)]));
    }

    public ObjectRef Vm(string name) => _fleet.Vms.Single(v => v.Name == name).Ref;

    public ObjectRef NewVm(string path) => NewVmRef.Of(_fleet.Sites[0].Site.Ref.Site, "bench", path);

    public ObjectRef Host(string name) => _fleet.Hosts.Single(h => h.Name == name).Ref;

    public Device Device(string host, string address) => _fleet.Hosts.Single(h => h.Name == host).DeviceAt(PciAddress.Parse(address))!;

    public static FieldChange Change(Field field, string? after, string? before = null) => new(field, before, after);

    public static Step Make(StepKind kind, ObjectRef target, params FieldChange[] changes) =>
        new() { Id = "s01", Kind = kind, Target = target, TargetName = "dc1/target", Unit = "unit", Changes = changes, Reason = "the test wants it" };

    public Task<StepResult> RunAsync(StepKind kind, ObjectRef target, params FieldChange[] changes) => RunAsync(Make(kind, target, changes));

    public Task<StepResult> RunAsync(Step step, TimeSpan? deadline = null, params string[] consents) => _site.Adapter.Executor.ExecuteAsync(
        new StepContext { Step = step, Run = "run-1", Deadline = deadline ?? TimeSpan.FromMinutes(30), Consents = consents.ToHashSet(StringComparer.Ordinal) },
        new RecordedProgress(),
        Token);

    /// <summary>Carries out a step that has to be done.</summary>
    public async Task DoAsync(StepKind kind, ObjectRef target, params FieldChange[] changes)
    {
        var result = await RunAsync(kind, target, changes);
        Assert.True(result.Outcome == StepOutcome.Done, $"{kind}: {result.Outcome} {result.Problem} {string.Join(", ", result.Problem?.Evidence ?? [])}");
    }

    /// <summary>The requests of a method, in order.</summary>
    public IReadOnlyList<string> Sent(string method) => [.. _site.Relay.Calls.Where(c => c.Method == method).Select(c => c.Body)];

    public async Task<string?> ProbeAsync(ObjectRef target, Field field)
    {
        var value = (await _site.Adapter.Probe.ReadAsync([(target, field)], Token))[0];
        Assert.True(value.IsKnown, $"{field}: {value}");
        return value.HasValue ? value.Value : null;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
