using System.Collections.Frozen;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Guest.Preparation;

/// <summary>What Barelane may change inside a guest: the allow-list for plans and journal, the same on every hypervisor.</summary>
public static class GuestFields
{
    /// <summary>
    /// The vendor's driver: <c>FILE sha256:HEX</c> where Barelane installed it and it is still there, <c>other VERSION</c> where somebody else did,
    /// null where there is none.
    /// </summary>
    public static readonly Field Driver = Field.Guest("driver");

    /// <summary>Linux: <c>kept-out</c> where Barelane keeps the module nouveau from being loaded; null where it does not.</summary>
    public static readonly Field Nouveau = Field.Guest("nouveau");

    /// <summary>
    /// Linux: what the guest has of a pool of remote GPUs, as <see cref="RemoteWants.ValueOf"/> writes it; <c>other</c> where somebody else set the driver
    /// up; null where there is nothing.
    /// </summary>
    public static readonly Field Remote = Field.Guest("remote");

    /// <summary>The value of <see cref="Remote"/> that is not Barelane's.</summary>
    public const string ForeignRemote = "other";

    /// <summary>What stands before the version of a driver that somebody else installed.</summary>
    public const string Foreign = "other ";

    private const string TerminalServices = @"HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\Terminal Services";

    /// <summary>Windows: the policies (REG_DWORD) by name, with their key. Sources: Microsoft, policies of Remote Desktop Services; policy 'Do not include drivers with Windows Updates'.</summary>
    public static FrozenDictionary<string, string> Policies { get; } = new Dictionary<string, string>
    {
        ["bEnumerateHWBeforeSW"] = TerminalServices,
        ["AVCHardwareEncodePreferred"] = TerminalServices,
        ["ExcludeWUDriversInQualityUpdate"] = @"HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Windows: a policy's value as a decimal number; null where it is not set.</summary>
    public static Field Policy(string name) => Field.Guest("policy-" + name);

    /// <summary>The policy of a field; null where it is none.</summary>
    public static string? PolicyOf(Field field) =>
        field.Prefix == "guest" && field.Qualifier.StartsWith("policy-", StringComparison.Ordinal) && Policies.ContainsKey(field.Qualifier["policy-".Length..])
            ? field.Qualifier["policy-".Length..]
            : null;

    /// <summary>Whether the field is one of these.</summary>
    public static bool Owns(ObjectKind kind, Field field) => kind == ObjectKind.Vm && (field == Driver || field == Nouveau || field == Remote || PolicyOf(field) is not null);

    /// <summary>The driver's value for a file.</summary>
    public static string ValueOf(string name, string sha256) => $"{name} sha256:{sha256}";
}
