namespace Barelane.Core.Inventory;

/// <summary>
/// What runs beside the host's own system and uses its GPUs by paravirtualisation, without a VM of its own among those that are managed: WSL2, Windows Sandbox. A card that a VM has as a whole reaches neither.
/// </summary>
/// <param name="Name">Its name, with its version where that is told.</param>
/// <param name="IsOn">Whether it is switched on.</param>
/// <param name="Hindrances">What keeps the host's GPUs from it, a sentence each with what to do; empty where they reach it.</param>
public sealed record LightGuest(string Name, bool IsOn, IReadOnlyList<string> Hindrances)
{
    /// <summary>What is otherwise for some of its users, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the host's GPUs reach it.</summary>
    public bool HasGpu => IsOn && Hindrances.Count == 0;

    /// <summary>The name of Windows Sandbox.</summary>
    public const string Sandbox = "Windows Sandbox";

    /// <summary>What the name of WSL2 begins with.</summary>
    public const string Wsl = "WSL2";
}
