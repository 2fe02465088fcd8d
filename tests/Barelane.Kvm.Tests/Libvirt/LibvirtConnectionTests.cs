using Barelane.Core.Adapters;
using Barelane.Core.Plans;
using Barelane.Kvm.Libvirt;
using Barelane.Kvm.Steps.Domains;

namespace Barelane.Kvm.Tests.Libvirt;

public class LibvirtConnectionTests
{
    private static readonly Guid Nobody = Guid.Parse("00000000-0000-4000-8000-00000000dead");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_tells_its_versions_and_its_domains_without_their_passwords()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();

        var host = await libvirt.ReadAsync(withLive: true, Token);

        Assert.True(host.LibvirtVersion >= new Version(7, 0));
        Assert.Contains("<capabilities>", host.CapabilitiesXml.Value, StringComparison.Ordinal);
        var domain = Assert.Single(host.Domains);
        Assert.Equal(("train-02", TestDriver.Train, 1), (domain.Name, domain.Uuid, domain.State.Value));
        Assert.Contains("<memory unit='KiB'>8388608</memory>", domain.StoredXml.Value, StringComparison.Ordinal);
        Assert.True(domain.LiveXml.HasValue);
        Assert.False(domain.Autostart.Value);
        Assert.Empty(domain.Snapshots.Value);
        Assert.DoesNotContain("secret-word", domain.StoredXml.Value + domain.LiveXml.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_asked_for_is_not_read()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();

        var host = await libvirt.ReadAsync(withLive: false, Token);

        Assert.False(host.Domains[0].LiveXml.IsKnown);
    }

    [Fact]
    public async Task A_domain_is_defined_anew_with_its_password_kept()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();
        var found = await libvirt.EditableXmlAsync(TestDriver.Train, Token);
        Assert.Contains("passwd='secret-word'", found, StringComparison.Ordinal);

        await libvirt.RedefineAsync(TestDriver.Train, XmlHash.Of(found), found.Replace("<vcpu placement='static'>2", "<vcpu placement='static'>1", StringComparison.Ordinal), Token);

        var then = await libvirt.EditableXmlAsync(TestDriver.Train, Token);
        Assert.Contains("<vcpu placement='static'>1", then, StringComparison.Ordinal);
        Assert.Contains("passwd='secret-word'", then, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_steps_write_into_a_definition_passes_libvirt_s_own_schema()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();
        var found = await libvirt.EditableXmlAsync(TestDriver.Train, Token);
        FieldChange[] changes =
        [
            new(new Field("hostdev:0000:3b:00.0"), null, "managed at 0000:00:05.0"), new(new Field("hostdev:0000:3b:00.1"), null, "unmanaged at 0000:00:05.1"),
            new(new Field("hostdev:83b8f4f2-509f-382f-3c1e-e6bfe0fa1001"), null, "unmanaged at 0000:00:06.0"),
            new(new Field("mark:document"), null, "render-farm"), new(new Field("firmware"), null, "efi"),
        ];

        await libvirt.RedefineAsync(TestDriver.Train, XmlHash.Of(found), DomainEdits.Apply(found, changes), Token);
        var then = await libvirt.EditableXmlAsync(TestDriver.Train, Token);
        await libvirt.RedefineAsync(TestDriver.Train, XmlHash.Of(then), DomainEdits.Apply(then, [.. changes.Select(c => new FieldChange(c.Field, c.After, c.Before))]), Token);

        Assert.Equal(3, System.Xml.Linq.XElement.Parse(then).Element("devices")!.Elements("hostdev").Count());
        Assert.Equal(XmlHash.Of(found), XmlHash.Of(await libvirt.EditableXmlAsync(TestDriver.Train, Token)));
    }

    [Fact]
    public async Task A_definition_that_somebody_changed_meanwhile_is_not_overwritten()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();
        var found = await libvirt.EditableXmlAsync(TestDriver.Train, Token);
        var other = found.Replace("<vcpu placement='static'>2", "<vcpu placement='static'>1", StringComparison.Ordinal);
        await libvirt.RedefineAsync(TestDriver.Train, XmlHash.Of(found), other, Token);

        var refused = await Assert.ThrowsAsync<SiteException>(() => libvirt.RedefineAsync(TestDriver.Train, XmlHash.Of(found), found, Token));

        Assert.Equal("concurrent-change", refused.Problem.Code);
        Assert.Equal(XmlHash.Of(other), XmlHash.Of(await libvirt.EditableXmlAsync(TestDriver.Train, Token)));
    }

    [Fact]
    public async Task A_definition_that_libvirt_does_not_take_changes_nothing_and_says_why()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();
        var found = await libvirt.EditableXmlAsync(TestDriver.Train, Token);

        var refused = await Assert.ThrowsAsync<SiteException>(() => libvirt.RedefineAsync(TestDriver.Train, XmlHash.Of(found), found.Replace("<devices>", "<devices><nonsense/>", StringComparison.Ordinal), Token));

        Assert.Equal("definition-refused", refused.Problem.Code);
        Assert.Contains("'train-02'", refused.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(found, await libvirt.EditableXmlAsync(TestDriver.Train, Token));
    }

    [Fact]
    public async Task A_domain_is_shut_down_and_started_again()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();

        await libvirt.ShutdownAsync(TestDriver.Train, Token);
        Assert.Equal(DomainState.Off, await libvirt.StateAsync(TestDriver.Train, Token));
        await libvirt.StartAsync(TestDriver.Train, Token);
        Assert.Equal(DomainState.Running, await libvirt.StateAsync(TestDriver.Train, Token));
        await libvirt.DestroyAsync(TestDriver.Train, Token);
        Assert.Equal(DomainState.Off, await libvirt.StateAsync(TestDriver.Train, Token));
    }

    [Fact]
    public async Task What_a_domain_s_state_forbids_is_refused_as_such()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();

        var refused = await Assert.ThrowsAsync<SiteException>(() => libvirt.StartAsync(TestDriver.Train, Token));

        Assert.Equal("wrong-state", refused.Problem.Code);
        Assert.Contains("libvirt says", refused.Problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_point_comes_and_goes()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();
        await libvirt.DestroyAsync(TestDriver.Train, Token);

        await libvirt.CreateSnapshotAsync(TestDriver.Train, "before", Token);
        var made = Assert.Single((await libvirt.ReadAsync(false, Token)).Domains[0].Snapshots.Value);
        await libvirt.DeleteSnapshotAsync(TestDriver.Train, "before", Token);
        await libvirt.DeleteSnapshotAsync(TestDriver.Train, "before", Token);

        Assert.Equal(("before", false), (made.Name, made.WithMemory));
        Assert.Empty((await libvirt.ReadAsync(false, Token)).Domains[0].Snapshots.Value);
    }

    [Fact]
    public async Task A_domain_that_is_not_there_is_not_found()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();

        Assert.Null(await libvirt.StateAsync(Nobody, Token));
        var refused = await Assert.ThrowsAsync<SiteException>(() => libvirt.EditableXmlAsync(Nobody, Token));

        Assert.Equal("not-found", refused.Problem.Code);
    }

    [Fact]
    public async Task A_hypervisor_without_guest_agents_says_so()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();

        var refused = await Assert.ThrowsAsync<SiteException>(() => libvirt.AgentAsync(TestDriver.Train, "{}", TimeSpan.FromSeconds(1), Token));

        Assert.NotEmpty(refused.Problem.Remedy);
    }

    [Fact]
    public async Task An_address_that_nobody_answers_at_is_told_with_what_to_do()
    {
        var refused = await Assert.ThrowsAsync<SiteException>(() => LibvirtConnection.OpenAsync("test:///nowhere/at/all.xml", Token));

        Assert.Equal("unreachable", refused.Problem.Code);
        Assert.Contains("'test:///nowhere/at/all.xml'", refused.Problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Problem.Remedy);
    }

    [Fact]
    public async Task Who_stops_waiting_is_free_at_once_and_the_connection_goes_on()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => libvirt.StateAsync(TestDriver.Train, stopped.Token));

        Assert.Equal(DomainState.Running, await libvirt.StateAsync(TestDriver.Train, Token));
    }

    [Fact]
    public async Task Many_calls_at_a_time_each_get_their_own_answer_and_their_own_error()
    {
        using var driver = new TestDriver();
        await using var libvirt = await driver.OpenAsync();

        var calls = Enumerable.Range(0, 40).Select(async i => i % 2 == 0
            ? await libvirt.StateAsync(TestDriver.Train, Token) == DomainState.Running
            : (await Assert.ThrowsAsync<SiteException>(() => libvirt.EditableXmlAsync(Nobody, Token))).Problem.Code == "not-found");

        Assert.All(await Task.WhenAll(calls), Assert.True);
    }
}
