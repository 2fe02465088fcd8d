using System.Net;
using System.Net.Sockets;
using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

public class BadInputTests
{
    private static readonly ManagedObjectRef Vm = new("VirtualMachine", "vm-1");

    [Fact]
    public async Task An_untrusted_certificate_is_refused_with_its_thumbprint_and_how_to_pin_it()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var vim = new ScriptedVim(certificate);

        var error = await Assert.ThrowsAsync<VimCertificateException>(() => vim.OpenAsync());

        Assert.Equal(CertificateTrust.ThumbprintOf(certificate), error.Thumbprint);
        Assert.Contains($"certificate: \"{error.Thumbprint}\"", error.Message, StringComparison.Ordinal);
        Assert.Equal(VimDelivery.NotSent, error.Delivery);
        Assert.Empty(vim.Server.Requests);
    }

    [Fact]
    public async Task Another_certificate_than_the_pinned_one_is_refused_and_both_thumbprints_are_shown()
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var vim = new ScriptedVim(certificate);
        var pinned = "sha256:" + string.Join(':', Enumerable.Repeat("AB", 32));

        var error = await Assert.ThrowsAsync<VimCertificateException>(() => OpenAsync(vim.Endpoint with { Trust = CertificateTrust.Pin(pinned) }));

        Assert.Contains(pinned, error.Message, StringComparison.Ordinal);
        Assert.Contains(CertificateTrust.ThumbprintOf(certificate), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pinned_certificate_is_accepted_with_and_without_colons(bool colons)
    {
        using var certificate = TestCertificates.SelfSigned();
        await using var vim = new ScriptedVim(certificate);
        var thumbprint = CertificateTrust.ThumbprintOf(certificate);

        await using var session = await OpenAsync(vim.Endpoint with { Trust = CertificateTrust.Pin(colons ? thumbprint : thumbprint[7..].Replace(":", "", StringComparison.Ordinal).ToUpperInvariant()) });

        Assert.Equal("key-1", session.Key);
    }

    [Fact]
    public async Task A_certificate_of_the_given_authority_is_accepted_for_its_own_name_only()
    {
        var (authority, right) = TestCertificates.Issued("127.0.0.1");
        using var rightCertificate = right;
        await using var vim = new ScriptedVim(right);
        await using (var session = await OpenAsync(vim.Endpoint with { Trust = CertificateTrust.Authorities(authority) }))
        {
            Assert.Equal("key-1", session.Key);
        }

        var (otherAuthority, wrong) = TestCertificates.Issued("vcenter.example");
        using var wrongCertificate = wrong;
        await using var other = new ScriptedVim(wrong);
        var name = await Assert.ThrowsAsync<VimCertificateException>(() => OpenAsync(other.Endpoint with { Trust = CertificateTrust.Authorities(otherAuthority) }));
        Assert.Contains("'vcenter.example'", name.Message, StringComparison.Ordinal);
        var issuer = await Assert.ThrowsAsync<VimCertificateException>(() => OpenAsync(vim.Endpoint with { Trust = CertificateTrust.Authorities(otherAuthority) }));
        Assert.Contains("authority does not vouch", issuer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256:AB:CD")]
    [InlineData("zz")]
    public void A_thumbprint_of_the_wrong_length_is_refused_with_both_numbers(string text)
    {
        var error = Assert.Throws<FormatException>(() => CertificateTrust.Pin(text));

        Assert.Contains("64 hexadecimal digits", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_port_is_named_and_nothing_was_sent()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        var error = await Assert.ThrowsAsync<VimConnectException>(() => OpenAsync(VimEndpoint.Parse($"http://127.0.0.1:{port}/sdk")));

        Assert.Contains($"port {port} takes no connection", error.Message, StringComparison.Ordinal);
        Assert.Equal(VimDelivery.NotSent, error.Delivery);
    }

    [Fact]
    public void A_name_that_does_not_resolve_is_named_as_such()
    {
        using var connection = new VimConnection(VimEndpoint.Parse("https://vcenter.invalid"));

        var error = connection.Explain(new HttpRequestException(HttpRequestError.NameResolutionError), "'Login'", begun: false, timedOut: false, TimeSpan.FromSeconds(1));

        Assert.IsType<VimConnectException>(error);
        Assert.Contains("'vcenter.invalid' does not resolve", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_503_says_that_the_service_is_away_and_when_to_try_again()
    {
        await using var vim = new ScriptedVim().OnRaw("RetrieveServiceContent", (_, client) => LoopbackServer.WriteAsync(client, 503, "text/plain", "starting", "Retry-After: 30\r\n"));

        var error = await Assert.ThrowsAsync<VimUnavailableException>(() => vim.OpenAsync());

        Assert.Equal(TimeSpan.FromSeconds(30), error.RetryAfter);
        Assert.Contains("HTTP 503", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Xml_that_is_cut_off_is_told_apart_and_nothing_of_it_is_used()
    {
        var whole = ScriptedVim.Envelope("<CurrentTimeResponse xmlns=\"urn:vim25\"><returnval>2026-01-01T00:00:00Z</returnval></CurrentTimeResponse>");
        await using var vim = new ScriptedVim().OnRaw("CurrentTime", (_, client) => LoopbackServer.WriteAsync(client, 200, "text/xml", whole[..^40]));
        await using var session = await vim.OpenAsync();

        var error = await Assert.ThrowsAsync<VimAnswerException>(() => session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken));

        Assert.Contains("'CurrentTime'", error.Message, StringComparison.Ordinal);
        Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_within_the_answer_leaves_a_change_unknown_and_sends_it_only_once()
    {
        await using var vim = new ScriptedVim().OnRaw("PowerOffVM_Task", (_, client) => LoopbackServer.WriteAsync(client, 200, "text/xml", "<?xml version=\"1.0\"?><soapenv:Env", declaredLength: 5000));
        await using var session = await vim.OpenAsync();

        var error = await Assert.ThrowsAsync<VimConnectionLostException>(() => session.CallAsync(VirtualMachineCalls.PowerOff(Vm), TestContext.Current.CancellationToken));

        Assert.Equal(VimDelivery.Unknown, error.Delivery);
        Assert.Equal(1, vim.CountOf("PowerOffVM_Task"));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_once_more_for_a_question_only()
    {
        var first = true;
        await using var vim = new ScriptedVim()
            .OnRaw("CurrentTime", (_, client) =>
            {
                var drop = first;
                first = false;
                return drop ? Task.FromResult(false) : ScriptedVim.ReplyAsync(client, "CurrentTime", "<returnval>2026-01-02T03:04:05Z</returnval>");
            })
            .OnRaw("PowerOffVM_Task", (_, _) => Task.FromResult(false));
        await using var session = await vim.OpenAsync();

        var now = await session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<VimConnectionLostException>(() => session.CallAsync(VirtualMachineCalls.PowerOff(Vm), TestContext.Current.CancellationToken));

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), now);
        Assert.Equal(VimDelivery.Unknown, error.Delivery);
        Assert.Equal(1, vim.CountOf("PowerOffVM_Task"));
    }

    [Fact]
    public async Task An_entity_bomb_is_refused_unread()
    {
        const string bomb = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><x>&c;</x>";
        await using var vim = new ScriptedVim().OnRaw("RetrieveServiceContent", (_, client) => LoopbackServer.WriteAsync(client, 200, "text/xml", bomb));

        var error = await Assert.ThrowsAsync<VimAnswerException>(() => vim.OpenAsync());

        Assert.Contains("document type definition", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public async Task A_web_page_instead_of_xml_is_named_with_its_title(int status)
    {
        await using var vim = new ScriptedVim().OnRaw("RetrieveServiceContent", (_, client) => LoopbackServer.WriteAsync(client, status, "text/html", "<!DOCTYPE html>\n<html><head><title>Router login</title></head></html>"));

        var error = await Assert.ThrowsAsync<VimAnswerException>(() => vim.OpenAsync());

        Assert.Contains("web page ('Router login')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_of_vsphere_is_told_with_the_status()
    {
        await using var vim = new ScriptedVim().OnRaw("RetrieveServiceContent", (_, client) => LoopbackServer.WriteAsync(client, 404, "text/plain", "not here"));

        var error = await Assert.ThrowsAsync<VimAnswerException>(() => vim.OpenAsync());

        Assert.Contains("HTTP 404", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_refused_with_the_limit()
    {
        await using var vim = new ScriptedVim().On("CurrentTime", _ => new string(' ', 300_000));
        await using var session = await OpenAsync(vim.Endpoint with { MaxAnswerBytes = 200_000 });

        var error = await Assert.ThrowsAsync<VimAnswerException>(() => session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken));

        Assert.Contains("larger than 200000 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elements_nested_without_end_are_refused()
    {
        await using var vim = new ScriptedVim().On("CurrentTime", _ => string.Concat(Enumerable.Repeat("<a>", 5000)));
        await using var session = await vim.OpenAsync();

        var error = await Assert.ThrowsAsync<VimAnswerException>(() => session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken));

        Assert.Contains("nested deeper than 200", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_a_change_leaves_it_unknown()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw("PowerOffVM_Task", async (_, _) =>
        {
            await Task.Delay(Timeout.Infinite, vim.Server.Stopping);
            return false;
        });
        await using var session = await OpenAsync(vim.Endpoint with { AnswerLimit = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<VimTimeoutException>(() => session.CallAsync(VirtualMachineCalls.PowerOff(Vm), TestContext.Current.CancellationToken));

        Assert.Equal(VimDelivery.Unknown, error.Delivery);
        Assert.Contains("within 1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_falls_silent_within_a_long_answer_is_given_up()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw("CurrentTime", async (_, client) =>
        {
            await LoopbackServer.WriteAsync(client, 200, "text/xml", "<?xml version=\"1.0\"?><Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\">" + new string(' ', 200_000), declaredLength: 900_000);
            await Task.Delay(Timeout.Infinite, vim.Server.Stopping);
            return false;
        });
        await using var session = await OpenAsync(vim.Endpoint with { SilenceLimit = TimeSpan.FromSeconds(1) });

        var error = await Assert.ThrowsAsync<VimTimeoutException>(() => session.CallAsync(SessionCalls.CurrentTime(), TestContext.Current.CancellationToken));

        Assert.Equal(VimDelivery.Unknown, error.Delivery);
    }

    [Fact]
    public async Task The_callers_cancellation_stays_a_cancellation()
    {
        await using var vim = new ScriptedVim();
        using var cancel = new CancellationTokenSource();
        vim.OnRaw("CurrentTime", async (_, _) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, vim.Server.Stopping);
            return false;
        });
        await using var session = await vim.OpenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.CallAsync(SessionCalls.CurrentTime(), cancel.Token));
    }

    [Theory]
    [InlineData("vcenter.example", "is no address")]
    [InlineData("ftp://vcenter.example", "is no address")]
    [InlineData("http://vcenter.example/sdk", "not encrypted")]
    [InlineData("https://root:secret@vcenter.example/sdk", "has a user name")]
    public void An_address_that_can_not_be_used_is_refused_with_the_reason_and_without_its_password(string address, string reason)
    {
        var error = Assert.Throws<FormatException>(() => VimEndpoint.Parse(address));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_a_path_gets_that_of_the_service() => Assert.Equal("https://vcenter.example/sdk", VimEndpoint.Parse("https://vcenter.example").ToString());

    private static Task<VimSession> OpenAsync(VimEndpoint endpoint) =>
        VimSession.OpenAsync(endpoint, new VimCredential("gpu@vsphere.local", "correct horse battery"), TimeProvider.System, TestContext.Current.CancellationToken);
}
