using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Barelane.Core.Adapters;

namespace Barelane.Ssh;

/// <summary>Runs a child with data on its standard input, for as long as it may take and no longer.</summary>
public static class Child
{
    private const int OutputLimit = 256 << 20;

    /// <summary>
    /// Runs it to its end. One that is given up is killed and left alone: a process that the kernel holds does not die, and nobody waits for it.
    /// </summary>
    /// <param name="start">The program and its arguments.</param>
    /// <param name="input">All that it finds on its standard input.</param>
    /// <param name="limit">After this time it is given up.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SiteException">The program is not there.</exception>
    public static async Task<ChildAnswer> RunAsync(ProcessStartInfo start, ReadOnlyMemory<byte> input, TimeSpan limit, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        using var child = Begin(start);
        try
        {
            var output = ReadAsync(child.StandardOutput.BaseStream, either.Token);
            var error = ReadAsync(child.StandardError.BaseStream, either.Token);
            await FeedAsync(child, input, either.Token).ConfigureAwait(false);
            await child.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return new ChildAnswer(child.ExitCode, await output.ConfigureAwait(false), Encoding.UTF8.GetString(await error.ConfigureAwait(false)).Trim());
        }
        catch (OperationCanceledException)
        {
            Kill(child);
            cancellationToken.ThrowIfCancellationRequested();
            return new ChildAnswer(null, [], "");
        }
    }

    /// <summary>Starts a child with all three streams in our hands.</summary>
    /// <exception cref="SiteException">The program is not there.</exception>
    public static Process Begin(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.UseShellExecute = false;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new SiteException(
                new Problem
                {
                    Code = "program-missing",
                    Message = $"'{start.FileName}' could not be started on this machine: {e.Message}.",
                    Remedy = start.FileName == "ssh" ? "Install the OpenSSH client: 'apt install openssh-client' or 'dnf install openssh-clients'; on Windows the optional feature 'OpenSSH Client'." : "Install it.",
                },
                e);
        }
    }

    /// <summary>Kills a child and what it started; one that has ended by itself is fine.</summary>
    public static void Kill(Process child)
    {
        try
        {
            child.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in the same moment.
        }
    }

    private static async Task FeedAsync(Process child, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await child.StandardInput.BaseStream.WriteAsync(input, cancellationToken).ConfigureAwait(false);
            child.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit status tells why.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 << 10];
        for (int got; (got = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if (all.Length < OutputLimit)
            {
                all.Write(buffer, 0, got);
            }
        }

        return all.ToArray();
    }
}
