using System.Text;
using Barelane.Core.Adapters;
using Barelane.Ssh;

namespace Barelane.HyperV.PowerShell;

/// <summary>PowerShell of another machine, through the system's ssh client. Whatever shell the account has there (cmd, PowerShell, bash), it gets plain words.</summary>
/// <param name="client">The client; disposed with this object.</param>
/// <param name="time">The clock of limits.</param>
internal sealed class SshTransport(SshClient client, TimeProvider time) : IPowerShellTransport
{
    private const int NotFoundInShell = 127;

    // cmd.exe's exit status for a program that it does not know.
    private const int NotFoundInCmd = 9009;

    /// <inheritdoc/>
    public string Host => client.Destination;

    /// <inheritdoc/>
    public async Task<TransportAnswer> RunAsync(ReadOnlyMemory<byte> input, TimeSpan limit, CancellationToken cancellationToken)
    {
        ChildAnswer answer;
        try
        {
            answer = await Child.RunAsync(client.Start(Bootstrap.CommandLine), input, limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (SiteException e)
        {
            throw new HostScriptException(HostScriptFailure.NotSent, e.Problem, inner: e);
        }

        var output = Encoding.UTF8.GetString(answer.Output);
        return answer.ExitCode switch
        {
            null => throw PowerShellProblems.TimedOut(Host, limit),
            SshClient.Failed when Envelope.Read(output).Envelope is null => throw Failed(answer.Error),
            NotFoundInShell or NotFoundInCmd when Envelope.Read(output).Envelope is null => throw PowerShellProblems.Missing(Host, answer.Error),
            { } code => new TransportAnswer(code, output, answer.Error),
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => client.DisposeAsync();

    private HostScriptException Failed(string said)
    {
        var failure = SshFailure.Of(Host, said);
        return new HostScriptException(failure.IsBeforeCommand ? HostScriptFailure.NotSent : HostScriptFailure.Lost, new Problem
        {
            Code = failure.Code,
            Message = failure.IsBeforeCommand ? $"'{Host}' was not reached over ssh: {failure.Meaning}." : $"'{Host}': the connection broke off: {failure.Meaning}.",
            Remedy = failure.Remedy,
            Evidence = said.Length == 0 ? [] : [said],
        });
    }
}
