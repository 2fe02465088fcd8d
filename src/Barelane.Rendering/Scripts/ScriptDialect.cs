namespace Barelane.Rendering.Scripts;

/// <summary>Tools of a hypervisor in whose commands a plan can be printed.</summary>
public enum ScriptDialect
{
    /// <summary>VMware PowerCLI, a PowerShell script.</summary>
    PowerCli,

    /// <summary>govc, a shell script.</summary>
    Govc,

    /// <summary>virsh and the small tools of a Linux host, a shell script.</summary>
    Virsh,

    /// <summary>Windows PowerShell with the Hyper-V module, on the host.</summary>
    PowerShell,
}
