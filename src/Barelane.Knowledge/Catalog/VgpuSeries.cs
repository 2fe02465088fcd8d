namespace Barelane.Knowledge.Catalog;

/// <summary>The series of an NVIDIA vGPU profile: the last letter of its name, which tells the licence too.</summary>
public enum VgpuSeries
{
    /// <summary>Published applications and session hosts: vApps.</summary>
    A,

    /// <summary>Desktops for office work: vPC.</summary>
    B,

    /// <summary>Computing: NVIDIA AI Enterprise, formerly vCS.</summary>
    C,

    /// <summary>Workstations: vWS.</summary>
    Q,
}
