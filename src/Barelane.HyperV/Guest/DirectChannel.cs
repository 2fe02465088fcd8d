using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Barelane.Core.Adapters;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Guest;

/// <summary>
/// A way into a Windows guest through its host (PowerShell Direct): an account in the guest, and no network to it. The account's password travels as data on the host's standard input, is no part of a command line
/// or of a script's text, and is given to no cmdlet as text, which a host's logs could hold.
/// </summary>
internal sealed class DirectChannel : IGuestChannel
{
    private const int OutputLimit = 1 << 20;
    private const int ErrorLimit = 64 << 10;

    /// <summary>What is written by one script: small enough for any transport's memory, large enough that a driver does not take hours.</summary>
    private const int Piece = 4 << 20;

    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private readonly IPowerShellHost _host;
    private readonly string _vm;
    private readonly string _name;
    private readonly GuestCredential _account;

    private DirectChannel(IPowerShellHost host, string vm, string name, GuestCredential account) => (_host, _vm, _name, _account) = (host, vm, name, account);

    /// <inheritdoc/>
    /// <remarks>PowerShell Direct is Windows' own: no other guest answers it.</remarks>
    public GuestFamily Family => GuestFamily.Windows;

    /// <summary>Opens the way: the VM has to run, and its guest to take the account, for which one that was just started is given time.</summary>
    /// <exception cref="SiteException">The guest can't be asked.</exception>
    public static async Task<DirectChannel> OpenAsync(IPowerShellHost host, string vm, GuestCredential account, TimeProvider time, CancellationToken cancellationToken)
    {
        const int Running = 2;
        var found = await new HostReader(host).ManyAsync(ReadScripts.Vms, [], AnswersJson.Default.VmAnswer, cancellationToken).ConfigureAwait(false);
        var known = found.FirstOrDefault(v => v.Id.Equals(vm, StringComparison.OrdinalIgnoreCase))
            ?? throw new SiteException(new Problem { Code = "not-found", Message = $"The VM '{vm}' is not on this host any more.", Remedy = "Inspect the site, and plan again." });
        if (known.State != Running)
        {
            throw new SiteException(new Problem { Code = "guest-not-asked", Message = $"The guest of '{known.Name}' can't be asked: the VM does not run.", Remedy = "Power it on first." });
        }

        var channel = new DirectChannel(host, vm, known.Name, account);
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                await channel.ExecuteAsync("cmd.exe", ["/d", "/c", "ver"], TimeSpan.FromSeconds(30), cancellationToken).ConfigureAwait(false);
                return channel;
            }
            catch (SiteException e) when (e.Problem.Code == "guest-not-asked" && known.Heartbeat.StartsWith("Ok", StringComparison.OrdinalIgnoreCase) is false && time.GetElapsedTime(begun) < StartPatience)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var request = Request();
        request["Program"] = program;
        request["Line"] = WindowsCommandLine.Of(arguments);
        request["Milliseconds"] = (int)Math.Min(timeout.TotalMilliseconds, int.MaxValue);
        var answer = await OneAsync(GuestScripts.Run.Within(timeout + Slack), request, AnswersJson.Default.GuestRunAnswer, program, cancellationToken).ConfigureAwait(false);
        return new GuestOutput(answer.ExitCode, Cut(answer.Output, OutputLimit), Cut(answer.Error, ErrorLimit));
    }

    /// <inheritdoc/>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        for (var at = 0; at == 0 || at < content.Length; at += Piece)
        {
            var request = Request();
            request["Path"] = path;
            request["Mode"] = at == 0 ? "Create" : "Append";
            request["Content"] = Convert.ToBase64String(content.Slice(at, Math.Min(Piece, content.Length - at)).Span);
            await AskAsync(GuestScripts.Put, request, path, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken)
    {
        var request = Request();
        request["Path"] = path;
        request["Limit"] = limit;
        var answer = await OneAsync(GuestScripts.Get, request, AnswersJson.Default.ContentAnswer, path, cancellationToken).ConfigureAwait(false);
        var content = new byte[answer.Content.Length];
        return Convert.TryFromBase64String(answer.Content, content, out var length) ? content[..length] : throw Strange(path, "no base64 came");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The VM and the account, as the beginning of a script's arguments.</summary>
    public JsonObject Request() => new() { ["Vm"] = _vm, ["User"] = _account.User, ["Password"] = _account.Password };

    private async Task<T> OneAsync<T>(HostScript script, JsonObject request, JsonTypeInfo<T> type, string what, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(script, request, what, cancellationToken).ConfigureAwait(false);
        try
        {
            return answer.Data.GetArrayLength() == 1 && answer.Data[0].Deserialize(type) is { } one ? one : throw Strange(what, $"{answer.Data.GetArrayLength()} results came where one was expected");
        }
        catch (JsonException e)
        {
            throw Strange(what, e.Message);
        }
    }

    /// <summary>All that a script tells of the guest.</summary>
    public async Task<IReadOnlyList<T>> ManyAsync<T>(HostScript script, JsonObject request, JsonTypeInfo<T> type, string what, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(script, request, what, cancellationToken).ConfigureAwait(false);
        try
        {
            return [.. answer.Data.EnumerateArray().Select(e => e.Deserialize(type) ?? throw new JsonException("null"))];
        }
        catch (JsonException e)
        {
            throw Strange(what, e.Message);
        }
    }

    private async Task<HostAnswer> AskAsync(HostScript script, JsonObject request, string what, CancellationToken cancellationToken)
    {
        try
        {
            return await _host.RunAsync(script, request, cancellationToken).ConfigureAwait(false);
        }
        catch (HostScriptException e) when (e.Error is { } error)
        {
            throw new SiteException(Explain(error, e.Problem, what), e);
        }
        catch (HostScriptException e)
        {
            throw e.Kind == HostScriptFailure.TimedOut ? new SiteException(e.Problem with { Code = "time-out" }, e) : e.ToSite();
        }
    }

    /// <summary>What a refusal means that came of something in the guest.</summary>
    public Problem Explain(HostError error, Problem problem, string what) => error switch
    {
        _ when error.Is("barelane-guest-time-out") => new Problem { Code = "time-out", Message = $"'{what}' in the guest of '{_name}' was not over in time, and was ended.", Remedy = "See in the guest what holds it up." },
        _ when error.Is("barelane-guest-too-large") => new Problem { Code = "too-large", Message = $"'{what}' in the guest of '{_name}' has more bytes than are read." },
        _ when error.Is("barelane-guest-not-whole") => new Problem
        {
            Code = "guest-refused",
            Message = $"A file that was copied into the guest of '{_name}' holds other bytes there than on the host, and none of those that came with it was put in its place.",
            Remedy = "See whether the guest's disk is full or a virus scanner changes files there, and run 'barelane resume'.",
        },
        _ when error.Is("Win32Exception") || error.Is("PathNotFound") || error.Is("FileNotFoundException") || error.Is("DirectoryNotFoundException") =>
            new Problem { Code = "not-found", Message = $"The guest of '{_name}' has no program or file '{what}'.", Evidence = problem.Evidence },
        _ when error.Id.Contains("IOError", StringComparison.OrdinalIgnoreCase) || error.Id.Contains("UnauthorizedAccess", StringComparison.OrdinalIgnoreCase) || error.Is("IOException") || error.Is("ArgumentException") || error.Is("NotSupportedException") =>
            new Problem { Code = "guest-refused", Message = $"The guest of '{_name}' refuses '{what}': {problem.Message}", Remedy = "Use an administrator's account of the guest, and see whether its disk is full.", Evidence = problem.Evidence },
        _ => problem with
        {
            Code = "guest-not-asked",
            Message = $"The guest of '{_name}' can't be asked over PowerShell Direct: {problem.Message}",
            Remedy = $"It needs a running guest of Windows 10, Windows Server 2016 or later, and an account of that guest ('{_account.User}' was used) that may sign in.",
        },
    };

    private SiteException Strange(string what, string why) => new(new Problem { Code = "guest-answer", Message = $"What the guest of '{_name}' said to '{what}' could not be understood: {why}." });

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..limit];
}
