using Barelane.Core.Goals;
using Barelane.Core.Inventory;
using Barelane.Engine.Documents;

namespace Barelane.Engine.Tests.Documents;

public sealed class DocumentReaderTests
{
    private const string Head = """
        version: 1
        name: render-farm
        sites:
          dc1: { vsphere: "https://vcenter.example/sdk", user: "gpu@vsphere.local", password: "env:VC_PASSWORD" }

        """;

    private static readonly DocumentSchema Schema = DocumentSchema.Read();

    [Fact]
    public void The_document_of_the_guide_is_read_whole()
    {
        var reading = DocumentReader.Read("""
            version: 1
            name: render-farm
            sites:
              dc1:   { vsphere: "https://vcenter.example/sdk", user: "gpu@vsphere.local", password: "env:VC_PASSWORD" }
              rack7: { kvm: "qemu+ssh://root@rack7/system" }
              hv01:  { hyperv: "ssh://admin@hv01" }
            assignments:
              - { vm: dc1/render-01, gpu: { model: "NVIDIA A40", count: 1 }, way: direct }
              - { vm: dc1/desk-17,   gpu: { profile: "nvidia_a40-8q" }, way: shared }
              - { vm: rack7/train-02, gpu: { address: "0000:3b:00.0" }, way: direct, consent: [host-reboot] }
            consent: [host-maintenance, vm-power-off, lose-live-migration]
            bystanders: [dc1/web-03]
            """);

        Assert.Empty(reading.Problems);
        var document = reading.Document!;
        Assert.Equal("render-farm", document.Name);
        Assert.Equal([Hypervisor.VSphere, Hypervisor.Kvm, Hypervisor.HyperV], document.Sites.Select(s => s.Hypervisor));
        Assert.Equal(new SecretRef("env", "VC_PASSWORD"), document.Sites[0].Password);
        Assert.Equal(["dc1/render-01", "dc1/desk-17", "rack7/train-02"], document.Assignments.Select(a => a.Vm));
        Assert.Equal("nvidia_a40-8q", document.Assignments[1].Gpu.Profile);
        Assert.Equal(PciAddress.Parse("0000:3b:00.0"), document.Assignments[2].Gpu.Address);
        Assert.Equal(["host-reboot"], document.Assignments[2].Consent);
        Assert.Equal(["dc1/web-03"], document.Bystanders);
    }

    [Fact]
    public void Every_key_of_an_assignment_is_read()
    {
        var document = Read(Head + """
            assignments:
              - vm: dc1/prod/train-07
                gpu: { id: "10de:2331", host: esx03, label: gold, serial: X1, group: "Nvidia:2@…" }
                way: direct
                variant: fixed
                consent: [vm-power-off]
                accept: [HOST-IOMMU-001]
                window: 22:00-05:00
                restore-point: before-gpu
                mmio-gib: 256
                driver-files: leave
                power: off
                guest: { user: root, password: "file:/run/secrets/guest" }
                create: { memory-mib: 65536, cpus: 16, template: golden, disk-gib: 100, storage: fast, network: lan, guest-os: ubuntu64Guest }
            accept: [VM-EFI-001]
            """);

        var assignment = Assert.Single(document.Assignments);
        Assert.Equal("dc1", assignment.SiteAlias);
        Assert.Equal("prod/train-07", assignment.VmName);
        Assert.Equal(WayVariant.DirectFixed, assignment.Variant);
        Assert.Equal("22:00-05:00", assignment.Window);
        Assert.Equal("before-gpu", assignment.RestorePoint);
        Assert.Equal(256, assignment.MmioGiB);
        Assert.False(assignment.DriverFiles);
        Assert.False(assignment.PowerOn);
        Assert.Equal(new GuestAccess("root", new SecretRef("file", "/run/secrets/guest")), assignment.Guest);
        Assert.Equal(
            new NewVm { MemoryMiB = 65536, Cpus = 16, Template = "golden", DiskGiB = 100, Storage = "fast", Network = "lan", GuestOs = "ubuntu64Guest" },
            assignment.Create);
        Assert.Equal(["VM-EFI-001"], document.Accept);
    }

    [Theory]
    [InlineData("ssh: root@192.0.2.17:2222", "root@192.0.2.17:2222", null)]
    [InlineData("ssh: render-01", "render-01", null)]
    [InlineData("ssh: \"root@vm reboot\"", null, "'root@vm reboot' is no address for ssh")]
    [InlineData("ssh: root@vm, user: root", null, "'user' and 'ssh' exclude each other")]
    [InlineData("user: root", null, "'password' is missing in a guest")]
    public void A_guest_is_asked_over_its_own_ssh_or_by_an_account(string guest, string? address, string? problem)
    {
        var text = Head + $"assignments:\n  - {{ vm: dc1/a, gpu: {{ model: A40 }}, way: direct, guest: {{ {guest} }} }}\n";

        if (problem is null)
        {
            Assert.Equal(address, Assert.Single(Read(text).Assignments).Guest!.Ssh!.ToString());
        }
        else
        {
            Assert.Contains(Problems(text), p => p.ToString().Contains(problem, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Anchors_and_merges_stand_for_what_they_name_and_own_keys_win()
    {
        var document = Read(Head + """
            x-common: &common { way: direct, gpu: { model: "NVIDIA A40" }, consent: [vm-power-off] }
            assignments:
              - { <<: *common, vm: dc1/a }
              - { <<: *common, vm: dc1/b, gpu: { model: "NVIDIA L40" } }
            """);

        Assert.Equal(["NVIDIA A40", "NVIDIA L40"], document.Assignments.Select(a => a.Gpu.Model));
        Assert.All(document.Assignments, a => Assert.Equal(["vm-power-off"], a.Consent));
    }

    [Fact]
    public void An_unknown_key_is_refused_with_its_place_and_the_nearest_known_one()
    {
        var problem = Assert.Single(Problems(Head + "asignments: []\n"));

        Assert.Equal((5, 1), (problem.Line, problem.Column));
        Assert.Contains("'asignments'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'assignments'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once_in_the_order_of_the_file()
    {
        var problems = Problems("""
            version: 2
            name: "render farm"
            sites:
              dc1: { vsphere: "http://vcenter.example/sdk", pasword: x }
            assignments:
              - { vm: dc2/a, gpu: { adress: "0000:3b:00.0" }, way: directly }
            consent: [host-rebot]
            """);

        Assert.Equal(problems.OrderBy(p => p.Line).ThenBy(p => p.Column), problems);
        Assert.Equal([1, 2, 4, 4, 6, 6, 6, 6, 7], problems.Select(p => p.Line));
        Assert.Contains(problems, p => p.Message.Contains("'password'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("'dc1'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("'address'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("'direct'", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.Message.Contains("'host-reboot'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("hunter2")]
    [InlineData("env:")]
    [InlineData("plain:hunter2")]
    public void A_plain_password_is_refused_and_never_repeated(string password)
    {
        var problem = Assert.Single(Problems($$"""
            version: 1
            name: x
            sites: { dc1: { vsphere: "https://vc/sdk", user: u, password: "{{password}}" } }
            """));

        Assert.Contains("env:NAME", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_an_endpoint_is_refused_and_never_repeated()
    {
        var problem = Assert.Single(Problems("version: 1\nname: x\nsites: { dc1: { vsphere: \"https://me:hunter2@vc/sdk\" } }\n"));

        Assert.DoesNotContain("hunter2", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 }, way: direct }\n  - { vm: dc1/a, gpu: { model: A40 }, way: direct }", "two assignments")]
    [InlineData("- { vm: dc1/a, vm: dc1/b, gpu: { model: A40 }, way: direct }", "given twice")]
    [InlineData("- { vm: a, gpu: { model: A40 }, way: direct }", "alias/name")]
    [InlineData("- { vm: dc1/a, gpu: { address: \"3b:00.0\" }, way: direct }", "0000:3b:00.0")]
    [InlineData("- { vm: dc1/a, gpu: { id: \"0x10de:2235\" }, way: direct }", "10de:2235")]
    [InlineData("- { vm: dc1/a, gpu: {}, way: direct }", "at least one of")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 }, way: shared }", "needs 'profile'")]
    [InlineData("- { vm: dc1/a, gpu: { profile: a40-8q }, way: direct }", "'way: shared'")]
    [InlineData("- { vm: dc1/a, gpu: { address: \"0000:3b:00.0\", count: 2 }, way: direct }", "one card")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40, count: 0 }, way: direct }", "from 1 to")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 } }", "'way' is missing")]
    [InlineData("- { vm: dc1/a, way: direct }", "'gpu' is missing")]
    [InlineData("- { gpu: { model: A40 }, way: direct }", "'vm' is missing")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 }, way: direct, window: \"25:00-05:00\" }", "22:00-05:00")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 }, way: direct, accept: [iommu] }", "HOST-IOMMU-001")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 }, way: direct, consent: vm-power-off }", "must be a list")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 }, way: direct, create: { cpus: 4, template: t } }", "'memory-mib' is missing")]
    [InlineData("- { vm: dc1/a, gpu: { model: A40 }, way: direct, create: { cpus: 4, memory-mib: 1024 } }", "'template'")]
    [InlineData("- just a text", "keys with values")]
    public void A_mistake_in_an_assignment_says_what_is_required(string assignment, string required)
    {
        Assert.Contains(Problems($"{Head}assignments:\n  {assignment}\n"), p => p.Message.Contains(required, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_says_what_a_document_needs(string text)
    {
        Assert.Contains("'version: 1'", Assert.Single(Problems(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tab_is_named_as_the_cause()
    {
        var problem = Assert.Single(Problems("version: 1\nname: x\nsites:\n\tdc1: { vsphere: \"https://vc/sdk\" }\n"));

        Assert.Equal(4, problem.Line);
        Assert.Contains("tab", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_document_in_the_file_is_refused()
    {
        Assert.Contains(Problems(Head + "---\nversion: 1\n"), p => p.Message.Contains("second document", StringComparison.Ordinal));
    }

    [Fact]
    public void Huge_nesting_is_refused_and_not_followed()
    {
        var problem = Assert.Single(Problems(new string('[', 100_000)));

        Assert.Contains($"{YamlLoader.MaxDepth} levels", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_stand_for_billions_of_values_are_refused()
    {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));

        Assert.Contains("aliases", Assert.Single(Problems(bomb)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a: *nothing\n")]
    [InlineData("a: &a [*a]\n")]
    [InlineData("a: [1, 2\n")]
    [InlineData("\"unclosed: 1\n")]
    [InlineData("version: 1\nname: \"x\n")]
    [InlineData("? [a, b]\n: c\n")]
    [InlineData("<<: 3\n")]
    public void What_is_no_sound_yaml_gives_problems_and_never_an_exception(string text)
    {
        Assert.NotEmpty(Problems(text));
    }

    [Fact]
    public void Two_sites_with_one_endpoint_are_refused()
    {
        var problem = Assert.Single(Problems("""
            version: 1
            name: x
            sites:
              a: { vsphere: "https://vc/sdk" }
              b: { vsphere: "https://VC/sdk" }
            """));

        Assert.Contains("'a' and 'b'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ vsphere: \"https://vc/sdk\", kvm: \"qemu:///system\" }", "'vsphere' and 'kvm'")]
    [InlineData("{ user: me }", "none of them")]
    [InlineData("{ vsphere: \"https://vc/sdk\", certificate: \"sha1:00\" }", "sha256:")]
    [InlineData("{ kvm: \"ssh://rack7\" }", "qemu+ssh")]
    [InlineData("{ hyperv: \"hv01\" }", "'local' for this machine")]
    [InlineData("{ hyperv: \"http://hv01:5985/wsman\" }", "winrm://hv01")]
    [InlineData("{ hyperv: \"winrm://me:secret@hv01\" }", "'password'")]
    public void A_mistake_in_a_site_says_what_is_required(string site, string required)
    {
        Assert.Contains(Problems($"version: 1\nname: x\nsites: {{ dc1: {site} }}\n"), p => p.Message.Contains(required, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("local")]
    [InlineData("winrm://hv01")]
    [InlineData("https://hv01:5986/wsman?auth=basic")]
    [InlineData("ssh://admin@hv01:2222?keyfile=/keys/hv01")]
    public void A_Windows_host_is_reached_in_each_of_its_ways(string endpoint) =>
        Assert.Equal(endpoint, Assert.Single(Read($"version: 1\nname: x\nsites: {{ hv01: {{ hyperv: \"{endpoint}\" }} }}\n").Sites).Endpoint);

    [Fact]
    public void A_fingerprint_is_brought_to_one_notation()
    {
        var colons = string.Join(':', Enumerable.Repeat("AB", 32));

        var document = Read($"version: 1\nname: x\nsites: {{ dc1: {{ vsphere: \"https://vc/sdk\", certificate: \"SHA256:{colons}\" }} }}\n");

        Assert.Equal("sha256:" + string.Concat(Enumerable.Repeat("ab", 32)), document.Sites[0].Certificate);
    }

    private static Document Read(string text)
    {
        var reading = DocumentReader.Read(text);
        Assert.Empty(reading.Problems);
        Assert.Empty(Schema.Check(text));
        return reading.Document!;
    }

    private static IReadOnlyList<DocumentProblem> Problems(string text)
    {
        var reading = DocumentReader.Read(text);
        Assert.Null(reading.Document);
        return reading.Problems;
    }
}
