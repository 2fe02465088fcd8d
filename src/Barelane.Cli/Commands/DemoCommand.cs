using System.CommandLine;
using System.Globalization;
using Barelane.Cli.Demo;
using Barelane.Cli.Parsing;

namespace Barelane.Cli.Commands;

/// <summary><c>demo</c>: the whole way on a simulated site.</summary>
internal static class DemoCommand
{
    public const string Description = "Show the whole way on a simulated vSphere: inspect, plan, apply, verify, undo; nothing real is touched";

    private const double UsualSpeed = 100;

    public static Command Create(CliContext context)
    {
        var speed = new Option<double>("--speed")
        {
            Description = "How much faster than a real site the simulated one works",
            HelpName = "N",
            DefaultValueFactory = _ => UsualSpeed,
        };
        speed.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(double.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var factor) && factor is >= 1 and <= 100_000))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"'--speed' must be from 1 to 100000; '{result.Tokens[0].Value}' was given."));
            }
        });
        var verb = new Verb("demo", Description)
        {
            Examples =
            [
                ("barelane demo", "in about a minute"),
                ("barelane demo --speed 1", "at the speed of real servers"),
            ],
        };
        verb.Options.Add(speed);
        verb.SetAction((parse, cancellationToken) => new DemoTour(context).RunAsync(parse.GetValue(speed), cancellationToken));
        return verb;
    }
}
