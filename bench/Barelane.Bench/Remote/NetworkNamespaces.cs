using System.Diagnostics;

namespace Barelane.Bench.Remote;

/// <summary>Two network namespaces with a line between them, as two machines have it. Needs root; taken down at the end.</summary>
internal sealed class NetworkNamespaces : IDisposable
{
    public const string ServerAddress = "10.231.77.1";
    private const string ClientAddress = "10.231.77.2";
    private readonly string _server = $"barelane-s{Environment.ProcessId}";
    private readonly string _client = $"barelane-c{Environment.ProcessId}";

    public NetworkNamespaces()
    {
        try
        {
            Ip("netns", "add", _server);
            Ip("netns", "add", _client);
            Ip("link", "add", "blane0", "netns", _server, "type", "veth", "peer", "name", "blane1", "netns", _client);
            Ip("-n", _server, "address", "add", $"{ServerAddress}/24", "dev", "blane0");
            Ip("-n", _client, "address", "add", $"{ClientAddress}/24", "dev", "blane1");
            Ip("-n", _server, "link", "set", "blane0", "up");
            Ip("-n", _client, "link", "set", "blane1", "up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string[] OnServer => ["ip", "netns", "exec", _server];

    public string[] OnClient => ["ip", "netns", "exec", _client];

    /// <summary>From now on the line carries so much in each direction, as the kernel's token bucket measures it.</summary>
    public void Limit(string rate)
    {
        Run("tc", "-n", _server, "qdisc", "replace", "dev", "blane0", "root", "tbf", "rate", rate, "burst", "2m", "latency", "20ms");
        Run("tc", "-n", _client, "qdisc", "replace", "dev", "blane1", "root", "tbf", "rate", rate, "burst", "2m", "latency", "20ms");
    }

    public void Dispose()
    {
        foreach (var name in (string[])[_client, _server])
        {
            try
            {
                Ip("netns", "delete", name);
            }
            catch (BenchException)
            {
                // It was never made.
            }
        }
    }

    private static void Ip(params string[] arguments) => Run("ip", arguments);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true }) ?? throw new BenchException($"'{program}' did not start.");
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new BenchException($"'{program} {string.Join(' ', arguments)}' ended with exit code {process.ExitCode}; two network namespaces need root and Debian's iproute2. {error}");
        }
    }
}
