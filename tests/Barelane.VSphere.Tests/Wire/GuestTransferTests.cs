using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Tests.Wire;

public class GuestTransferTests
{
    [Fact]
    public async Task A_file_is_fetched_from_the_servers_own_name_where_the_address_has_a_star()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw(string.Empty, (_, client) => LoopbackServer.WriteAsync(client, 200, "application/octet-stream", "driver in use: nvidia"));
        await using var session = await vim.OpenAsync();
        var address = $"http://*:{vim.Endpoint.Address.Port}/guestFile?id=1";

        var content = await new GuestTransfer(session).ReadAsync(new GuestFile(21, address), TestContext.Current.CancellationToken);

        Assert.Equal("driver in use: nvidia"u8.ToArray(), content);
        Assert.Contains(vim.Server.Requests, r => r.Line == "GET /guestFile?id=1 HTTP/1.1");
    }

    [Fact]
    public async Task A_file_is_put_with_its_content()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw(string.Empty, (_, client) => LoopbackServer.WriteAsync(client, 200, "text/plain", ""));
        await using var session = await vim.OpenAsync();

        await new GuestTransfer(session).WriteAsync($"http://*:{vim.Endpoint.Address.Port}/guestFile?id=2", "hello"u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.Contains(vim.Server.Requests, r => r.Line == "PUT /guestFile?id=2 HTTP/1.1" && r.Body == "hello");
    }

    [Fact]
    public async Task An_address_that_has_run_out_says_what_to_do()
    {
        await using var vim = new ScriptedVim();
        vim.OnRaw(string.Empty, (_, client) => LoopbackServer.WriteAsync(client, 404, "text/plain", "gone"));
        await using var session = await vim.OpenAsync();

        var error = await Assert.ThrowsAsync<VimAnswerException>(() =>
            new GuestTransfer(session).ReadAsync(new GuestFile(1, $"http://*:{vim.Endpoint.Address.Port}/x"), TestContext.Current.CancellationToken));

        Assert.Contains("HTTP 404", error.Message, StringComparison.Ordinal);
        Assert.Contains("ask for a new one", error.Message, StringComparison.Ordinal);
    }
}
