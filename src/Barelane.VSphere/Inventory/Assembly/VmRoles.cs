namespace Barelane.VSphere.Inventory;

/// <summary>What a VM does for the site itself.</summary>
internal static class VmRoles
{
    private const string AgentManager = "com.vmware.vim.eam";

    /// <summary><c>vcls</c>, <c>management</c>, or empty. The addresses are those of the endpoint, of this machine, and of the vCenter that hosts name.</summary>
    public static string Of(VmRow row, IReadOnlySet<string> ownNames) =>
        row.Name.StartsWith("vCLS", StringComparison.Ordinal) && (row.ManagedBy == AgentManager || row.Name.AsSpan(4).IndexOfAny("- (") == 0) ? "vcls"
        : IsOwn(row.GuestHostName, ownNames) || IsOwn(row.GuestAddress, ownNames) ? "management"
        : "";

    private static bool IsOwn(string? name, IReadOnlySet<string> ownNames) => name is { Length: > 0 } && ownNames.Contains(name);
}
