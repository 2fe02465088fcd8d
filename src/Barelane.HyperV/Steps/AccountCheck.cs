using Barelane.Core.Inventory;
using Barelane.Core.Plans;
using Barelane.Core.Rules;
using Barelane.HyperV.Inventory;
using Barelane.HyperV.PowerShell;

namespace Barelane.HyperV.Steps;

/// <summary>Whether the account may do what a plan asks: devices of the host are an administrator's, VMs also those of 'Hyper-V Administrators'.</summary>
internal static class AccountCheck
{
    private const string Administrators = "S-1-5-32-544";
    private const string HyperVAdministrators = "S-1-5-32-578";

    public static async Task<IReadOnlyList<Finding>> CheckAsync(IPowerShellHost host, IReadOnlyList<Step> steps, CancellationToken cancellationToken)
    {
        var asking = steps.Where(s => s.Kind != StepKind.Verify).DistinctBy(s => (s.Target, s.Target.Kind)).ToList();
        if (asking.Count == 0)
        {
            return [];
        }

        if (host.Configuration is { } configuration)
        {
            return [.. asking.Where(s => s.Changes.Any(c => DriverFileChange.Makes(c.Field))).Select(s => OutOfRole(s, configuration))];
        }

        var machine = await new HostReader(host).OneAsync(ReadScripts.Machine, [], AnswersJson.Default.MachineAnswer, cancellationToken).ConfigureAwait(false);
        if (machine.Groups.Contains(Administrators))
        {
            return [];
        }

        var onlyVms = machine.Groups.Contains(HyperVAdministrators);
        return [.. asking.Where(s => !onlyVms || s.Target.Kind != ObjectKind.Vm).Select(step => new Finding
        {
            Rule = "HYPERV-PRIVILEGE-001",
            Severity = Severity.Block,
            Subject = step.Target,
            SubjectName = step.TargetName,
            Observed = onlyVms ? "The account is a Hyper-V administrator and no administrator of the host." : "The account is no administrator of the host, or not elevated.",
            Required = step.Target.Kind == ObjectKind.Vm ? $"'Administrators' or 'Hyper-V Administrators', for step {step.Id} ({step.Kind})" : $"'Administrators', elevated, for step {step.Id} ({step.Kind})",
            Why = "Windows lets administrators alone disable, dismount and mount devices of the host.",
            Remedy = "Run 'barelane' elevated on the host, or give an administrator's account in the site's address; over ssh and WinRM administrators are elevated.",
            Source = "Microsoft, Disable-PnpDevice: 'You must use an Administrator account'",
            Blocks = true,
        })];
    }

    /// <summary>A restricted session acts as a virtual account that is an administrator, through functions that open no paths they are given.</summary>
    private static Finding OutOfRole(Step step, string configuration) => new()
    {
        Rule = "HYPERV-ROLE-001",
        Severity = Severity.Block,
        Subject = step.Target,
        SubjectName = step.TargetName,
        Observed = $"The site is reached through the restricted session '{configuration}', and step {step.Id} ({step.Kind}) copies files of the host's driver onto the guest's disk or takes them away.",
        Required = "An administrator's session for files, or an assignment that leaves them alone",
        Why = "Whoever may read and write files of a host by their paths is its administrator: the role has no function that does.",
        Remedy = "Write 'driver-files: leave' into the assignment and copy them yourself, or leave 'configuration:' out of the site and use an administrator's account.",
        Source = "Microsoft, JEA security considerations: 'Don't allow the FileSystem provider'; docs/design/0017-hyperv-role.md",
        Blocks = true,
    };
}
