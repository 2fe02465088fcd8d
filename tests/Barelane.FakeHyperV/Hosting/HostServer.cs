using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;

namespace Barelane.FakeHyperV.Hosting;

/// <summary>Keeps a fake host alive on loopback while programs that play <c>powershell</c> come and go, and are killed.</summary>
internal sealed class HostServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private readonly List<PlayDisturbance> _disturbances = [];
    private readonly Task _serving;
    private int _changing;

    public HostServer(FakeHost host)
    {
        Host = host;
        _listener.Start();
        Endpoint = (IPEndPoint)_listener.LocalEndpoint;
        _serving = ServeAsync();
    }

    public FakeHost Host { get; }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>How many scripts that change something were carried out or lost.</summary>
    public int Changing => _changing;

    public void Disturb(PlayDisturbance disturbance)
    {
        lock (_gate)
        {
            _disturbances.Add(disturbance with { Skip = disturbance.Skip + _changing });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // The end was asked for.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
                var request = JsonSerializer.Deserialize<PlayRequest>(await reader.ReadLineAsync(_end.Token) ?? "{}")!;
                var answer = await AnswerAsync(request);
                await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(answer) + "\n"), _end.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
            {
                // Whoever asked is gone; what was begun stays done.
            }
        }
    }

    private async Task<PlayAnswer> AnswerAsync(PlayRequest request)
    {
        if (request.Fault is { } fault)
        {
            Host.Faults.Add(fault);
        }

        if (request.Disturbance is { } disturbance)
        {
            Disturb(disturbance);
        }

        return request.Arguments is { } arguments ? await PlayAsync(arguments, request.Input)
            : new PlayAnswer(0, request.Describes ? Described() : "");
    }

    private string Described()
    {
        lock (Host.Gate)
        {
            return HostDescription.Of(Host);
        }
    }

    private async Task<PlayAnswer> PlayAsync(IReadOnlyList<string> arguments, string input)
    {
        var disturbance = FakePowerShell.Changes(input) ? Next() : null;
        switch (disturbance?.Kind)
        {
            case PlayDisturbanceKind.LoseBefore:
                return new PlayAnswer(255, "");
            case PlayDisturbanceKind.HoldAndAct:
                await Task.Delay(disturbance.Milliseconds, _end.Token);
                break;
        }

        PlayAnswer answer;
        try
        {
            answer = new PlayAnswer(0, FakePowerShell.Run(Host, arguments, input));
        }
        catch (ConnectionLostException)
        {
            return new PlayAnswer(255, "");
        }
        catch (Exception e) when (e is ParseException or InvalidDataException or FormatException or JsonException)
        {
            return new PlayAnswer(1, "", e.Message);
        }

        return disturbance?.Kind switch
        {
            PlayDisturbanceKind.LoseAfter => new PlayAnswer(255, ""),
            PlayDisturbanceKind.Cut => answer with { Output = answer.Output[..(answer.Output.Length / 2)] },
            PlayDisturbanceKind.Twice => answer with { Output = answer.Output + answer.Output },
            PlayDisturbanceKind.HoldAndAct or PlayDisturbanceKind.ActAndHold => answer with { ExitCode = null },
            _ => answer,
        };
    }

    private PlayDisturbance? Next()
    {
        lock (_gate)
        {
            var found = _disturbances.Find(d => d.Skip == _changing);
            _changing++;
            return found;
        }
    }
}
