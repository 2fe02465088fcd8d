using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Planning;

namespace Barelane.TestKit.Matrix;

/// <summary>The shapes of plans: together they hold every kind of step.</summary>
public static class PlanShapes
{
    private const string Card = "0000:3b:00.0";
    private const string Other = "0000:af:00.0";

    public static IReadOnlyList<PlanShape<FakeSite>> All { get; } =
    [
        new PlanShape<FakeSite>
        {
            Name = "a running VM gets a card of its host",
            Fill = s => s.AddVm("a", s.AddHost("h1", "c1", Card)),
            Document = Document(Give("a", Card)),
        },
        new PlanShape<FakeSite>
        {
            Name = "a VM that is off gets a card and is started",
            Fill = s => s.AddVm("a", s.AddHost("h1", "c1", Card), PowerState.Off),
            Document = Document(Give("a", Card)),
        },
        new PlanShape<FakeSite>
        {
            Name = "a card that is ready already",
            Fill = s =>
            {
                var host = s.AddHost("h1", "c1", Card);
                (host.Devices[0].Wanted, host.Devices[0].Active) = (true, true);
                s.AddVm("a", host);
            },
            Document = Document(Give("a", Card)),
        },
        new PlanShape<FakeSite>
        {
            Name = "a VM moves to the host of its card",
            Fill = s =>
            {
                s.AddHost("h1", "c1", Card);
                s.AddVm("a", s.AddHost("h2"));
            },
            Document = Document(Give("a", Card)),
        },
        new PlanShape<FakeSite>
        {
            Name = "a bystander waits elsewhere, another is shut down",
            Fill = s =>
            {
                var host = s.AddHost("h1", "c1", Card, Other);
                s.AddHost("h2");
                s.AddVm("a", host);
                s.AddVm("web", host);
                var holder = s.AddVm("holder", host);
                (host.Devices[1].Wanted, host.Devices[1].Active) = (true, true);
                holder.Attached[FakeWayPlanner.BackingOf(host.Devices[1].Address)] = 1;
                holder.ReservationMiB = holder.MemoryMiB;
            },
            Document = Document(Give("a", Card)),
        },
        new PlanShape<FakeSite>
        {
            Name = "two VMs on two hosts, one host after the other",
            Fill = s =>
            {
                s.AddVm("a", s.AddHost("h1", "c1", Card));
                s.AddVm("b", s.AddHost("h2", "c1", Other));
            },
            Document = Document(Give("a", Card), Give("b", Other)),
        },
        new PlanShape<FakeSite>
        {
            Name = "a card goes from one VM to another",
            Fill = s =>
            {
                var host = s.AddHost("h1", "c1", Card);
                s.AddVm("a", host);
                s.AddVm("b", host);
            },
            Before = Document(Give("a", Card)),
            Document = Document(Give("b", Card)),
        },
        new PlanShape<FakeSite>
        {
            Name = "a card is taken back",
            Fill = s => s.AddVm("a", s.AddHost("h1", "c1", Card)),
            Before = Document(Give("a", Card)),
            Document = Document(),
        },
        new PlanShape<FakeSite>
        {
            Name = "a VM is made with its card",
            Fill = s => s.AddHost("h1", "c1", Card),
            Document = Document(Give("made", Card) with { Create = new NewVm { MemoryMiB = 4096, Cpus = 4, DiskGiB = 20 } }),
        },
        new PlanShape<FakeSite>
        {
            Name = "a restore point first, and the guest prepared",
            Fill = s => s.AddVm("a", s.AddHost("h1", "c1", Card)),
            Document = Document(Give("a", Card) with { RestorePoint = "before", Guest = new GuestAccess("root", new SecretRef("env", "NONE")) }),
        },
        new PlanShape<FakeSite>
        {
            Name = "the running guest prepared before its VM goes down for the card",
            Fill = s => s.AddVm("a", s.AddHost("h1", "c1", Card)),
            Document = Document(Give("a", Card) with { Guest = new GuestAccess("root", new SecretRef("env", "NONE")) { Prepare = new GuestPreparation { KeepDriver = true } } }),
        },
        new PlanShape<FakeSite>
        {
            Name = "a slice, for which the host's cards change their graphics type",
            Fill = s => s.AddVm("a", s.AddHost("h1", "c1", Card)),
            Document = Document(Give("a", Card) with { Way = Way.Shared, Gpu = new GpuSelector { Profile = "a40-8q" } }),
        },
        new PlanShape<FakeSite>
        {
            Name = "a host is drained",
            Fill = s =>
            {
                var host = s.AddHost("h1", "c1", Card);
                s.AddHost("h2");
                s.AddVm("a", host);
                s.AddVm("web", host);
            },
            Before = Document(Give("a", Card)),
            Goal = fleet => HostGoals.Drain(fleet, fleet.Hosts.Single(h => h.Name == "h1"), "drain"),
        },
    ];

    public static Document Document(params Assignment[] assignments) => new()
    {
        Name = "farm",
        Sites = [new SiteSpec { Alias = "dc1", Hypervisor = Hypervisor.VSphere, Endpoint = "fake" }],
        Assignments = assignments,
    };

    public static Assignment Give(string vm, string card) => new()
    {
        Vm = "dc1/" + vm,
        Way = Way.Direct,
        Gpu = new GpuSelector { Address = PciAddress.Parse(card) },
    };
}
