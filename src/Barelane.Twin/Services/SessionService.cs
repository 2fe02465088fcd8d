using Barelane.Twin.Properties;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>ServiceInstance, SessionManager and AuthorizationManager (§1.2).</summary>
internal static class SessionService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["RetrieveServiceContent"] = call => ServiceProperties.Content(call.Site);
        table["CurrentTime"] = call => call.Site.Clock.Now;
        table["Login"] = Login;
        table["Logout"] = Logout;
        table["SessionIsActive"] = call =>
            call.Site.Sessions.Find(call.Args.Text("sessionID"))?.User.Name == call.Args.Text("userName");
        table["HasPrivilegeOnEntities"] = HasPrivilegeOnEntities;
        table["HasPrivilegeOnEntity"] = call => VimArray.Of(Granted(call, call.Args.Ref("entity")!.Value).Select(p => p.Granted));
        table["CancelTask"] = CancelTask;
    }

    private static VimObject Login(Call call)
    {
        var user = call.Site.Options.Users.FirstOrDefault(u =>
            string.Equals(u.Name, call.Args.Text("userName"), StringComparison.OrdinalIgnoreCase)
            && u.Password == call.Args.Text("password"));
        if (user is null)
        {
            throw VimFaults.Of("InvalidLogin", "Cannot complete login due to an incorrect user name or password.");
        }

        var session = new TwinSession(call.Site, user);
        call.Site.Sessions.Add(session);
        call.Session = session;
        return session.ToUserSession();
    }

    private static object? Logout(Call call)
    {
        call.Site.Sessions.End(call.Site, call.Session!);
        call.Session = null;
        return null;
    }

    private static VimArray HasPrivilegeOnEntities(Call call) => VimArray.Of(call.Args.Items<MoRef>("entity").Select(entity =>
        new VimObject("EntityPrivilege").Set("entity", entity).Set("privAvailability", VimArray.OrNull(
            Granted(call, entity).Select(p =>
                new VimObject("PrivilegeAvailability").Set("privId", p.Privilege).Set("isGranted", p.Granted))))));

    private static IEnumerable<(string Privilege, bool Granted)> Granted(Call call, MoRef entity)
    {
        var session = call.Site.Sessions.Find(call.Args.Text("sessionId"))
            ?? throw VimFaults.InvalidArgument("sessionId", "No session has the given id.");
        var name = Call.NameOf(call.Site.Get(entity));
        return call.Args.Items<string>("privId").Select(p => (p, !session.User.Lacks(p, name)));
    }

    private static object? CancelTask(Call call)
    {
        var task = call.On<Model.TwinTask>();
        if (!task.Cancelable)
        {
            throw VimFaults.NotSupported($"The task '{task.Method}' can't be canceled.");
        }

        if (task.Completed is not null)
        {
            throw VimFaults.InvalidState($"The task '{task.Method}' is over.");
        }

        task.Cancellation.Cancel();
        return null;
    }
}
