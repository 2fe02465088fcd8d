using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.Kvm.Shell;

namespace Barelane.Kvm.Steps;

/// <summary>Whether the account may do what a plan asks of a host: the kernel's attributes and the system's files are root's; VMs are libvirt's, which decides for itself.</summary>
internal static class AccountCheck
{
    private const string Rule = "KVM-PRIVILEGE-001";

    public static async Task<IReadOnlyList<Finding>> CheckAsync(IHostControl control, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var asking = steps.Where(s => s.Target.Kind is ObjectKind.Host or ObjectKind.Device && s.Kind != StepKind.Verify).DistinctBy(s => s.Target).ToList();
        if (asking.Count == 0)
        {
            return [];
        }

        var user = (await control.RunAsync("id", ["-u"], TimeSpan.FromSeconds(30), cancellationToken).ConfigureAwait(false)).Trim();
        return user == "0" ? [] : [.. asking.Select(step => new Finding
        {
            Rule = Rule,
            Severity = Severity.Block,
            Subject = step.Target,
            SubjectName = step.TargetName,
            Observed = $"The account on the host has the user id '{user}'.",
            Required = $"'0' (root), for step {step.Id} ({step.Kind})",
            Why = "Drivers are bound and unbound through files of the kernel that root alone may write.",
            Remedy = "Run 'barelane' as root, or give root in the site's address: 'qemu+ssh://root@HOST/system'.",
            Source = "Linux, Documentation/ABI/testing/sysfs-bus-pci",
            Blocks = true,
        })];
    }
}
