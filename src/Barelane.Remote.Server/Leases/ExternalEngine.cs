using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Barelane.Remote.Server.Leases;

/// <summary>Starts and stops the user's program for leases, by the commands of its file.</summary>
internal sealed class ExternalEngine(EngineFile file, TextWriter log)
{
    private const int Tail = 400;

    /// <summary>How long the last words of a command that failed are waited for. On a busy machine they come some time behind its end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public string Name => file.Name;

    /// <summary>Starts it for a lease. An <see cref="IOException"/> says why that did not go; what is there of it is still to be stopped.</summary>
    public EngineOffer Start(Lease lease)
    {
        return Run(file.Start, lease) is { } problem ? throw new IOException($"The engine '{file.Name}' could not be started: {problem}") : Offer(lease);
    }

    /// <summary>Has it stop; that it did not is in the log, since the lease ends all the same.</summary>
    public void Stop(Lease lease)
    {
        if (Run(file.Stop, lease) is { } problem)
        {
            log.WriteLine($"the engine '{file.Name}' was told to stop for lease {lease.Id} and did not: {problem}");
        }
    }

    public bool IsUsed(Lease lease) => file.Used.Count > 0 && Run(file.Used, lease) is null;

    public EngineOffer Offer(Lease lease) => new(
        file.Variables.ToDictionary(v => v.Key, v => Filled(v.Value, lease)),
        file.Files.ToDictionary(f => f.Key, f => Filled(f.Value, lease)));

    private string? Run(IReadOnlyList<string> command, Lease lease)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1).Select(w => Filled(w, lease)))
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var said = "";
            var isSaid = new ManualResetEventSlim();
            process.ErrorDataReceived += (_, line) =>
            {
                said += line.Data is null ? "" : line.Data + " ";
                if (line.Data is null)
                {
                    isSaid.Set();
                }
            };
            process.OutputDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();

            if (!process.WaitForExit(TimeSpan.FromSeconds(file.CommandSeconds)))
            {
                process.Kill(entireProcessTree: true);
                return $"'{command[0]}' did not end within {file.CommandSeconds} s.";
            }

            // Not until its output is closed: what it has started may keep that for ever.
            if (process.ExitCode == 0)
            {
                return null;
            }

            _ = isSaid.Wait(Grace);
            return $"'{command[0]}' ended with {process.ExitCode}. {(said.Length > Tail ? said[^Tail..] : said).Trim()}".TrimEnd();
        }
        catch (Win32Exception e)
        {
            return $"'{command[0]}' can't be run: {e.Message}";
        }
    }

    // One pass, so that nothing that a user is called can be a place to fill.
    private string Filled(string text, Lease lease)
    {
        (string Name, string Value)[] places =
        [
            ("{lease}", lease.Id),
            ("{user}", lease.User),
            ("{devices}", string.Join(',', lease.Places)),
            ("{memory-mib}", (lease.Memory >> 20).ToString(CultureInfo.InvariantCulture)),
            ("{port}", lease.Port.ToString(CultureInfo.InvariantCulture)),
        ];
        var filled = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var place = text[at] == '{' ? places.FirstOrDefault(p => string.CompareOrdinal(text, at, p.Name, 0, p.Name.Length) == 0) : default;
            _ = place.Name is null ? filled.Append(text[at]) : filled.Append(place.Value);
            at += place.Name?.Length ?? 1;
        }

        return filled.ToString();
    }

    /// <summary>A port that no lease has; 0 where leases get none.</summary>
    public int PortBeside(IEnumerable<Lease> leases)
    {
        var taken = leases.Select(l => l.Port).ToHashSet();
        var port = file.FirstPort;
        while (port > 0 && taken.Contains(port))
        {
            port++;
        }

        return port;
    }
}
