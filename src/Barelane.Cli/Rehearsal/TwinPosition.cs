using Barelane.Twin;

namespace Barelane.Cli.Rehearsal;

/// <summary>A position of the facts that nobody has verified on a real server.</summary>
/// <param name="Name">The switch and how it stands, as the twin's command line writes it; <see cref="UsualName"/> for none.</param>
/// <param name="Meaning">What is assumed by it, as a sentence.</param>
/// <param name="Switches">All switches.</param>
internal sealed record TwinPosition(string Name, string Meaning, TwinSwitches Switches)
{
    /// <summary>The name of the position in which every switch stands as usual.</summary>
    public const string UsualName = "usual";

    /// <summary>Every switch as it stands by itself.</summary>
    public static TwinPosition Usual(TwinSwitches switches) => new(UsualName, "Every unverified fact as the documents make it likely.", switches);
}
