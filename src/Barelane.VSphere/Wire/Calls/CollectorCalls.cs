namespace Barelane.VSphere.Wire;

/// <summary>Calls on views, property collectors and filters, which live in the session and change nothing else.</summary>
internal static class CollectorCalls
{
    public static VimCall<ManagedObjectRef> CreateContainerView(ManagedObjectRef viewManager, ManagedObjectRef container, IReadOnlyList<string> types) =>
        VimCall.Make(
            "CreateContainerView",
            viewManager,
            changes: false,
            writer =>
            {
                writer.Write("container", container);
                writer.WriteAll("type", types);
                writer.Write("recursive", true);
            },
            reader => reader.ReadRef());

    public static VimCall<bool> DestroyView(ManagedObjectRef view) => VimCall.Do("DestroyView", view, changes: false, null);

    public static VimCall<string?> RetrieveProperties(ManagedObjectRef collector, ObjectQuery query, int? maxObjects, Func<VimReader, string?> result) =>
        VimCall.Ask(
            "RetrievePropertiesEx",
            collector,
            writer =>
            {
                query.Write(writer, "specSet");
                writer.Open("options");
                writer.Write("maxObjects", maxObjects);
                writer.Close();
            },
            result);

    public static VimCall<string?> ContinueRetrieveProperties(ManagedObjectRef collector, string token, Func<VimReader, string?> result) =>
        VimCall.Ask("ContinueRetrievePropertiesEx", collector, writer => writer.Write("token", token), result);

    public static VimCall<bool> CancelRetrieveProperties(ManagedObjectRef collector, string token) =>
        VimCall.Do("CancelRetrievePropertiesEx", collector, changes: false, writer => writer.Write("token", token));

    public static VimCall<ManagedObjectRef> CreateCollector(ManagedObjectRef collector) =>
        VimCall.Make("CreatePropertyCollector", collector, changes: false, null, reader => reader.ReadRef());

    public static VimCall<bool> DestroyCollector(ManagedObjectRef collector) => VimCall.Do("DestroyPropertyCollector", collector, changes: false, null);

    public static VimCall<ManagedObjectRef> CreateFilter(ManagedObjectRef collector, ObjectQuery query) =>
        VimCall.Make(
            "CreateFilter",
            collector,
            changes: false,
            writer =>
            {
                query.Write(writer, "spec");
                writer.Write("partialUpdates", false);
            },
            reader => reader.ReadRef());

    /// <summary>Waits on the server for changes since a version ("" for everything as it is now); without changes in time the answer is empty.</summary>
    public static VimCall<T?> WaitForUpdates<T>(ManagedObjectRef collector, string version, TimeSpan wait, Func<VimReader, T> updates) =>
        VimCall.Ask(
            "WaitForUpdatesEx",
            collector,
            writer =>
            {
                writer.Write("version", version);
                writer.Open("options");
                writer.Write("maxWaitSeconds", (long)wait.TotalSeconds);
                writer.Close();
            },
            updates);
}
