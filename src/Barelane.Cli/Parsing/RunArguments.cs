using System.CommandLine;
using System.Globalization;
using Barelane.Core.Plans;
using Barelane.Engine.Planning;
using Barelane.Engine.Running;

namespace Barelane.Cli.Parsing;

/// <summary>How a plan is carried out.</summary>
internal sealed class RunArguments
{
    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "How many steps may be under way at the same time",
        HelpName = "N",
        DefaultValueFactory = _ => new RunOptions().Parallel,
    };

    private readonly Option<int> _maxFailures = new("--max-failures")
    {
        Description = "After this many failed assignments none is begun any more",
        HelpName = "N",
        DefaultValueFactory = _ => new RunOptions().MaxFailures,
    };

    private readonly Option<bool> _keep = new("--keep") { Description = "Where something fails, hold what was reached instead of taking it back" };

    private readonly Option<bool> _noWait = new("--no-wait") { Description = "Park where a window is not open yet, instead of waiting for it" };

    private readonly Option<string?> _stepLimit = new("--step-limit")
    {
        Description = "How long a step may take before its outcome counts as unknown: 90s, 20m, 2h; left out: by kind, 10m to 2h",
        HelpName = "TIME",
    };

    private readonly Option<int> _hostsAtOnce = new("--hosts-at-once")
    {
        Description = "How many hosts of one cluster may be in maintenance at the same time",
        HelpName = "N",
        DefaultValueFactory = _ => new PlanOptions().HostsAtOncePerCluster,
    };

    public RunArguments()
    {
        foreach (var option in (Option<int>[])[_parallel, _maxFailures, _hostsAtOnce])
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1))
                {
                    result.AddError($"'{option.Name}' must be a whole number of at least 1; '{result.Tokens[0].Value}' was given.");
                }
            });
        }

        _stepLimit.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Limit(result.Tokens[0].Value) is null)
            {
                result.AddError($"'{_stepLimit.Name}' takes a number with s, m or h, such as 90s, 20m or 2h; '{result.Tokens[0].Value}' was given.");
            }
        });
    }

    /// <summary>Adds what concerns the plan itself: it changes the plan's bytes.</summary>
    public void AddPlanningTo(Command command) => command.Options.Add(_hostsAtOnce);

    /// <summary>Adds what concerns the run.</summary>
    public void AddRunningTo(Command command)
    {
        command.Options.Add(_parallel);
        command.Options.Add(_maxFailures);
        command.Options.Add(_keep);
        command.Options.Add(_noWait);
        command.Options.Add(_stepLimit);
    }

    /// <summary>How it is planned.</summary>
    public PlanOptions Planning(ParseResult parse) => new() { HostsAtOncePerCluster = parse.GetValue(_hostsAtOnce) };

    /// <summary>How it is run.</summary>
    public RunOptions Running(ParseResult parse) => new()
    {
        Parallel = parse.GetValue(_parallel),
        MaxFailures = parse.GetValue(_maxFailures),
        Keep = parse.GetValue(_keep),
        WaitForWindow = !parse.GetValue(_noWait),
        Deadlines = Limit(parse.GetValue(_stepLimit)) is { } limit ? Enum.GetValues<StepKind>().ToDictionary(k => k, _ => limit) : new Dictionary<StepKind, TimeSpan>(),
        Planning = Planning(parse),
    };

    /// <summary>The words that say the same again; nothing for what is as always.</summary>
    public IReadOnlyList<string> Words(ParseResult parse)
    {
        var words = new List<string>();
        foreach (var option in (Option<int>[])[_parallel, _maxFailures, _hostsAtOnce])
        {
            words.AddRange(parse.GetResult(option) is { Implicit: false } ? [option.Name, parse.GetValue(option).ToString(CultureInfo.InvariantCulture)] : []);
        }

        foreach (var option in (Option<bool>[])[_keep, _noWait])
        {
            words.AddRange(parse.GetValue(option) ? [option.Name] : []);
        }

        return [.. words, .. parse.GetValue(_stepLimit) is { } limit ? (string[])[_stepLimit.Name, limit] : []];
    }

    private static TimeSpan? Limit(string? text)
    {
        if (text is not { Length: > 1 } || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
