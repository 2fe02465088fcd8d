using System.Globalization;

namespace Barelane.Twin.Hosting;

/// <summary>The command line of the twin as a process of its own.</summary>
internal sealed record TwinArguments
{
    public const string Usage = """
        usage: Barelane.Twin [--scenario NAME | --from FILE] [--port N] [--time-scale N] [--http] [--control]
                             [--user NAME] [--password-env NAME] [--switch NAME=true|false ...]

          --scenario NAME      demo (the default), fleet, fleet-1000, lone-host, mixed or old
          --from FILE          a site recorded with 'barelane inspect --record FILE'
          --port N             the port on 127.0.0.1; 0, the default, takes a free one
          --time-scale N       how much faster the site's time runs; 1 is the default
          --http               plain HTTP instead of HTTPS
          --control            answer POST /control/... (planted faults, the state as text)
          --user NAME          who may log in; 'administrator@vsphere.local' is the default
          --password-env NAME  the environment variable with the password; without it the password is 'secret'
          --switch NAME=VALUE  a switch of TwinSwitches, such as EmptyExtraConfigDeletes=false

        Prints one line when it is ready: listening https://127.0.0.1:PORT/sdk thumbprint=…
        """;

    public string Scenario { get; private set; } = "demo";

    public string? File { get; private set; }

    public int Port { get; private set; }

    public double TimeScale { get; private set; } = 1;

    public bool Https { get; private set; } = true;

    public bool Control { get; private set; }

    public string User { get; private set; } = "administrator@vsphere.local";

    public string? PasswordVariable { get; private set; }

    public TwinSwitches Switches { get; private set; } = new();

    /// <summary>Throws <see cref="FormatException"/> with what is wrong.</summary>
    public static TwinArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new TwinArguments();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--http":
                    parsed.Https = false;
                    break;
                case "--control":
                    parsed.Control = true;
                    break;
                default:
                    parsed.Set(args[i], i + 1 < args.Count ? args[++i] : throw new FormatException($"'{args[i]}' needs a value."));
                    break;
            }
        }

        return parsed;
    }

    private void Set(string option, string value)
    {
        switch (option)
        {
            case "--scenario":
                Scenario = value;
                break;
            case "--from":
                File = value;
                break;
            case "--port":
                Port = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port < 65536
                    ? port : throw new FormatException($"'{value}' is not a port; a port is a number from 0 to 65535.");
                break;
            case "--time-scale":
                TimeScale = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var scale) && scale > 0
                    ? scale : throw new FormatException($"'{value}' is not a time scale; it must be a number above 0.");
                break;
            case "--user":
                User = value;
                break;
            case "--password-env":
                PasswordVariable = value;
                break;
            case "--switch":
                Switches = SwitchNames.Set(Switches, value);
                break;
            default:
                throw new FormatException($"'{option}' is not an option of the twin.");
        }
    }
}
