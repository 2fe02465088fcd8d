using System.Text;

namespace Barelane.EndToEnd.Tests.CommandLine;

/// <summary>A stream whose writes do not return before they may.</summary>
internal sealed class HeldStream : MemoryStream
{
    /// <summary>Set once somebody writes.</summary>
    public ManualResetEventSlim Entered { get; } = new();

    /// <summary>Lets writes return.</summary>
    public ManualResetEventSlim Go { get; } = new();

    /// <summary>What was written.</summary>
    public string Text => Encoding.UTF8.GetString(ToArray());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Entered.Set();
        Go.Wait();
        base.Write(buffer);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Entered.Dispose();
        Go.Dispose();
        base.Dispose(disposing);
    }
}
