using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Rendering.Plans;
using Barelane.TestKit.Inventories;

namespace Barelane.Rendering.Tests;

/// <summary>One plan of every kind of line that the views have.</summary>
internal static class Samples
{
    public const string Unit = "dc1/render-01";

    private static readonly InventoryBuilder Site = new InventoryBuilder()
        .Cluster("gpu")
        .Host("esx01.lab", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40, HostParts.Ready), HostParts.Card("0000:af:00.0", Cards.Rtx3090), HostParts.Offers("nvidia_a40-8q", 8192, 6))
        .Host("esx02.lab", "gpu", HostParts.Card("0000:3b:00.0", Cards.A40), h => h with { Maintenance = Observed.Read(true), RebootPending = Observed.Read(true) })
        .Vm("render-01", "esx01.lab", v => v with { Power = Observed.Read(PowerState.On) })
        .Vm("train-07", "esx01.lab", v => v with { Attached = Observed.Read<IReadOnlyList<AttachedDevice>>([Fixed("0000:d8:00.0 10de:2235")]) })
        .Vm("web-03", "esx01.lab", v => v with { Attached = Observed<IReadOnlyList<AttachedDevice>>.Unreadable("The account may not read it.") });

    public static FleetInventory Fleet { get; } = Site.Build();

    public static IReadOnlyList<Finding> Findings { get; } =
    [
        Found("VM-EFI-001", Severity.Pass, "Firmware is 'efi'.", "EFI firmware") with { Remedy = "" },
        Found("HOST-IOMMU-001", Severity.Unknown, "The host does not say whether VT-d is on.", "VT-d or AMD-Vi active") with { Blocks = true },
        Found("VM-RESERVE-001", Severity.Block, "'esx01.lab' has 11.5 GiB that are not reserved.", "16 GiB, the whole memory of the VM") with { Blocks = true },
        Found("CLUSTER-HA-001", Severity.Warn, "Admission control keeps 25 % back.", "Room for the VM after one host is lost"),
        Found("DEVICE-LABEL-001", Severity.Note, "the card has no label", "Nothing"),
    ];

    public static PlanView Blocked { get; } = View(Plan(Findings.Where(f => f.Severity != Severity.Pass).ToList()), []);

    public static PlanView Complete { get; } = View(Plan([]), []);

    public static PlanView NeedsConsent { get; } = View(
        Plan([]),
        Plan([]).Impacts.Select(i => new MissingConsent(i, NeedsName: true, NeedsBystander: i.IsBystander)).ToList());

    public static PlanView Hostile { get; } = View(
        Plan([]) with
        {
            Steps = [Step("s01", StepKind.PowerOffVm, "dc1/x\u001b[31m'; rm -rf /; \u2019\n$(reboot)", [new(Field.Power, "on", "off")], "a \u202eright-to-left reason")],
            Impacts = [],
        },
        []);

    public static PlanView Empty { get; } = View(Plan([]) with { Steps = [], Impacts = [] }, []);

    public static Plan Plan(IReadOnlyList<Finding> findings) => new()
    {
        Tool = "0.1.0",
        Document = "render-farm",
        Verb = "apply",
        Sites = [new PlanSite("dc1", Site.Instance, "VMware vCenter Server 8.0.3")],
        Units =
        [
            new PlanUnit
            {
                Id = Unit,
                Vm = Site.VmRef("render-01"),
                Way = Way.Direct,
                Variant = WayVariant.DirectFixed,
                Host = "esx02.lab",
                Gpus = ["0000:3b:00.0 NVIDIA A40 [10de:2235]"],
                Window = "22:00-05:00",
            },
        ],
        Findings = findings,
        Impacts =
        [
            Cost(ConsentNames.HostReboot, "dc1/esx02.lab", "'dc1/esx02.lab' is rebooted, because the card waits for it."),
            Cost(ConsentNames.VmPowerOff, "dc1/web-03", "'dc1/web-03' is shut down, because its host 'esx02.lab' goes down.") with { IsBystander = true },
            Cost(ConsentNames.LoseLiveMigration, Unit, "vMotion of 'dc1/render-01' is lost; it was moved twice in the last week.") with { Source = "KB 2142307" },
        ],
        Steps =
        [
            Step("s01", StepKind.PowerOffVm, Unit, [new(Field.Power, "on", "off")], "its configuration can be changed only while it is off"),
            Step("s02", StepKind.MoveVm, Unit, [new(Field.Placement, Site.HostRef("esx01.lab").Id, Site.HostRef("esx02.lab").Id)], "the card is on 'esx02.lab'"),
            Step("s03", StepKind.EnterMaintenance, "dc1/esx02.lab", [new(Field.Maintenance, "off", "on")], "the card is claimed") with { Target = Site.HostRef("esx02.lab") },
            Step("s04", StepKind.ClaimDevice, "dc1/esx02.lab 0000:3b:00.0", [new(Field.Passthrough, "off", "on-pending")], "the card goes to a VM") with { Target = Site.DeviceRef("esx02.lab", "0000:3b:00.0") },
            Step("s05", StepKind.RebootHost, "dc1/esx02.lab", [], "the claim waits for a reboot") with
            {
                Target = Site.HostRef("esx02.lab"),
                Companions = [new CompanionChange(Site.DeviceRef("esx02.lab", "0000:3b:00.0"), new FieldChange(Field.Passthrough, "on-pending", "on"))],
                Expectations = [new Predicate { Target = Site.HostRef("esx02.lab"), TargetName = "dc1/esx02.lab", Field = Field.BootTime, Test = Core.Plans.Test.ChangedFrom, Values = ["2026-01-05"] }],
            },
            Step("s06", StepKind.LeaveMaintenance, "dc1/esx02.lab", [new(Field.Maintenance, "on", "off")], "the host is taken back into service") with { Target = Site.HostRef("esx02.lab") },
            Step("s07", StepKind.ConfigureVm, Unit,
                [
                    new(Field.Attached("fixed 0000:3b:00.0 10de:2235"), null, "1"),
                    new(Field.ReservationLocked, "false", "true"),
                    new(Field.Option("pciPassthru.use64bitMMIO"), null, "TRUE"),
                    new(Field.Option("pciPassthru.64bitMMIOSizeGB"), null, "128"),
                    new(Field.HardwareVersion, "vmx-11", "vmx-19"),
                    new(Field.Mark("run"), null, FieldChange.RunToken),
                ],
                "the VM gets the card"),
            Step("s08", StepKind.PowerOnVm, Unit, [new(Field.Power, "off", "on")], "it ran before"),
            Step("s09", StepKind.Verify, Unit, [], "what was reached is proved by reading it again"),
        ],
    };

    private static PlanView View(Plan plan, IReadOnlyList<MissingConsent> missing) => new()
    {
        Plan = plan,
        Missing = missing,
        ApplyCommand = "barelane apply",
        HostNames = Fleet.Hosts.ToDictionary(h => h.Ref.Id, h => h.Name, StringComparer.Ordinal),
    };

    private static Step Step(string id, StepKind kind, string name, IReadOnlyList<FieldChange> changes, string reason) => new()
    {
        Id = id,
        Kind = kind,
        Target = Site.VmRef("render-01"),
        TargetName = name,
        Unit = Unit,
        Changes = changes,
        Reason = reason,
    };

    private static Impact Cost(string consent, string name, string text) => new()
    {
        Consent = consent,
        Subject = Site.VmRef(name),
        SubjectName = name,
        Text = text,
        Unit = Unit,
    };

    private static Finding Found(string rule, Severity severity, string observed, string required) => new()
    {
        Rule = rule,
        Severity = severity,
        Subject = Site.VmRef("render-01"),
        SubjectName = Unit,
        Observed = observed,
        Required = required,
        Why = "Without it the VM will not power on, and says so only after everything else was done.",
        Remedy = "In the vSphere Client: host, Configure, System, then reboot the host.",
        Source = "docs.vmware.com, vSphere 8.0, Passthrough devices",
        Assignment = Unit,
    };

    private static AttachedDevice Fixed(string what) => new()
    {
        Key = "13000",
        Way = Way.Direct,
        Backing = "fixed " + what,
        Address = PciAddress.Parse(what.Split(' ')[0]),
    };
}
