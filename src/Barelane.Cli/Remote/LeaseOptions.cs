using System.CommandLine;
using System.Globalization;
using Barelane.Cli.Parsing;
using Barelane.Remote.Protocol.Leasing;

namespace Barelane.Cli.Remote;

/// <summary>What a lease is asked to have, and how long it is waited for.</summary>
internal sealed class LeaseOptions
{
    private const int UsualWait = 600;
    private readonly Option<int?> _devices = new("--devices", "-n") { Description = "How many devices; 1 if left out", HelpName = "COUNT" };
    private readonly Option<string?> _memory = new("--memory", "-m") { Description = "Memory of each, such as 4GiB; left out: whole devices", HelpName = "SIZE" };
    private readonly Option<int?> _wait = new("--wait") { Description = $"How long to wait where others are first, in seconds; {UsualWait} if left out, 0: not at all", HelpName = "SECONDS" };

    public LeaseOptions()
    {
        _devices.Validators.Add(r => Check(r, _devices.Name, 1));
        _wait.Validators.Add(r => Check(r, _wait.Name, 0));
    }

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_devices);
        command.Options.Add(_memory);
        command.Options.Add(_wait);
    }

    /// <summary>Whether devices or memory are asked for by name.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetValue(_devices) is not null || parse.GetValue(_memory) is not null;

    /// <summary>Bytes of each device; 0: whole.</summary>
    public ulong Memory(ParseResult parse) => parse.GetValue(_memory) is { } size ? MemorySize.Parse(size) : 0;

    /// <summary>The request.</summary>
    public LeaseRequest Read(ParseResult parse) => new()
    {
        Verb = LeaseVerb.Request,
        Client = $"{Environment.UserName}@{Environment.MachineName} {Environment.ProcessId}",
        Devices = parse.GetValue(_devices) ?? 1,
        Memory = Memory(parse),
        WaitSeconds = parse.GetValue(_wait) ?? UsualWait,
    };

    private static void Check(System.CommandLine.Parsing.OptionResult result, string name, int least)
    {
        if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least))
        {
            result.AddError($"'{name}' must be a whole number of at least {least}; '{result.Tokens[0].Value}' was given.");
        }
    }
}
