using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Tests.Plans;

public sealed class ConsentCheckTests
{
    private static readonly ObjectRef Host = new(ObjectKind.Host, "s", "h1");
    private static readonly ObjectRef Vm = new(ObjectKind.Vm, "s", "v1");

    [Fact]
    public void A_plan_that_costs_nothing_needs_nothing() => Assert.Empty(ConsentCheck.Missing(Plan(), GivenConsents.None));

    [Fact]
    public void A_consent_for_all_covers_every_unit()
    {
        var plan = Plan(Impact(ConsentNames.VmPowerOff, "dc1/a"), Impact(ConsentNames.VmPowerOff, "dc1/b"));

        Assert.Equal(2, ConsentCheck.Missing(plan, GivenConsents.None).Count);
        Assert.Empty(ConsentCheck.Missing(plan, ForAll(ConsentNames.VmPowerOff)));
        Assert.Equal(2, ConsentCheck.Missing(plan, ForAll(ConsentNames.HostReboot)).Count);
    }

    [Fact]
    public void A_consent_of_one_assignment_covers_that_one_alone()
    {
        var plan = Plan(Impact(ConsentNames.VmPowerOff, "dc1/a"), Impact(ConsentNames.VmPowerOff, "dc1/b"));

        Assert.Equal("dc1/b", Assert.Single(ConsentCheck.Missing(plan, ByUnit(ConsentNames.VmPowerOff, "dc1/a"))).Impact.Unit);
    }

    [Fact]
    public void What_a_hosts_own_work_costs_is_agreed_to_by_each_assignment_that_changes_something_there()
    {
        var plan = Plan(Impact(ConsentNames.HostReboot, "dc1/h1")) with
        {
            Steps = [Step("s1", StepKind.RebootHost, Host, "dc1/h1"), Step("s2", StepKind.ClaimDevice, Card(1), "dc1/a"), Step("s3", StepKind.ClaimDevice, Card(2), "dc1/b")],
        };

        Assert.Single(ConsentCheck.Missing(plan, ByUnit(ConsentNames.HostReboot, "dc1/a")));
        Assert.Single(ConsentCheck.Missing(plan, ByUnit(ConsentNames.HostReboot, "dc1/a", "dc1/c")));
        Assert.Empty(ConsentCheck.Missing(plan, ByUnit(ConsentNames.HostReboot, "dc1/a", "dc1/b")));
    }

    [Fact]
    public void A_bystander_is_consented_to_by_name_besides_the_consent_itself()
    {
        var plan = Plan(Impact(ConsentNames.VmPowerOff, "dc1/h1") with { IsBystander = true, SubjectName = "dc1/web-03" });
        var consent = ForAll(ConsentNames.VmPowerOff);

        var missing = Assert.Single(ConsentCheck.Missing(plan, consent));
        Assert.Equal((false, true), (missing.NeedsName, missing.NeedsBystander));
        Assert.Contains("bystander 'dc1/web-03'", missing.ToString(), StringComparison.Ordinal);
        Assert.Single(ConsentCheck.Missing(plan, consent with { Bystanders = new HashSet<string> { "dc1/web-04" } }));
        Assert.Empty(ConsentCheck.Missing(plan, consent with { Bystanders = new HashSet<string> { "dc1/web-03" } }));
        Assert.Empty(ConsentCheck.Missing(plan, consent with { Bystanders = new HashSet<string> { "all" } }));
        Assert.True(Assert.Single(ConsentCheck.Missing(plan, new GivenConsents { Bystanders = new HashSet<string> { "all" } })).NeedsName);
    }

    [Fact]
    public void What_was_typed_holds_for_the_plan_that_was_seen_and_no_other()
    {
        var plan = Plan(Impact(ConsentNames.VmPowerOff, "dc1/a") with { IsBystander = true });
        var typed = new GivenConsents
        {
            Typed = new TypedConsents { PlanId = PlanFormat.IdOf(plan), Names = new HashSet<string> { ConsentNames.VmPowerOff }, Bystanders = new HashSet<string> { "dc1/a" } },
        };

        Assert.Empty(ConsentCheck.Missing(plan, typed));
        Assert.Single(ConsentCheck.Missing(plan with { Tool = "2" }, typed));
    }

    [Fact]
    public void Names_that_are_no_consents_are_told_wherever_they_stand()
    {
        var given = new GivenConsents
        {
            ForAll = new HashSet<string> { "host-reboot", "b" },
            ByUnit = new Dictionary<string, IReadOnlySet<string>> { ["dc1/a"] = new HashSet<string> { "a" } },
            Typed = new TypedConsents { PlanId = "p", Names = new HashSet<string> { "c" } },
        };

        Assert.Equal(["a", "b", "c"], ConsentCheck.UnknownNames(given));
    }

    private static ObjectRef Card(byte bus) => ObjectRef.Device(Host, new PciAddress(0, bus, 0, 0));

    private static GivenConsents ForAll(params string[] names) => new() { ForAll = new HashSet<string>(names) };

    private static GivenConsents ByUnit(string name, params string[] units) =>
        new() { ByUnit = units.ToDictionary(u => u, _ => (IReadOnlySet<string>)new HashSet<string> { name }) };

    private static Impact Impact(string consent, string unit) => new() { Consent = consent, Subject = Vm, SubjectName = unit, Text = "It is hit.", Unit = unit };

    private static Step Step(string id, StepKind kind, ObjectRef target, string unit) => new() { Id = id, Kind = kind, Target = target, TargetName = "t", Unit = unit, Reason = "r" };

    private static Plan Plan(params Impact[] impacts) => new()
    {
        Tool = "1",
        Document = "farm",
        Verb = "apply",
        Sites = [],
        Units = [Unit("dc1/a"), Unit("dc1/b"), Unit("dc1/c")],
        Impacts = impacts,
    };

    private static PlanUnit Unit(string id) => new() { Id = id, Vm = Vm, Way = Way.Direct, Variant = WayVariant.DirectFixed, Host = "h1", Gpus = [] };
}
