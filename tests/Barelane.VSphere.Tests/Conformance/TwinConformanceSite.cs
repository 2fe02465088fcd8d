using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Planning;
using Barelane.TestKit.Conformance;
using Barelane.Twin;
using Barelane.Twin.Faults;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>The vSphere adapter against the twin.</summary>
internal sealed class TwinConformanceSite : VSphereConformanceSite
{
    public const string User = "administrator@vsphere.local";
    public const string Password = "not-for-everybody-1";

    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    private readonly TwinScenario _scenario;

    private TwinConformanceSite(TwinScenario scenario, TwinServer twin, Relay relay, VSphereSite adapter, VimSession colleague, HurriedClock clock)
        : base(relay, adapter, colleague, clock, Password)
    {
        _scenario = scenario;
        Twin = twin;
    }

    public TwinServer Twin { get; }

    public override string VmName => _scenario.VmName;

    public static async Task<TwinConformanceSite> StartAsync(TwinScenario scenario, CancellationToken cancellationToken, TwinUser? user = null)
    {
        var options = new TwinOptions
        {
            Https = false,
            TimeScale = 5000,
            Switches = scenario.Switches,
            Users = user is null ? [new TwinUser(User, Password)] : [user, new TwinUser("colleague", Password)],
        };
        var twin = await TwinServer.StartAsync(scenario.Record(), options, cancellationToken);
        var relay = new Relay(twin.Url);
        var clock = new HurriedClock();
        var adapter = await VSphereSite.ConnectAsync(Spec(relay, User), Password, clock, cancellationToken);
        var colleague = await VimSession.OpenAsync(VimEndpoint.Parse(twin.Url.ToString()), new VimCredential(user is null ? User : "colleague", Password), TimeProvider.System, cancellationToken);
        return new TwinConformanceSite(scenario, twin, relay, adapter, colleague, clock);
    }

    public override Goal GoalOf(FleetInventory fleet)
    {
        var planners = new Dictionary<Hypervisor, IWayPlanner> { [Hypervisor.VSphere] = Adapter.Planner };
        var document = new Document { Name = "conformance", Sites = [Spec(Relay, User)], Assignments = [_scenario.Assignment] };
        return new GoalMaker(planners, [], (_, _, _) => [], new PlanMaker(planners, "conformance")).ForDocument(fleet, document, new NothingRemembered());
    }

    /// <summary>The twin's own words; an option with an empty value is as good as none.</summary>
    public override Task<string> DescribeAsync(CancellationToken cancellationToken) => Task.FromResult(string.Join('\n',
        Twin.Site.Snapshot().Split('\n').Where(l => !(l.StartsWith("  extra ", StringComparison.Ordinal) && l.EndsWith('=')))));

    public override void DelayNextOperation() => Twin.Site.Faults.Add(new FaultRule { Method = "ReconfigVM_Task", Action = FaultAction.TaskDelay, Delay = Late });

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Twin.DisposeAsync();
    }
}
