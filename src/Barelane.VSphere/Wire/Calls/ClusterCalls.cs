namespace Barelane.VSphere.Wire;

/// <summary>Calls that change a cluster's settings.</summary>
internal static class ClusterCalls
{
    /// <summary>Applies only what the spec holds and leaves all else as it is.</summary>
    public static VimCall<ManagedObjectRef> Reconfigure(ManagedObjectRef cluster, ClusterConfigSpec spec) =>
        VimCall.Start("ReconfigureComputeResource_Task", cluster, writer =>
        {
            spec.Write(writer, "spec");
            writer.Write("modify", true);
        });
}
