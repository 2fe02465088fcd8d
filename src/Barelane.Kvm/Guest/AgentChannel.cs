using System.Text;
using System.Text.Json.Nodes;
using Barelane.Core.Adapters;
using Barelane.Kvm.Libvirt;

namespace Barelane.Kvm.Guest;

/// <summary>A way into a guest through the QEMU guest agent: neither a network to the guest nor an account in it is needed; the agent runs programs as root.</summary>
internal sealed class AgentChannel : IGuestChannel
{
    private const int OutputLimit = 1 << 20;
    private const int ErrorLimit = 64 << 10;
    private const int Piece = 48 << 10;
    private const int NotFoundByEnv = 127;
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastLook = TimeSpan.FromSeconds(1);

    private readonly ILibvirt _libvirt;
    private readonly Guid _vm;
    private readonly string _name;
    private readonly TimeProvider _time;

    private AgentChannel(ILibvirt libvirt, Guid vm, string name, GuestFamily family, TimeProvider time)
    {
        _libvirt = libvirt;
        _vm = vm;
        _name = name;
        _time = time;
        Family = family;
    }

    /// <inheritdoc/>
    public GuestFamily Family { get; }

    /// <summary>Opens the way: the VM has to run, and its agent to answer, for which a guest that was just started is given time.</summary>
    /// <exception cref="SiteException">The guest can't be asked.</exception>
    public static async Task<AgentChannel> OpenAsync(ILibvirt libvirt, Guid vm, string name, TimeProvider time, CancellationToken cancellationToken)
    {
        var state = await libvirt.StateAsync(vm, cancellationToken).ConfigureAwait(false) ?? throw LibvirtProblems.NoDomain(vm);
        if (state is not (DomainState.Running or DomainState.Blocked))
        {
            throw new SiteException(new Problem { Code = "guest-not-asked", Message = $"The guest of '{name}' can't be asked: the VM is '{state.ToString().ToLowerInvariant()}'.", Remedy = "Power it on first." });
        }

        var begun = time.GetTimestamp();
        for (var pause = FirstLook; ; pause = pause < LastLook ? pause * 2 : pause)
        {
            try
            {
                await libvirt.AgentAsync(vm, AgentCommand.Of("guest-ping"), Answer, cancellationToken).ConfigureAwait(false);
                break;
            }
            catch (SiteException e) when (e.Problem.Code == "guest-not-asked" && time.GetElapsedTime(begun) < StartPatience)
            {
                await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (SiteException e) when (e.Problem.Code == "unsupported")
            {
                throw new SiteException(
                    new Problem
                    {
                        Code = "guest-not-asked",
                        Message = $"The guest of '{name}' can't be asked: the VM has no channel for the QEMU guest agent.",
                        Remedy = "Add one ('virt-xml VM --add-device --channel unix,target.type=virtio,target.name=org.qemu.guest_agent.0'), and install 'qemu-guest-agent' in the guest.",
                    },
                    e);
            }
        }

        return new AgentChannel(libvirt, vm, name, await FamilyAsync(libvirt, vm, cancellationToken).ConfigureAwait(false), time);
    }

    /// <inheritdoc/>
    public async Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        try
        {
            // Programs are asked for words that do not depend on the guest's language.
            var command = Family == GuestFamily.Windows ? AgentCommand.Execute(program, arguments) : AgentCommand.Execute("/usr/bin/env", ["LC_ALL=C", program, .. arguments]);
            var pid = AgentCommand.Number((await AskAsync(command, program, either.Token).ConfigureAwait(false))?["pid"]);
            var ended = await WaitAsync(pid, program, either.Token).ConfigureAwait(false);
            var error = Text(ended?["err-data"], ErrorLimit);
            if (ended?["exitcode"] is not { } status)
            {
                throw new SiteException(new Problem { Code = "guest-refused", Message = $"'{program}' in the guest of '{_name}' was ended by signal '{ended?["signal"]?.ToJsonString() ?? "unknown"}'." });
            }

            return AgentCommand.Number(status) == NotFoundByEnv && Family != GuestFamily.Windows
                ? throw NotFound(program)
                : new GuestOutput((int)AgentCommand.Number(status), Text(ended["out-data"], OutputLimit), error);
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new SiteException(new Problem
            {
                Code = "time-out",
                Message = $"'{program}' in the guest of '{_name}' was not over after {timeout.TotalSeconds:0} s.",
                Remedy = "See in the guest what holds it up.",
            });
        }
    }

    /// <inheritdoc/>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var handle = await OpenFileAsync(path, "w", cancellationToken).ConfigureAwait(false);
        try
        {
            for (var at = 0; at < content.Length; at += Piece)
            {
                var piece = content.Slice(at, Math.Min(Piece, content.Length - at));
                var written = await AskAsync(
                    AgentCommand.Of("guest-file-write", new JsonObject { ["handle"] = handle, ["buf-b64"] = Convert.ToBase64String(piece.Span) }), path, cancellationToken).ConfigureAwait(false);
                if (AgentCommand.Number(written?["count"]) != piece.Length)
                {
                    throw new SiteException(new Problem { Code = "guest-refused", Message = $"'{path}' in the guest of '{_name}' could not be written to its end.", Remedy = "See whether the guest's disk is full." });
                }
            }
        }
        finally
        {
            await CloseFileAsync(handle).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken)
    {
        var handle = await OpenFileAsync(path, "r", cancellationToken).ConfigureAwait(false);
        try
        {
            using var all = new MemoryStream();
            for (; ; )
            {
                var read = await AskAsync(AgentCommand.Of("guest-file-read", new JsonObject { ["handle"] = handle, ["count"] = Piece }), path, cancellationToken).ConfigureAwait(false);
                all.Write(AgentCommand.Bytes(read?["buf-b64"]));
                if (all.Length > limit)
                {
                    throw new SiteException(new Problem { Code = "too-large", Message = $"'{path}' in the guest of '{_name}' has more than the {limit} bytes that are read." });
                }

                if (read?["eof"]?.GetValue<bool>() != false || AgentCommand.Number(read["count"]) == 0)
                {
                    return all.ToArray();
                }
            }
        }
        finally
        {
            await CloseFileAsync(handle).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<GuestFamily> FamilyAsync(ILibvirt libvirt, Guid vm, CancellationToken cancellationToken)
    {
        try
        {
            var told = AgentCommand.Returned(await libvirt.AgentAsync(vm, AgentCommand.Of("guest-get-osinfo"), Answer, cancellationToken).ConfigureAwait(false));
            var id = told?["id"]?.GetValue<string>() ?? "";
            return id == "mswindows" ? GuestFamily.Windows : id.Length > 0 || told?["kernel-release"] is not null ? GuestFamily.Linux : GuestFamily.Unknown;
        }
        catch (SiteException e) when (e.Problem.Code is "refused" or "unsupported" or "guest-answer")
        {
            // Agents before 2.10 have no such command.
            return GuestFamily.Unknown;
        }
    }

    private async Task<JsonNode?> WaitAsync(long pid, string program, CancellationToken cancellationToken)
    {
        for (var pause = FirstLook; ; pause = pause < LastLook ? pause * 2 : pause)
        {
            var state = await AskAsync(AgentCommand.Of("guest-exec-status", new JsonObject { ["pid"] = pid }), program, cancellationToken).ConfigureAwait(false);
            if (state?["exited"]?.GetValue<bool>() == true)
            {
                return state;
            }

            await Task.Delay(pause, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<JsonNode?> AskAsync(string command, string about, CancellationToken cancellationToken)
    {
        try
        {
            return AgentCommand.Returned(await _libvirt.AgentAsync(_vm, command, Answer, cancellationToken).ConfigureAwait(false));
        }
        catch (SiteException e) when (e.Problem.Message.Contains("has been disabled", StringComparison.Ordinal))
        {
            throw new SiteException(
                e.Problem with
                {
                    Code = "guest-denied",
                    Message = $"The guest agent of '{_name}' may not run programs or open files: its own configuration forbids it.",
                    Remedy = "Allow 'guest-exec', 'guest-exec-status' and the 'guest-file' commands in the guest (on the RHEL family '/etc/sysconfig/qemu-ga'), and restart the agent.",
                },
                e);
        }
        catch (SiteException e) when (e.Problem.Message.Contains("No such file", StringComparison.OrdinalIgnoreCase) || e.Problem.Message.Contains("cannot find the file", StringComparison.OrdinalIgnoreCase))
        {
            throw NotFound(about);
        }
    }

    private async Task<long> OpenFileAsync(string path, string mode, CancellationToken cancellationToken) =>
        AgentCommand.Number(await AskAsync(AgentCommand.Of("guest-file-open", new JsonObject { ["path"] = path, ["mode"] = mode }), path, cancellationToken).ConfigureAwait(false));

    private async Task CloseFileAsync(long handle)
    {
        try
        {
            // Also where the caller was cancelled; libvirt gives the agent a limited time for its answer.
            await AskAsync(AgentCommand.Of("guest-file-close", new JsonObject { ["handle"] = handle }), "", CancellationToken.None).ConfigureAwait(false);
        }
        catch (SiteException)
        {
            // The agent closes its files when it ends.
        }
    }

    private SiteException NotFound(string what) => new(new Problem { Code = "not-found", Message = $"The guest of '{_name}' has no program or file '{what}'." });

    private static string Text(JsonNode? data, int limit)
    {
        var bytes = AgentCommand.Bytes(data);
        return Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, limit)));
    }
}
