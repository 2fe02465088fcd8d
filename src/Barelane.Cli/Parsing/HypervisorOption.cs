using System.CommandLine;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Cli.Parsing;

/// <summary>One hypervisor, where only what concerns it is wanted.</summary>
internal static class HypervisorOption
{
    private static readonly Dictionary<string, Hypervisor> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["vsphere"] = Hypervisor.VSphere,
        ["kvm"] = Hypervisor.Kvm,
        ["hyperv"] = Hypervisor.HyperV,
    };

    /// <summary>The option.</summary>
    public static Option<string?> Create(string description)
    {
        var option = new Option<string?>("--hypervisor") { Description = description, HelpName = "vsphere|kvm|hyperv" };
        option.CompletionSources.Add([.. Known.Keys]);
        return option;
    }

    /// <summary>The hypervisor that was named; null where none was.</summary>
    /// <exception cref="UsageException">There is no such hypervisor.</exception>
    public static Hypervisor? Of(string? name) => name is null ? null
        : Known.TryGetValue(name, out var hypervisor) ? hypervisor
        : throw new UsageException($"There is no hypervisor '{name}'; known are {string.Join(", ", Known.Keys)}.{Nearest.Hint(name, Known.Keys)}");
}
