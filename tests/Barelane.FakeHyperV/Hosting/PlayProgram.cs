using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Barelane.FakeHyperV.Host;

namespace Barelane.FakeHyperV.Hosting;

/// <summary>
/// The program: <c>serve SCENARIO</c> keeps a fake host and prints where it listens; <c>play ADDRESS WORDS…</c> stands in for <c>powershell WORDS…</c> on that host; <c>ask ADDRESS JSON</c> is for tests.
/// </summary>
internal static class PlayProgram
{
    public static async Task<int> RunAsync(string[] arguments, TextReader input, TextWriter output, TextWriter error)
    {
        switch (arguments)
        {
            case ["serve", var scenario, .. var culture]:
                var host = FakeScenarios.Make(scenario);
                host.Culture = culture.Length > 0 ? culture[0] : host.Culture;
                await using (var server = new HostServer(host))
                {
                    await output.WriteLineAsync($"listening {server.Endpoint}");
                    await output.FlushAsync();
                    await input.ReadToEndAsync();
                }

                return 0;
            case ["play", var address, .. var words]:
                var answer = await AskAsync(IPEndPoint.Parse(address), new PlayRequest { Arguments = words, Input = await input.ReadToEndAsync() });
                await output.WriteAsync(answer.Output);
                await error.WriteAsync(answer.Error);
                await output.FlushAsync();
                if (answer.ExitCode is null)
                {
                    await Task.Delay(Timeout.Infinite);
                }

                return answer.ExitCode!.Value;
            case ["ask", var address, var json]:
                await output.WriteAsync((await AskAsync(IPEndPoint.Parse(address), JsonSerializer.Deserialize<PlayRequest>(json)!)).Output);
                return 0;
            default:
                await error.WriteLineAsync($"usage: serve SCENARIO [CULTURE] | play ADDRESS WORDS… | ask ADDRESS JSON; scenarios are {string.Join(", ", FakeScenarios.Names)}");
                return 64;
        }
    }

    /// <summary>Asks the process that keeps a host.</summary>
    public static async Task<PlayAnswer> AskAsync(IPEndPoint server, PlayRequest request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request) + "\n"));
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync() is { } line ? JsonSerializer.Deserialize<PlayAnswer>(line)! : throw new IOException("The host's process answered nothing.");
    }
}
