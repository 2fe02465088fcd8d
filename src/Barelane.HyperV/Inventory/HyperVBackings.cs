using System.Globalization;
using Barelane.Core.Inventory;

namespace Barelane.HyperV.Inventory;

/// <summary>The notation of what a VM is given (<see cref="AttachedDevice.Backing"/>) on Hyper-V, and of partitions' profiles.</summary>
public static class HyperVBackings
{
    private const string ProfileWord = "profile ";
    private const string FixedWord = "fixed ";
    private const string DynamicWord = "dynamic ";
    private const string LabelWord = " label=";
    private const string Paravirtual = "gpu-pv-";
    private const string Hardware = "gpu-p-";

    /// <summary>A whole function.</summary>
    public static string Fixed(PciAddress address, PciId id, ObjectRef host) => $"{FixedWord}{address} {new PciId(id.Vendor, id.Device)} at {host.Id}";

    /// <summary>A device out of a pool.</summary>
    public static string Pooled(PciId id, string pool) => $"{DynamicWord}{new PciId(id.Vendor, id.Device)}{LabelWord}{pool}";

    /// <summary>A partition.</summary>
    public static string Profile(string name) => ProfileWord + name;

    /// <summary>The profile of a partition's backing; null for another.</summary>
    public static string? ProfileOf(string backing) => backing.StartsWith(ProfileWord, StringComparison.Ordinal) ? backing[ProfileWord.Length..] : null;

    /// <summary>The pool of a backing; null for another.</summary>
    public static string? PoolOf(string backing) => backing.StartsWith(DynamicWord, StringComparison.Ordinal) && backing.IndexOf(LabelWord, StringComparison.Ordinal) is var at and > 0
        ? backing[(at + LabelWord.Length)..]
        : null;

    /// <summary>The address and ids of a whole function's backing; null for another.</summary>
    public static (PciAddress Address, PciId Id)? FunctionOf(string backing)
    {
        var words = backing.Split(' ');
        return words.Length == 5 && words[0] == FixedWord.Trim() && words[3] == "at" && PciAddress.TryParse(words[1], out var address) && PciId.TryParse(words[2], out var id)
            ? (address, id)
            : null;
    }

    /// <summary>The profile of a card's partitions: <c>gpu-p-10de:25b6-4</c> for a fourth of it, <c>gpu-pv-10de:2484</c> for a paravirtual one.</summary>
    public static string ProfileName(PciId id, bool isParavirtual, int count) => isParavirtual
        ? $"{Paravirtual}{new PciId(id.Vendor, id.Device)}"
        : string.Create(CultureInfo.InvariantCulture, $"{Hardware}{new PciId(id.Vendor, id.Device)}-{count}");

    /// <summary>Reads a profile's name: the card's ids, whether it is paravirtual, and into how many parts the card is cut (0 for paravirtual ones). Null for another text.</summary>
    public static (PciId Id, bool IsParavirtual, int Count)? ParseProfile(string name)
    {
        if (name.StartsWith(Paravirtual, StringComparison.Ordinal))
        {
            return PciId.TryParse(name[Paravirtual.Length..], out var id) ? (id, true, 0) : null;
        }

        var dash = name.LastIndexOf('-');
        return name.StartsWith(Hardware, StringComparison.Ordinal) && dash > Hardware.Length && PciId.TryParse(name[Hardware.Length..dash], out var card)
            && int.TryParse(name.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? (card, false, count)
            : null;
    }
}
