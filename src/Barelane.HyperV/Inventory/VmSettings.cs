using System.Globalization;

namespace Barelane.HyperV.Inventory;

/// <summary>The fields' words for what Hyper-V has as numbers.</summary>
internal static class VmSettings
{
    private static readonly Dictionary<int, string> StopActions = new() { [2] = "turn-off", [3] = "save", [4] = "shut-down" };
    private static readonly Dictionary<int, string> CheckpointTypes = new() { [2] = "disabled", [3] = "production", [4] = "production-only", [5] = "standard" };
    private static readonly Dictionary<int, string> OfflineActions = new() { [0] = "turn-off", [1] = "save", [2] = "shut-down", [3] = "force-shut-down" };

    public static string StopAction(int value) => StopActions.TryGetValue(value, out var word) ? word : Number(value);

    public static string CheckpointType(int value) => CheckpointTypes.TryGetValue(value, out var word) ? word : Number(value);

    public static string OfflineAction(int value) => OfflineActions.TryGetValue(value, out var word) ? word : Number(value);

    /// <summary>The cmdlet's word for a stop action: <c>TurnOff</c>.</summary>
    public static string StopActionName(string word) => word switch
    {
        "turn-off" => "TurnOff",
        "save" => "Save",
        "shut-down" => "ShutDown",
        _ => word,
    };

    /// <summary>The cmdlet's word for a type of checkpoints: <c>ProductionOnly</c>.</summary>
    public static string CheckpointTypeName(string word) => word switch
    {
        "disabled" => "Disabled",
        "production" => "Production",
        "production-only" => "ProductionOnly",
        "standard" => "Standard",
        _ => word,
    };

    /// <summary>The number of a cluster's offline action.</summary>
    public static int OfflineActionNumber(string word) => OfflineActions.FirstOrDefault(a => a.Value == word) is { Value: not null } found ? found.Key
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;

    /// <summary>Dynamic memory as a field: <c>off</c>, or its limits in MiB.</summary>
    public static string DynamicMemory(bool isOn, ulong minimum, ulong maximum) => isOn ? $"{Number((long)(minimum >> 20))}..{Number((long)(maximum >> 20))}" : "off";

    /// <summary>The limits in MiB of a field's value; null for <c>off</c> and for what is no such value.</summary>
    public static (long Minimum, long Maximum)? DynamicLimits(string? value) => value?.Split("..") is [var low, var high]
        && long.TryParse(low, NumberStyles.None, CultureInfo.InvariantCulture, out var minimum) && long.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out var maximum)
        ? (minimum, maximum)
        : null;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
