using Barelane.Core.Plans;

namespace Barelane.Rendering.Plans;

/// <summary>Fields and their values in words for people.</summary>
public static class FieldWords
{
    private const string Pending = "-pending";

    /// <summary>The field's name: <c>memory reservation (MiB)</c>, <c>pciPassthru.use64bitMMIO</c>; the id of a check stays as it is.</summary>
    public static string NameOf(Field field) => field.Prefix switch
    {
        "exists" => "existence",
        "host" => "host",
        "hardware-version" => "virtual hardware",
        "memory-mib" => "memory (MiB)",
        "memory-reservation-mib" => "memory reservation (MiB)",
        "memory-reservation-locked" => "reservation follows memory",
        "nested-virtualization" => "nested virtualisation",
        "guest-iommu" => "virtual IOMMU",
        "automation" => "load-balancing automation",
        "maintenance" => "maintenance mode",
        "boot-time" => "boot time",
        "reboot-pending" => "reboot pending",
        "free-memory-mib" => "free memory (MiB)",
        "default-graphics-type" => "graphics type of new cards",
        "graphics-type" => "graphics type",
        "option" => field.Qualifier,
        "attached" => $"device '{field.Qualifier}'",
        "offers" => $"offer of '{field.Qualifier}'",
        "mark" => $"mark ({field.Qualifier})",
        "restore-point" => $"restore point '{field.Qualifier}'",
        _ when char.IsAsciiLetterUpper(field.Name[0]) => field.Name,
        _ => field.Prefix.Replace('-', ' ') + field.Name[field.Prefix.Length..],
    };

    /// <summary>A value: <c>unset</c> for none, and the run's id by its name.</summary>
    public static string ValueOf(Field field, string? value) => field.Prefix switch
    {
        "attached" or "restore-point" => value switch
        {
            null => "none",
            "yes" => "there",
            "1" => "attached",
            _ => $"{value} attached",
        },
        "passthrough" when value is not null && value.EndsWith(Pending, StringComparison.Ordinal) => $"{value[..^Pending.Length]} after a reboot",
        _ => value is null ? "unset" : value.Replace(FieldChange.RunToken, "(this run's id)", StringComparison.Ordinal),
    };
}
