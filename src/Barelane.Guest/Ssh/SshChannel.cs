using System.Globalization;
using System.Text;
using Barelane.Core.Adapters;
using Barelane.Ssh;

namespace Barelane.Guest.Ssh;

/// <summary>A way into a guest through its own ssh server, with the system's ssh client: keys, known hosts and configuration are the user's. It works where no agent runs, on any hypervisor.</summary>
internal sealed class SshChannel : IGuestChannel
{
    private const int OutputLimit = 1 << 20;
    private const int ErrorLimit = 64 << 10;
    private const string Uuid = "/sys/class/dmi/id/product_uuid";
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SshClient _client;
    private readonly string _name;
    private readonly TimeProvider _time;

    private SshChannel(SshClient client, string name, TimeProvider time) => (_client, _name, _time) = (client, name, time);

    /// <inheritdoc/>
    public GuestFamily Family => GuestFamily.Linux;

    /// <summary>Opens the way; a guest that was just started is given time to let somebody in.</summary>
    /// <param name="client">The client; disposed with the channel, also where this throws.</param>
    /// <param name="name">The VM's name for messages.</param>
    /// <param name="machine">The UUID that the VM's firmware tells its guest; null where it is not known.</param>
    /// <param name="time">The clock of waits.</param>
    /// <param name="cancellationToken">Stops opening.</param>
    /// <exception cref="SiteException">Nobody answers, it is another machine, or no Linux.</exception>
    public static async Task<SshChannel> OpenAsync(SshClient client, string name, Guid? machine, TimeProvider time, CancellationToken cancellationToken)
    {
        var channel = new SshChannel(client, name, time);
        try
        {
            var begun = time.GetTimestamp();
            while (true)
            {
                try
                {
                    await channel.RequireAsync(machine, cancellationToken).ConfigureAwait(false);
                    return channel;
                }
                catch (SiteException e) when (e.Problem.Code is "unreachable" or "connection-lost" && time.GetElapsedTime(begun) < StartPatience)
                {
                    await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch
        {
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<GuestOutput> ExecuteAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(SshGuestScripts.Run, program, Words([program, .. arguments]), timeout, cancellationToken).ConfigureAwait(false);
        return new GuestOutput(answer.Status, Text(answer.Output, OutputLimit), Text(answer.Error, ErrorLimit));
    }

    /// <inheritdoc/>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Fine(path, await AskAsync(SshGuestScripts.Put, path, [.. Words([path]), .. content.Span], Usual + TimeSpan.FromSeconds(content.Length >> 18), cancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<byte[]> GetAsync(string path, int limit, CancellationToken cancellationToken)
    {
        var most = (limit + 1L).ToString(CultureInfo.InvariantCulture);
        var content = Fine(path, await AskAsync(SshGuestScripts.Get, path, Words([path, most]), Usual, cancellationToken).ConfigureAwait(false)).Output;
        return content.Length <= limit ? content : throw new SiteException(new Problem { Code = "too-large", Message = $"'{path}' in the guest of '{_name}' has more than the {limit} bytes that are read." });
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    /// <summary>It is the VM's own guest, as far as it tells: only root may read the UUID.</summary>
    private async Task RequireAsync(Guid? machine, CancellationToken cancellationToken)
    {
        var told = await ExecuteAsync("cat", [Uuid], Usual, cancellationToken).ConfigureAwait(false);
        if (machine is { } wanted && told.ExitCode == 0 && Guid.TryParse(told.Output.Trim(), out var found) && found != wanted)
        {
            throw new SiteException(new Problem
            {
                Code = "guest-other",
                Message = $"'{_client.Destination}' is not the guest of '{_name}': its system UUID is '{found}', the VM's is '{wanted}'.",
                Remedy = "Correct the address under 'guest: { ssh: … }'; a guest's address may have changed with its last start.",
            });
        }
    }

    private async Task<(int Status, byte[] Output, byte[] Error)> AskAsync(string script, string about, byte[] input, TimeSpan limit, CancellationToken cancellationToken)
    {
        var answer = await Child.RunAsync(_client.Start($"exec env LC_ALL=C /bin/sh -c '{script}'"), input, limit, _time, cancellationToken).ConfigureAwait(false);
        if (answer.ExitCode is not { } exit)
        {
            throw new SiteException(new Problem { Code = "time-out", Message = $"'{about}' in the guest of '{_name}' was not over after {limit.TotalSeconds:0} s.", Remedy = "See in the guest what holds it up." });
        }

        var mark = answer.Error.LastIndexOf(SshGuestScripts.Mark, StringComparison.Ordinal);
        if (mark < 0)
        {
            throw exit == SshClient.Failed ? Unreached(answer.Error) : NoShell(answer.Error);
        }

        var status = answer.Error[(mark + SshGuestScripts.Mark.Length)..].Trim();
        return status == SshGuestScripts.Missing
            ? throw new SiteException(new Problem { Code = "not-found", Message = $"The guest of '{_name}' has no program or file '{about}'." })
            : (int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : exit, answer.Output, Encoding.UTF8.GetBytes(answer.Error[..mark].Trim()));
    }

    private (int Status, byte[] Output, byte[] Error) Fine(string path, (int Status, byte[] Output, byte[] Error) answer) => answer.Status == 0 ? answer : throw new SiteException(new Problem
    {
        Code = "guest-refused",
        Message = $"'{path}' in the guest of '{_name}' could not be read or written to its end: {Text(answer.Error, 300).ReplaceLineEndings(" ").TrimEnd('.')}.",
        Remedy = "See whether the account may do so, and whether the guest's disk is full.",
    });

    private SiteException Unreached(string said)
    {
        var failure = SshFailure.Of(_client.Destination, said);
        return new SiteException(new Problem { Code = failure.Code, Message = $"The guest of '{_name}' was not reached at '{_client.Destination}' over ssh: {failure.Meaning}.", Remedy = failure.Remedy });
    }

    private SiteException NoShell(string said) => new(new Problem
    {
        Code = "guest-not-asked",
        Message = $"'{_client.Destination}', said to be the guest of '{_name}', has no POSIX shell: {said.Split('\n')[0].Trim().TrimEnd('.')}.",
        Remedy = "Over ssh only guests with Linux are asked. A guest with Windows is asked through the hypervisor: write 'user' and 'password' in the place of 'ssh'.",
    });

    private static byte[] Words(IEnumerable<string> words) => Encoding.ASCII.GetBytes(string.Concat(words.Select(w => Convert.ToBase64String(Encoding.UTF8.GetBytes(w)) + "\n")));

    private static string Text(byte[] bytes, int limit) => Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, limit)));
}
