namespace Barelane.FakeHyperV.Hosting;

/// <summary>What becomes of one script that changes something.</summary>
/// <param name="Skip">How many scripts that change something come through before it.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Milliseconds">For one that is held: how long before it is carried out.</param>
internal sealed record PlayDisturbance(int Skip, PlayDisturbanceKind Kind, int Milliseconds = 0);
