namespace Barelane.VSphere.Wire;

/// <summary>Questions about privileges.</summary>
internal static class AuthorizationCalls
{
    /// <summary>Which of the privileges the session has on each of the objects.</summary>
    public static VimCall<List<EntityPrivileges>> HasPrivileges(
        ManagedObjectRef authorizationManager, IReadOnlyList<ManagedObjectRef> entities, string sessionKey, IReadOnlyList<string> privileges) =>
        VimCall.AskAll(
            "HasPrivilegeOnEntities",
            authorizationManager,
            writer =>
            {
                writer.WriteAll("entity", entities);
                writer.Write("sessionId", sessionKey);
                writer.WriteAll("privId", privileges);
            },
            EntityPrivileges.Read) with
        { Secrets = [sessionKey] };
}
