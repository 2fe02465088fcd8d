using Barelane.Core.Adapters;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.TestKit.Conformance;
using Barelane.TestKit.Vcsim;
using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Conformance;

/// <summary>
/// The vSphere adapter against vcsim, as a vCenter or as a lone host. vcsim knows no passthrough, no graphics settings, no reboot and compares no
/// change version; it takes every device and starts every VM.
/// </summary>
internal sealed class VcsimConformanceSite : VSphereConformanceSite
{
    private const string Password = "not-for-everybody-2";

    private readonly VcsimServer _server;
    private readonly bool _isLone;
    private string? _target;

    private VcsimConformanceSite(VcsimServer server, bool isLone, Relay relay, VSphereSite adapter, VimSession colleague, HurriedClock clock)
        : base(relay, adapter, colleague, clock, Password)
    {
        _server = server;
        _isLone = isLone;
    }

    public override string VmName => _isLone ? "ha-host_VM0" : "DC0_C0_RP0_VM0";

    public override bool ComparesAndSwaps => false;

    public override IReadOnlySet<string> Unseen { get; } = new HashSet<string> { "passthrough", "graphics-type", "default-graphics-type" };

    public static async Task<VcsimConformanceSite> StartAsync(bool isLone, CancellationToken cancellationToken)
    {
        string[] options = isLone ? ["-p", Password, "-esx"] : ["-p", Password, "-vm", "2"];
        var server = await VcsimServer.StartAsync(options);
        var relay = new Relay(server.Address, server.Thumbprint);
        var clock = new HurriedClock();
        var adapter = await VSphereSite.ConnectAsync(Spec(relay, VcsimServer.User), Password, clock, cancellationToken);
        var endpoint = VimEndpoint.Parse(server.Address.ToString()) with { Trust = CertificateTrust.Pin(server.Thumbprint) };
        var colleague = await VimSession.OpenAsync(endpoint, new VimCredential(VcsimServer.User, Password), TimeProvider.System, cancellationToken);
        return new VcsimConformanceSite(server, isLone, relay, adapter, colleague, clock);
    }

    /// <summary>Everything about a VM that vcsim takes: firmware, reservation, option, slice, mark, restore point, another host, power.</summary>
    public override Goal GoalOf(FleetInventory fleet)
    {
        var vm = fleet.VmsNamed(fleet.Sites[0].Site.Alias, VmName)[0];
        var wants = new List<Want>();
        Add(Field.Firmware, "efi");
        Add(Field.ReservationMiB, "16");
        Add(Field.Option(VSphereOptions.Use64BitMmio), "TRUE");
        Add(Marks.Document, "conformance");
        Add(Field.RestorePoint("before"), "yes");
        Add(Field.Power, "on");
        var own = fleet.Host(vm.Host!.Value)!;
        _target ??= fleet.Hosts.Where(h => h.ClusterId is not null && h.ClusterId == own.ClusterId && h.Ref != own.Ref).MinBy(h => h.Ref)?.Ref.Id;
        if (_target is not null)
        {
            Add(Field.Placement, _target);
        }
        else
        {
            // In a cluster vcsim would place a VM with a slice wherever it likes.
            Add(Field.Attached("profile nvidia_a40-8q"), "1");
        }

        return new Goal { Verb = "apply", Document = "conformance", Units = [new GoalUnit { Id = fleet.NameOf(vm.Ref), Wants = wants }] };

        void Add(Field field, string value) => wants.Add(new Want { Target = vm.Ref, Field = field, Value = value, Reason = "the suite wants it", Unit = fleet.NameOf(vm.Ref) });
    }

    public override IReadOnlyList<(Step Step, string Code)> Lacking(FleetInventory fleet)
    {
        var vm = fleet.VmsNamed(fleet.Sites[0].Site.Alias, VmName)[0];
        var host = fleet.Host(vm.Host!.Value)!;
        var device = host.Devices[0];
        return
        [
            (Make(StepKind.ClaimDevice, device.Ref, new FieldChange(Field.Passthrough, "off", "on-pending")), "no-passthrough-system"),
            (Make(StepKind.ReleaseDevice, device.Ref, new FieldChange(Field.Passthrough, "on", "off-pending")), "no-passthrough-system"),
            (Make(StepKind.CutSlice, device.Ref, new FieldChange(Field.GraphicsType, "shared", "sharedDirect")), "not-found"),
            (Make(StepKind.RebootHost, host.Ref), "not-in-maintenance"),
            (Make(StepKind.PrepareGuest, vm.Ref), "unsupported-step"),
            (Make(StepKind.ConfigureVm, vm.Ref, new FieldChange(Field.Attached(FixedBacking.Of(host.Ref, device).ToString()), null, "1")), "device-not-usable"),
        ];

        Step Make(StepKind kind, ObjectRef target, params FieldChange[] changes) =>
            new() { Id = "s01", Kind = kind, Target = target, TargetName = fleet.NameOf(target), Unit = "conformance", Changes = changes, Reason = "the suite tries it" };
    }

    /// <summary>The whole inventory as another reader sees it; an option with an empty value is as good as none.</summary>
    public override async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var source = new Barelane.VSphere.Inventory.VSphereInventorySource(Colleague, Alias, new HashSet<string>());
        var text = Structure.Of(await source.ReadAsync(InspectScope.Whole, cancellationToken));
        return string.Join('\n', text.Split('\n').Where(l => !(l.Contains(".Options[", StringComparison.Ordinal) && l.EndsWith(" = ", StringComparison.Ordinal))));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
    }
}
