using System.Globalization;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Barelane.Lab.Tests.Windows;

/// <summary>QEMU's machine protocol (QMP): a JSON object a line.</summary>
internal sealed class QemuMonitor : IAsyncDisposable
{
    private readonly NetworkStream _stream;
    private readonly StreamReader _reader;

    private QemuMonitor(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(_stream);
    }

    /// <summary>Connects, and takes the greeting.</summary>
    public static async Task<QemuMonitor> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        var monitor = new QemuMonitor(socket);
        await monitor._reader.ReadLineAsync(cancellationToken);
        await monitor.AskAsync("qmp_capabilities", cancellationToken);
        return monitor;
    }

    /// <summary>Four bytes of a function's configuration, read as software in the machine reads them.</summary>
    public async Task<uint> ConfigurationAsync(int bus, int device, int offset, CancellationToken cancellationToken)
    {
        var address = 0x8000_0000u | ((uint)bus << 16) | ((uint)device << 11) | (uint)offset;
        await TypeAsync(string.Create(CultureInfo.InvariantCulture, $"o/w 0xcf8 0x{address:x}"), cancellationToken);

        // portl[0x0cfc] = 0x00000000
        var said = await TypeAsync("i/w 0xcfc", cancellationToken);
        return uint.Parse(said[(said.LastIndexOf("0x", StringComparison.Ordinal) + 2)..].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private async Task<string> TypeAsync(string line, CancellationToken cancellationToken) =>
        (string?)await AskAsync("human-monitor-command", cancellationToken, new JsonObject { ["command-line"] = line }) ?? "";

    /// <summary>Asks, and gives the answer; events in between are passed over.</summary>
    private async Task<JsonNode?> AskAsync(string command, CancellationToken cancellationToken, JsonObject? arguments = null)
    {
        var asked = new JsonObject { ["execute"] = command };
        if (arguments is not null)
        {
            asked["arguments"] = arguments;
        }

        var line = asked.ToJsonString() + "\n";
        await _stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line), cancellationToken);
        while (await _reader.ReadLineAsync(cancellationToken) is { } said)
        {
            var answer = JsonNode.Parse(said)!.AsObject();
            if (answer.ContainsKey("return"))
            {
                return answer["return"];
            }

            if (answer["error"] is { } error)
            {
                throw new InvalidOperationException($"QEMU refused '{command}': {error}");
            }
        }

        throw new InvalidOperationException($"QEMU did not answer '{command}'.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _stream.DisposeAsync();
    }
}
