using System.Globalization;
using Barelane.Core.Adapters;

namespace Barelane.Guest.Asking;

/// <summary>
/// Asks programs in a guest without ever failing: each trouble becomes an answer that says why nothing is known. After two questions
/// in a row that the guest left without an answer it asks no more, so that a guest that hangs costs a minute and not twenty.
/// </summary>
internal sealed class GuestProbe(IGuestChannel channel)
{
    /// <summary>How long most programs may take.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    /// <summary>How long programs may take that wake a card or search a system.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(120);

    // One less than the channel's limit in characters can be reached by a whole answer; a cut one in UTF-8 may hold fewer characters.
    private const int CutLength = 1_000_000;
    private const int SilencesBeforeGivingUp = 2;
    private const int ShellDoesNotFind = 127;
    private const int CmdDoesNotFind = 9009;

    private int _silences;
    private string _lastTrouble = "";

    /// <summary>Asks a program that answers quickly.</summary>
    public Task<GuestAnswer> AskAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        AskAsync(program, arguments, Short, cancellationToken);

    /// <summary>Asks the first of several programs that is there; the last answer where none is.</summary>
    public async Task<GuestAnswer> AskFirstAsync(
        IReadOnlyList<string> programs,
        IReadOnlyList<string> arguments,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        GuestAnswer? missing = null;
        foreach (var program in programs)
        {
            var answer = await AskAsync(program, arguments, timeout, cancellationToken).ConfigureAwait(false);
            if (answer.Kind != GuestAnswerKind.Missing)
            {
                return answer;
            }

            missing ??= answer;
        }

        return missing ?? throw new ArgumentException("No program is named.", nameof(programs));
    }

    /// <summary>Asks one program.</summary>
    public async Task<GuestAnswer> AskAsync(string program, IReadOnlyList<string> arguments, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_silences >= SilencesBeforeGivingUp)
        {
            return NotAsked(program, $"'{program}' was not asked, since the guest left two questions without an answer: {_lastTrouble}");
        }

        try
        {
            var said = await channel.ExecuteAsync(program, arguments, timeout, cancellationToken).ConfigureAwait(false);
            _silences = 0;
            return Read(program, said);
        }
        catch (SiteException refused) when (string.Equals(refused.Problem.Code, "not-found", StringComparison.Ordinal))
        {
            _silences = 0;
            return new GuestAnswer { Program = program, Kind = GuestAnswerKind.Missing };
        }
        catch (SiteException silent) when (string.Equals(silent.Problem.Code, "time-out", StringComparison.Ordinal))
        {
            return Silence(program, string.Create(CultureInfo.InvariantCulture, $"'{program}' did not end within {timeout.TotalSeconds} s."));
        }
        catch (SiteException trouble)
        {
            return Silence(program, $"The guest could not be asked for '{program}': {trouble.Problem.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Silence(program, $"The way to the guest broke off while '{program}' ran.");
        }
    }

    private static GuestAnswer NotAsked(string program, string trouble) =>
        new() { Program = program, Kind = GuestAnswerKind.NotAsked, Trouble = trouble };

    private GuestAnswer Silence(string program, string trouble)
    {
        _silences++;
        _lastTrouble = trouble;
        return NotAsked(program, trouble);
    }

    private GuestAnswer Read(string program, GuestOutput said)
    {
        var isCut = said.Output.Length >= CutLength;
        return new GuestAnswer
        {
            Program = program,
            Kind = said.ExitCode == 0 ? GuestAnswerKind.Said : IsMissing(program, said) ? GuestAnswerKind.Missing : GuestAnswerKind.Refused,
            ExitCode = said.ExitCode,
            Output = isCut ? said.Output[..CutLength] : said.Output,
            Error = said.Error,
            IsCut = isCut,
        };
    }

    /// <summary>A shell's way to say that there is no such program. cmd.exe says it in the system's language, but always names the program.</summary>
    private bool IsMissing(string program, GuestOutput said) => said.ExitCode is ShellDoesNotFind or CmdDoesNotFind
        || (channel.Family == GuestFamily.Windows && said.ExitCode == 1 && said.Output.Length == 0
            && said.Error.Contains($"'{program}'", StringComparison.OrdinalIgnoreCase));
}
