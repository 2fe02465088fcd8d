namespace Barelane.FakeHyperV.WinRm;

/// <summary>A shell that a client opened, with the one command in it.</summary>
internal sealed class FakeShell : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly MemoryStream _input = new();
    private readonly TaskCompletionSource<byte[]> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _taken;

    public string Id { get; } = Guid.NewGuid().ToString("D").ToUpperInvariant();

    public string CommandId { get; private set; } = "";

    public Task<WinRmOutput>? Running { get; private set; }

    public void Start(string line, Func<WinRmCommand, Task<WinRmOutput>> run)
    {
        CommandId = Guid.NewGuid().ToString("D").ToUpperInvariant();
        Running = run(new WinRmCommand(line, _ended.Task, _stop.Token));
    }

    public void Feed(byte[] piece, bool isLast)
    {
        _input.Write(piece);
        if (isLast)
        {
            _ended.TrySetResult(_input.ToArray());
        }
    }

    /// <summary>The next piece of output that fits an envelope, and whether it is the last.</summary>
    public (byte[] Output, byte[] Error, bool IsLast) Take(WinRmOutput output, int most)
    {
        var all = output.Output.AsSpan(Math.Min(_taken, output.Output.Length));
        var piece = all[..Math.Min(most, all.Length)];
        _taken += piece.Length;
        var isLast = _taken >= output.Output.Length;
        return (piece.ToArray(), isLast ? output.Error : [], isLast);
    }

    public void Stop()
    {
        _stop.Cancel();
        _ended.TrySetCanceled();
    }

    public void Dispose()
    {
        Stop();
        _stop.Dispose();
        _input.Dispose();
    }
}
