using Barelane.Twin.Model;

namespace Barelane.Twin.Guests;

/// <summary>The running guest of a VM: its files, and the programs started in it.</summary>
internal sealed class GuestMachine(TwinVm vm)
{
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(1);
    private readonly List<GuestProcess> _processes = [];
    private long _lastPid = 1000;

    public GuestFiles Files { get; } = new();

    public IReadOnlyList<GuestProcess> Processes => _processes;

    private bool IsWindows => vm.Guest.Id.StartsWith("win", StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts a program; its arguments are one string that the guest takes apart.</summary>
    public GuestProcess Start(string program, string arguments, string owner)
    {
        var outcome = Execute(program, arguments);
        var now = vm.Site.Clock.Now;
        var name = program[(program.LastIndexOfAny(['/', '\\']) + 1)..];
        var process = new GuestProcess(++_lastPid, name, $"{program} {arguments}".TrimEnd(), owner, now, now + RunTime, outcome.ExitCode);
        _processes.Add(process);
        return process;
    }

    private GuestOutcome Execute(string program, string arguments)
    {
        var shell = new GuestShell(vm, Files, IsWindows);
        if (IsWindows && program.EndsWith("cmd.exe", StringComparison.OrdinalIgnoreCase))
        {
            var line = arguments[(arguments.IndexOf("/c ", StringComparison.OrdinalIgnoreCase) + 3)..].Trim();
            return shell.Run(line is ['"', .., '"'] ? line[1..^1] : line);
        }

        // VMware Tools pass redirections of a Linux guest to its shell too, so the whole line goes there.
        return shell.Run($"'{program}' {arguments}");
    }
}
