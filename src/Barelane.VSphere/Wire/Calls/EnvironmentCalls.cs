namespace Barelane.VSphere.Wire;

/// <summary>Questions to the environment browser of a cluster or host: what VMs there can be given.</summary>
internal static class EnvironmentCalls
{
    /// <summary>The ConfigTarget of one host; without the host a cluster answers with the union of all.</summary>
    public static VimCall<T?> QueryConfigTarget<T>(ManagedObjectRef environmentBrowser, ManagedObjectRef? host, Func<VimReader, T> target) =>
        VimCall.Ask("QueryConfigTarget", environmentBrowser, writer => writer.Write("host", host), target);

    /// <summary>The ConfigOption for a hardware version ('vmx-19'; null is the default) on a host.</summary>
    public static VimCall<T?> QueryConfigOption<T>(ManagedObjectRef environmentBrowser, string? key, ManagedObjectRef? host, Func<VimReader, T> option) =>
        VimCall.Ask(
            "QueryConfigOptionEx",
            environmentBrowser,
            writer =>
            {
                writer.Open("spec");
                writer.Write("key", key);
                writer.Write("host", host);
                writer.Close();
            },
            option);
}
