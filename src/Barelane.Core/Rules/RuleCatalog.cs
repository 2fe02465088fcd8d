using System.Collections.Frozen;
using Barelane.Core.Rules.Clusters;
using Barelane.Core.Rules.Devices;
using Barelane.Core.Rules.Hosts;
using Barelane.Core.Rules.Sites;
using Barelane.Core.Rules.Slices;
using Barelane.Core.Rules.Vms;

namespace Barelane.Core.Rules;

/// <summary>Every rule there is, in the order in which findings are shown: site, cluster, host, device, slice, VM.</summary>
public static class RuleCatalog
{
    /// <summary>The rules. They hold no state and may be used from any thread.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new SiteVersionRule(),
        new LoneHostRule(),
        new ClusterFailoverRule(),
        new VsanResyncRule(),
        new PlacementOfVmRule(),
        new PlacementOfBystandersRule(),
        new HostConnectionRule(),
        new HostMaintenanceRule(),
        new HostRebootPendingRule(),
        new HostRebootSupportedRule(),
        new HostEditionRule(),
        new HostLightGuestRule(),
        new HostShapeRule(),
        new HostIommuRule(),
        new HostInterruptRemappingRule(),
        new HostIsolationRule(),
        new HostVirtualizationRule(),
        new HostAddressWidthRule(),
        new HostLockdownRule(),
        new HostAbove4GRule(),
        new HostBootMediumRule(),
        new HostMemoryRule(),
        new HostHugePagesRule(),
        new HostGuestFirmwareRule(),
        new HostManagementRule(),
        new HostBystandersRule(),
        new HostAgentVmsRule(),
        new DeviceCapableRule(),
        new DeviceStateRule(),
        new DeviceHoldersRule(),
        new DeviceCompanionsRule(),
        new DeviceExpressRule(),
        new DeviceInterruptRule(),
        new DeviceIsolationRule(),
        new DeviceGroupRule(),
        new DeviceUsersRule(),
        new DeviceBridgeRule(),
        new DeviceFirmwareMemoryRule(),
        new DeviceResetRule(),
        new DevicePowerRule(),
        new DeviceOverrideAtBootRule(),
        new DeviceFunctionsRule(),
        new DeviceTokenRule(),
        new DeviceDenylistRule(),
        new DeviceTwinRule(),
        new DeviceLinkRule(),
        new DeviceBarRule(),
        new DeviceHostBootRule(),
        new DeviceConsoleRule(),
        new DeviceIdentityRule(),
        new DeviceLabelRule(),
        new DeviceKindRule(),
        new DeviceTroubleRule(),
        new DeviceCombinationRule(),
        new DeviceFabricRule(),
        new DeviceNumaRule(),
        new SliceModeRule(),
        new SliceProfileRule(),
        new SliceCapacityRule(),
        new SliceCountRule(),
        new SliceStunRule(),
        new SliceHomogeneityRule(),
        new VmTemplateRule(),
        new VmPowerRule(),
        new VmToolsRule(),
        new VmFirmwareRule(),
        new VmSecureBootRule(),
        new VmMmioRule(),
        new VmMachineRule(),
        new VmConsumerCardRule(),
        new VmHardwareRule(),
        new VmDeviceCountRule(),
        new VmCpuCountRule(),
        new VmMemoryLimitRule(),
        new VmGenerationRule(),
        new VmDynamicMemoryRule(),
        new VmRemoteFxRule(),
        new VmReplicaRule(),
        new VmHotAddRule(),
        new VmNestedRule(),
        new VmGuestIommuRule(),
        new VmVbsRule(),
        new VmVtpmRule(),
        new VmSnapshotRule(),
        new VmFaultToleranceRule(),
        new VmAttachedRule(),
        new VmAutomationRule(),
        new VmMsiLeftoverRule(),
        new VmCpuidRule(),
        new VmDeviceLeftoverRule(),
    ];

    private static readonly FrozenDictionary<string, IRule> ById = All.ToFrozenDictionary(r => r.Info.Id, StringComparer.Ordinal);

    /// <summary>The rule with this id, or null.</summary>
    public static IRule? Find(string id) => ById.GetValueOrDefault(id);

    /// <summary>
    /// Checks one assignment against every rule, in the catalogue's order. <paramref name="subjectOf"/> binds a rule to the
    /// assignment with what the caller knows of the plan.
    /// </summary>
    public static IReadOnlyList<Finding> Check(Func<IRule, RuleSubject> subjectOf) => [.. All.SelectMany(r => r.Check(subjectOf(r)))];
}
