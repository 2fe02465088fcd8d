using System.Text;
using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Guest;

/// <summary>A way into a guest through VMware Tools: no network to the guest is needed, only its account.</summary>
internal sealed class GuestChannel : IGuestChannel
{
    private const int OutputLimit = 1 << 20;
    private const int ErrorLimit = 64 << 10;
    private const int NotFoundInShell = 127;
    private const int NotFoundInCmd = 9009;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(2);

    // Windows on a busy host takes minutes from power-on to its services.
    private static readonly TimeSpan BootPatience = TimeSpan.FromMinutes(5);

    private readonly VimSession _session;
    private readonly ManagedObjectRef _vm;
    private readonly GuestState _state;
    private readonly GuestManagers _managers;
    private readonly VimCredential _account;
    private readonly TimeProvider _time;

    private GuestChannel(VimSession session, ManagedObjectRef vm, GuestState state, GuestManagers managers, VimCredential account, TimeProvider time)
    {
        _session = session;
        _vm = vm;
        _state = state;
        _managers = managers;
        _account = account;
        _time = time;
    }

    /// <inheritdoc/>
    public GuestFamily Family => _state.LikelyFamily;

    /// <summary>
    /// Opens the way: checks that the guest runs, that its tools answer, and that it takes the account. A guest that was powered on
    /// a short while ago is given the time to bring its tools up.
    /// </summary>
    /// <exception cref="SiteException">The guest can't be asked.</exception>
    public static async Task<GuestChannel> OpenAsync(VimSession session, ManagedObjectRef vm, GuestCredential credential, TimeProvider time, CancellationToken cancellationToken)
    {
        var name = vm.Value;
        try
        {
            var collector = new PropertyCollector(session);
            var state = await StartedAsync(session, collector, vm, time, cancellationToken).ConfigureAwait(false);
            name = state.Name;

            var managers = session.Content.Find("guestOperationsManager") is { } operations
                ? await collector.ReadAsync(operations, GuestManagers.Properties, cancellationToken).ConfigureAwait(false)
                : null;
            var channel = new GuestChannel(
                session,
                vm,
                state,
                managers ?? throw GuestProblems.NotAsked(name, "the server offers no guest operations.", "Use a vCenter or an ESXi host of version 5.0 or later."),
                new VimCredential(credential.User, credential.Password),
                time);
            await session.CallAsync(GuestCalls.ValidateCredentials(channel._managers.Authentication, vm, channel._account), cancellationToken).ConfigureAwait(false);
            return channel;
        }
        catch (VimException e)
        {
            throw GuestProblems.Of(e, name);
        }
    }

    /// <inheritdoc/>
    public async Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var stem = (Family == GuestFamily.Windows ? @"C:\Windows\Temp\barelane-" : "/tmp/barelane-") + Guid.NewGuid().ToString("N");
        string output = stem + ".out", error = stem + ".err";
        var command = GuestCommand.Of(Family, program, arguments, output, error);
        using var clock = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            var pid = await _session.CallAsync(GuestCalls.StartProgram(_managers.Processes, _vm, _account, command), either.Token).ConfigureAwait(false);
            var code = await WaitAsync(pid, either.Token).ConfigureAwait(false);
            var said = await ReadTextAsync(output, OutputLimit, either.Token).ConfigureAwait(false);
            var complained = await ReadTextAsync(error, ErrorLimit, either.Token).ConfigureAwait(false);
            return IsMissing(code, complained, program)
                ? throw new SiteException(new Problem { Code = "not-found", Message = $"The guest of '{_state.Name}' has no program '{program}'." })
                : new GuestOutput(code, said, complained);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SiteException(new Problem
            {
                Code = "time-out",
                Message = $"'{program}' in the guest of '{_state.Name}' was not over after {timeout.TotalSeconds:0} s.",
                Remedy = "See in the guest what holds it up.",
            });
        }
        catch (VimException e)
        {
            throw GuestProblems.Of(e, _state.Name);
        }
        finally
        {
            await DeleteAsync(output).ConfigureAwait(false);
            await DeleteAsync(error).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            var address = await _session.CallAsync(GuestCalls.WriteFile(_managers.Files, _vm, _account, path, content.Length, overwrite: true), cancellationToken).ConfigureAwait(false);
            await new GuestTransfer(_session).WriteAsync(address, content, cancellationToken).ConfigureAwait(false);
        }
        catch (VimException e)
        {
            throw GuestProblems.Of(e, _state.Name);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(path, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (VimException e)
        {
            throw GuestProblems.Of(e, _state.Name);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<GuestState> StartedAsync(VimSession session, PropertyCollector collector, ManagedObjectRef vm, TimeProvider time, CancellationToken cancellationToken)
    {
        DateTimeOffset? before = null;
        for (var pause = FirstLook; ; pause = Longer(pause))
        {
            var state = await collector.ReadAsync(vm, GuestState.Properties, cancellationToken).ConfigureAwait(false)
                ?? throw GuestProblems.NotAsked(vm.Value, "the VM does not exist any more.", "Inspect the site again.");
            if (!state.IsRunning)
            {
                throw GuestProblems.NotAsked(state.Name, "the VM is not powered on.", "Power it on first.");
            }

            if (state.HasTools)
            {
                return state;
            }

            if (state.IsWithoutTools || state.BootTime is not { } booted)
            {
                throw GuestProblems.NotAsked(state.Name, "VMware Tools does not run in it.", "Install and start VMware Tools (open-vm-tools).");
            }

            if (before - booted > BootPatience)
            {
                throw GuestProblems.NotAsked(
                    state.Name,
                    "VMware Tools does not run in it, though it was powered on over 5 minutes ago.",
                    "See on its console whether it has started; install and start VMware Tools (open-vm-tools).");
            }

            // Both times are the server's, so that a wrong clock here shortens nothing; asked before the next look, so that what is
            // judged late was looked at late.
            before = await session.CallAsync(SessionCalls.CurrentTime(), cancellationToken).ConfigureAwait(false);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What is waited for is looked at ever less often.</summary>
    private static TimeSpan Longer(TimeSpan pause) => pause * 2 > LastLook ? LastLook : pause * 2;

    /// <summary>Guest processes report no end of their own, so that they have to be looked at; ever less often.</summary>
    private async Task<int> WaitAsync(long pid, CancellationToken cancellationToken)
    {
        for (var pause = FirstLook; ; pause = Longer(pause))
        {
            var processes = await _session.CallAsync(GuestCalls.ListProcesses(_managers.Processes, _vm, _account, [pid]), cancellationToken).ConfigureAwait(false);
            if (processes.Find(p => p.Pid == pid) is { ExitCode: { } code })
            {
                return code;
            }

            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ReadTextAsync(string path, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await ReadAsync(path, int.MaxValue, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, limit)));
        }
        catch (VimFaultException e) when (e.Fault.Type is "FileNotFound" or "FileFault")
        {
            // The shell did not come as far as making the file.
            return "";
        }
    }

    private async Task<byte[]> ReadAsync(string path, int limit, CancellationToken cancellationToken)
    {
        var file = await _session.CallAsync(GuestCalls.ReadFile(_managers.Files, _vm, _account, path), cancellationToken).ConfigureAwait(false);
        return file.Size > limit
            ? throw new SiteException(new Problem { Code = "too-large", Message = $"'{path}' in the guest of '{_state.Name}' has {file.Size} bytes; at most {limit} are read." })
            : file.Size == 0 ? [] : await new GuestTransfer(_session).ReadAsync(file, cancellationToken).ConfigureAwait(false);
    }

    private async Task DeleteAsync(string path)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), _time);
        try
        {
            await _session.CallAsync(GuestCalls.DeleteFile(_managers.Files, _vm, _account, path), limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is VimException or OperationCanceledException)
        {
            // It was never made, or the guest is gone; it lies in the guest's folder for temporary files.
        }
    }

    private bool IsMissing(int code, string complained, string program) => Family == GuestFamily.Windows
        ? code == NotFoundInCmd || (code == 1 && complained.Contains($"'\"{program}\"' is not recognized", StringComparison.OrdinalIgnoreCase))
            || (code == 1 && complained.Contains($"'{program}' is not recognized", StringComparison.OrdinalIgnoreCase))
        : code == NotFoundInShell;
}
