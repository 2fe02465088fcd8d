namespace Barelane.FakeHyperV.Host;

/// <summary>What Windows a host runs. Builds as in Microsoft's release pages; which cmdlets each module has as in windows-powershell-docs and HyperVDsc's generated stubs.</summary>
/// <param name="Caption">Win32_OperatingSystem.Caption.</param>
/// <param name="Build">The build, which ends the version.</param>
/// <param name="ProductType">Win32_OperatingSystem.ProductType: 1 a client, 2 a domain controller, 3 a server.</param>
/// <param name="Module">The age of its Hyper-V module: 2016, 2019, 2022 or 2025.</param>
public sealed record HostEdition(string Caption, int Build, uint ProductType, int Module)
{
    public static HostEdition Server2016 { get; } = new("Microsoft Windows Server 2016 Datacenter", 14393, 3, 2016);

    public static HostEdition Server2019 { get; } = new("Microsoft Windows Server 2019 Datacenter", 17763, 3, 2019);

    public static HostEdition Server2022 { get; } = new("Microsoft Windows Server 2022 Datacenter", 20348, 3, 2022);

    public static HostEdition Server2025 { get; } = new("Microsoft Windows Server 2025 Datacenter", 26100, 3, 2025);

    public static HostEdition Windows10 { get; } = new("Microsoft Windows 10 Pro", 19045, 1, 2019);

    public static HostEdition Windows11 { get; } = new("Microsoft Windows 11 Pro", 26100, 1, 2025);

    public bool IsClient => ProductType == 1;

    public string Version => $"10.0.{Build}";
}
