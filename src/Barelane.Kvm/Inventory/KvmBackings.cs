using Barelane.Core.Inventory;

namespace Barelane.Kvm.Inventory;

/// <summary>The notation of what a VM is given (<see cref="AttachedDevice.Backing"/>) on KVM.</summary>
public static class KvmBackings
{
    private const string ProfileWord = "profile ";
    private const string FixedWord = "fixed ";

    /// <summary>The name under which a plain virtual function is offered: <c>vf-8086:56c0</c>.</summary>
    public const string VirtualFunctionPrefix = "vf-";

    /// <summary>The name under which a vGPU type of a virtual function is offered: <c>nvidia-1155</c>.</summary>
    public const string VgpuPrefix = "nvidia-";

    /// <summary>A whole function.</summary>
    public static string Fixed(PciAddress address, PciId id, ObjectRef host) => $"{FixedWord}{address} {new PciId(id.Vendor, id.Device)} at {host.Id}";

    /// <summary>A slice.</summary>
    public static string Profile(string name) => ProfileWord + name;

    /// <summary>The profile of a slice's backing; null for another.</summary>
    public static string? ProfileOf(string backing) => backing.StartsWith(ProfileWord, StringComparison.Ordinal) ? backing[ProfileWord.Length..] : null;

    /// <summary>The address and ids of a whole function's backing; null for another.</summary>
    public static (PciAddress Address, PciId Id)? FunctionOf(string backing)
    {
        var words = backing.Split(' ');
        return words.Length == 5 && words[0] == FixedWord.Trim() && words[3] == "at" && PciAddress.TryParse(words[1], out var address) && PciId.TryParse(words[2], out var id)
            ? (address, id)
            : null;
    }

    /// <summary>The profile that a virtual function serves: its vGPU type, or its kind.</summary>
    public static string ProfileOf(PciId id, string? vgpuType) => vgpuType is null ? $"{VirtualFunctionPrefix}{new PciId(id.Vendor, id.Device)}" : VgpuPrefix + vgpuType;
}
