namespace Barelane.Twin;

/// <summary>Someone who may log in, and what is denied to them: everything else is allowed.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Password">The password.</param>
public sealed record TwinUser(string Name, string Password)
{
    /// <summary>Privileges the user lacks, such as 'Host.Config.PciPassthru'.</summary>
    public IReadOnlySet<string> DeniedPrivileges { get; init; } = new HashSet<string>();

    /// <summary>The names of objects on which the denial holds; empty means everywhere.</summary>
    public IReadOnlySet<string> DeniedOn { get; init; } = new HashSet<string>();

    internal bool Lacks(string privilege, string objectName) =>
        DeniedPrivileges.Contains(privilege) && (DeniedOn.Count == 0 || DeniedOn.Contains(objectName));
}
