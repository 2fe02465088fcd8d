using Barelane.Core.Goals;
using Barelane.Kvm.Tests.Hosts;
using Barelane.Kvm.Tests.Trees;

namespace Barelane.Kvm.Tests.Conformance;

/// <summary>A host to run the suite over, and what is wanted of it.</summary>
/// <param name="Name">Its name in results.</param>
/// <param name="Driver">The driver of the card's main function.</param>
/// <param name="Fill">What else the host has.</param>
/// <param name="Wish">What the VM is to get.</param>
internal sealed record KvmScenario(string Name, string Driver, Action<HostTree, SimulatedHost> Fill, Assignment Wish)
{
    /// <summary>Whether the VM runs at the beginning.</summary>
    public bool IsRunning { get; init; }
}
