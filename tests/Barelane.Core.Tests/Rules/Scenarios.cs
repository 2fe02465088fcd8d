namespace Barelane.Core.Tests.Rules;

/// <summary>Every scenario of every rule.</summary>
internal static class Scenarios
{
    public static readonly RuleScenario[] All = [.. HostScenarios.All, .. DeviceScenarios.All, .. VmScenarios.All, .. KvmScenarios.All, .. HyperVScenarios.All];
}
