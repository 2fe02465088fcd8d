namespace Barelane.VSphere.Wire;

/// <summary>Calls about the service and the session.</summary>
internal static class SessionCalls
{
    public static VimCall<ServiceContent> RetrieveServiceContent() =>
        VimCall.Make("RetrieveServiceContent", ManagedObjectRef.ServiceInstance, changes: false, null, ServiceContent.Read);

    /// <summary>Answers with the key of the session.</summary>
    public static VimCall<string> Login(ManagedObjectRef sessionManager, VimCredential credential) =>
        VimCall.Make("Login", sessionManager, changes: false, Arguments(credential), ReadKey) with { Secrets = [credential.Password] };

    public static VimCall<bool> Logout(ManagedObjectRef sessionManager) => VimCall.Do("Logout", sessionManager, changes: false, null);

    /// <summary>The server's clock; keeps a session alive.</summary>
    public static VimCall<DateTimeOffset> CurrentTime() =>
        VimCall.Make("CurrentTime", ManagedObjectRef.ServiceInstance, changes: false, null, reader => reader.ReadDateTime());

    private static Action<VimWriter> Arguments(VimCredential credential) => writer =>
    {
        writer.Write("userName", credential.User);
        writer.Write("password", credential.Password);
    };

    private static string ReadKey(VimReader reader)
    {
        var key = string.Empty;
        foreach (var name in reader.Children())
        {
            if (name == "key")
            {
                key = reader.ReadString();
            }
        }

        return key;
    }
}
