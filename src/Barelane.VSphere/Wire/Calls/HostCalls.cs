namespace Barelane.VSphere.Wire;

/// <summary>Calls that change a host or its PCI and graphics settings.</summary>
internal static class HostCalls
{
    /// <summary>Succeeds when no powered-on VM is left on the host; it moves and stops none by itself. A limit of zero waits without one.</summary>
    public static VimCall<ManagedObjectRef> EnterMaintenanceMode(ManagedObjectRef host, TimeSpan limit, bool? evacuatePoweredOffVms = null, string? vsanObjectAction = null) =>
        VimCall.Start("EnterMaintenanceMode_Task", host, writer =>
        {
            writer.Write("timeout", (long)limit.TotalSeconds);
            writer.Write("evacuatePoweredOffVms", evacuatePoweredOffVms);
            if (vsanObjectAction is not null)
            {
                writer.Open("maintenanceSpec");
                writer.Open("vsanMode");
                writer.Write("objectAction", vsanObjectAction);
                writer.Close();
                writer.Close();
            }
        });

    public static VimCall<ManagedObjectRef> ExitMaintenanceMode(ManagedObjectRef host, TimeSpan limit) =>
        VimCall.Start("ExitMaintenanceMode_Task", host, writer => writer.Write("timeout", (long)limit.TotalSeconds));

    /// <summary>The task succeeds when the reboot begins; on a lone host the connection simply drops. Without force the host must be in maintenance.</summary>
    public static VimCall<ManagedObjectRef> Reboot(ManagedObjectRef host, bool force) =>
        VimCall.Start("RebootHost_Task", host, writer => writer.Write("force", force));

    /// <summary>Sets the wish for passthrough of devices; whether it is a fact, 'passthruActive' tells, mostly after a reboot.</summary>
    public static VimCall<bool> UpdatePassthruConfig(ManagedObjectRef pciPassthruSystem, IReadOnlyList<PassthruConfig> devices) =>
        VimCall.Do("UpdatePassthruConfig", pciPassthruSystem, changes: true, writer =>
        {
            foreach (var device in devices)
            {
                device.Write(writer);
            }
        });

    public static VimCall<bool> RefreshPassthru(ManagedObjectRef pciPassthruSystem) => VimCall.Do("Refresh", pciPassthruSystem, changes: false, null);

    public static VimCall<bool> UpdateGraphicsConfig(ManagedObjectRef graphicsManager, GraphicsConfig config) =>
        VimCall.Do("UpdateGraphicsConfig", graphicsManager, changes: true, config.Write);

    public static VimCall<bool> RefreshGraphics(ManagedObjectRef graphicsManager) => VimCall.Do("RefreshGraphicsManager", graphicsManager, changes: false, null);
}
