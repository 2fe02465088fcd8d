using Barelane.Cli.Rehearsal;
using Barelane.Core.Goals;
using Barelane.Core.Plans;
using Barelane.Twin;
using Barelane.Twin.Faults;
using Barelane.Twin.Recording;
using static Barelane.EndToEnd.Tests.Rehearsal.RehearsalSites;

namespace Barelane.EndToEnd.Tests.Rehearsal;

/// <summary>The planted faults, each with the expectation that was written before it was run.</summary>
internal static class PlantedFaults
{
    private const string Vm = "dc1/render-01";
    private const string Esx = "dc1/esx-01";
    private const string Device = "dc1/esx-01 0000:3b:00.0";

    public static IReadOnlyList<PlantedFault> All { get; } =
    [
        // What is wrong with the VM.
        Blocked("a deviceId was written in decimal", "VM-ATTACHED-001", Vm, "is not on 'esx-01'",
            Ready, s => s.Vm("render-01").Assignments.Add(new RecordedAssignment { Address = "0000:17:00.0", DeviceId = "5490" })),
        Blocked("the VM's device names another host's system id", "VM-ATTACHED-001", Vm, "is not on 'esx-01'",
            Ready, s => s.Vm("render-01").Assignments.Add(new RecordedAssignment { Address = "0000:17:00.0", SystemId = "5f0a4c3e-0000-4c3e-9a41-0d2f8b6c1e55" })),
        Blocked("the VM's firmware is BIOS, and the card is large", "VM-FIRMWARE-001", Vm, "'bios'",
            Ready, s => s.Vm("render-01").Firmware = "bios"),
        Blocked("a memory limit below the VM's memory", "VM-MEMORY-001", Vm, "16384",
            Ready, s => s.Vm("render-01").MemoryLimitMib = 16384),
        Blocked("Fault Tolerance is on", "VM-FT-001", Vm, "Fault Tolerance is on",
            Ready, s => s.Vm("render-01").FaultTolerance = true),
        Blocked("a snapshot with memory", "VM-SNAPSHOT-001", Vm, "'before-update'",
            Ready, s =>
            {
                s.Vm("render-01").Snapshots.Add("before-update");
                s.Vm("render-01").MemorySnapshots.Add("before-update");
            }),
        Blocked("the VM is suspended", "VM-POWER-001", Vm, "Suspended",
            Ready, s => s.Vm("render-01").PowerState = "suspended"),
        Blocked("the VM is a template", "VM-TEMPLATE-001", Vm, "template",
            Ready, s => s.Vm("render-01").IsTemplate = true),
        Blocked("more devices than the virtual hardware takes", "VM-HARDWARE-002", Vm, "21 devices",
            Ready, s =>
            {
                for (var i = 0; i < 20; i++)
                {
                    s.Vm("render-01").Assignments.Add(new RecordedAssignment { AllowedDevices = ["8086:1572"] });
                }
            }),
        Blocked("a file of the VM is on storage that the card's host does not reach", "VSPHERE-MOVE-001", Vm, "does not reach",
            Ready, s => (s.Vm("render-01").Host, s.Vm("render-01").Datastore) = ("esx-02", "local-02")),

        // What is wrong with the card.
        Blocked("another running VM has the card", "GOAL-GPU-001", Vm, "is held by dc1/web-03",
            Ready, s =>
            {
                s.Vm("web-03").Assignments.Add(new RecordedAssignment { Address = Card });
                (s.Vm("web-03").MemoryReservationMib, s.Vm("web-03").MemoryReservationLocked) = (4096, true);
            }),
        Blocked("the card can't be passed through", "GOAL-GPU-001", Vm, "is not possible to pass through",
            Base, s => s.CardOf().PassthruCapable = false),
        Blocked("the card waits for a reboot that the host can't be told to make", "HOST-REBOOT-002", Esx, "cannot be rebooted",
            Base, s =>
            {
                s.CardOf().PassthruEnabled = true;
                s.Host("esx-01").CanReboot = false;
            }),
        Blocked("the device is the controller that the host boots from", "DEVICE-BOOT-001", "dc1/esx-01 0000:01:00.0", "boots from",
            Ready, _ => { }, At("0000:01:00.0")),
        Blocked("the card is in shared mode and has slices out", "DEVICE-STATE-001", Device, "shared",
            Shared, s =>
            {
                s.Vm("web-03").Assignments.Add(new RecordedAssignment { Profile = "nvidia_a40-8q" });
                (s.Vm("web-03").MemoryReservationMib, s.Vm("web-03").MemoryReservationLocked) = (4096, true);
            }, Direct()),

        // What is wrong with slices.
        Blocked("no room for another slice", "SLICE-CAPACITY-001", Esx, "0",
            Shared, s => TakeSlices(s, "nvidia_a40-48q")),
        Blocked("slices of another size on the only card", "SLICE-CAPACITY-001", Esx, "0",
            Shared, s => TakeSlices(s, "nvidia_a40-4q")),
        Blocked("a profile that no card offers", "GOAL-GPU-002", Vm, "offers the profile 'nvidia_a40-9q'",
            Shared, _ => { }, Slice("nvidia_a40-9q")),

        // What is wrong with the host.
        Blocked("the host does not answer", "HOST-CONNECTION-001", Esx, "not responding",
            Base, s => s.Host("esx-01").ConnectionState = "notResponding"),
        Blocked("somebody works on the host", "HOST-MAINTENANCE-001", Esx, "by whom is not known",
            Base, s =>
            {
                s.Host("esx-01").InMaintenanceMode = true;
                s.Vm("web-03").Host = "esx-02";
            }),
        Fails("the host never gets into maintenance mode", StepKind.EnterMaintenance, Esx, "was not over after",
            Base, site => site.Faults.Add(new FaultRule { Method = "EnterMaintenanceMode_Task", Action = FaultAction.TaskDelay, Delay = TimeSpan.FromHours(1) })),
        Fails("more memory than the host has left", StepKind.PowerOnVm, Vm, "MB unreserved",
            Ready, prepare: null, s => s.Host("esx-01").MemoryMib = 34816),

        // What only shows while it is done.
        Fails("the host never comes back from its reboot", StepKind.RebootHost, Esx, "esx-01",
            Base, site => site.Faults.Add(new FaultRule { Method = "RebootHost_Task", Action = FaultAction.HostNeverReturns })),
        Fails("the card stays 'enabled, needs reboot' after every reboot", StepKind.RebootHost, Esx, "state",
            Base, prepare: null, s => s.CardOf().NeverActivates = true),
        Fails("somebody else changes the VM at the same moment", StepKind.ConfigureVm, Vm, "changed",
            Ready, site => site.Faults.Add(new FaultRule { Method = "ReconfigVM_Task", Action = FaultAction.TaskFault, FaultType = "ConcurrentAccess", Message = "The object was changed by somebody else.", Times = null })),
        // The VM powers on and dies while its firmware starts: seen at the step if that is soon enough, else by verify.
        new()
        {
            Name = "a memory window that is too small, set by hand",
            Make = () => Request(Ready(), Direct(mmioGiB: 16)),
            Steps = [nameof(StepKind.PowerOnVm), nameof(StepKind.Verify), null],
            Target = Vm,
            Says = "'off'",
        },
        Fails("HA keeps the memory that the reservation needs", StepKind.PowerOnVm, Vm, "failover",
            Ready, prepare: null, s =>
            {
                var cluster = s.Datacenters[0].Clusters[0];
                (cluster.HaEnabled, cluster.AdmissionControlEnabled) = (true, true);
                s.Host("esx-02").MemoryMib = 16384;
            }),
        Fails("the VM's resource pool is too small", StepKind.PowerOnVm, Vm, "resource pool 'small'",
            Ready, prepare: null, s =>
            {
                s.Datacenters[0].Clusters[0].Pools.Add(new RecordedPool { Name = "small", MemoryLimitMib = 8192 });
                s.Vm("render-01").Pool = "small";
            }),
        Fails("the host has lost its storage since", StepKind.PowerOnVm, Vm, "storage",
            Ready, site => site.Faults.Add(new FaultRule { Method = "PowerOnVM_Task", Action = FaultAction.TaskFault, FaultType = "FileNotFound", Message = "Unable to access storage.", Times = null })),

        // What the account may not do.
        new()
        {
            Name = "the account may not change passthrough settings",
            Make = () => Denied(Base(), "Host.Config.PciPassthru"),
            Rule = "VSPHERE-PRIVILEGE-001",
            Target = Device,
            Says = "Host.Config.PciPassthru",
        },
    ];

    private static PlantedFault Blocked(string name, string rule, string target, string says, Func<RecordedSite> site, Action<RecordedSite> plant, Document? document = null) => new()
    {
        Name = name,
        Make = () => Request(Planted(site(), plant), document ?? DocumentFor(site)),
        Rule = rule,
        Target = target,
        Says = says,
    };

    private static PlantedFault Fails(
        string name, StepKind step, string target, string says, Func<RecordedSite> site, Action<TwinSite>? prepare, Action<RecordedSite>? plant = null, Document? document = null) => new()
        {
            Name = name,
            Make = () => Request(Planted(site(), plant ?? (_ => { })), document ?? Direct()) with { Prepare = prepare ?? (_ => { }) },
            Steps = [step.ToString()],
            Target = target,
            Says = says,
        };

    private static Document DocumentFor(Func<RecordedSite> site) => site == (Func<RecordedSite>)Shared ? Slice() : Direct();

    private static RecordedSite Planted(RecordedSite site, Action<RecordedSite> plant)
    {
        plant(site);
        return site;
    }

    private static Document At(string address) => Direct() with
    {
        Assignments = [Direct().Assignments[0] with { Gpu = new GpuSelector { Address = Core.Inventory.PciAddress.Parse(address), Host = "esx-01" } }],
    };

    private static void TakeSlices(RecordedSite site, string profile)
    {
        var web = site.Vm("web-03");
        web.Assignments.Add(new RecordedAssignment { Profile = profile });
        (web.MemoryReservationMib, web.MemoryReservationLocked) = (web.MemoryMib, true);
    }

    private static RehearsalRequest Denied(RecordedSite site, string privilege) => Request(site) with
    {
        Twin = new TwinOptions { Users = [new TwinUser("operator@vsphere.local", "secret") { DeniedPrivileges = new HashSet<string> { privilege } }] },
    };
}
