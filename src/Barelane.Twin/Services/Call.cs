using Barelane.Twin.Faults;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>One call under way: what is called, by whom, and which planted faults strike it.</summary>
internal sealed class Call
{
    public required TwinSite Site { get; init; }

    public required SoapRequest Request { get; init; }

    public required TwinObject Target { get; init; }

    /// <summary>Null before login.</summary>
    public TwinSession? Session { get; set; }

    public required IReadOnlyList<FaultRule> Struck { get; init; }

    /// <summary>The address the client reached us under, such as 'https://127.0.0.1:8989'.</summary>
    public required string Endpoint { get; init; }

    public required CancellationToken Aborted { get; init; }

    public string UserName => Session?.User.Name ?? string.Empty;

    public VimObject Args => Request.Arguments;

    public T On<T>()
        where T : TwinObject => (T)Target;

    /// <summary>The object an argument refers to; the argument is there.</summary>
    public T Get<T>(string argument)
        where T : TwinObject => Site.Get<T>(Args.Ref(argument));

    /// <summary>Refuses the call when the user lacks a privilege on an object.</summary>
    public void Demand(string privilege, TwinObject on)
    {
        if (Session is not { } session || session.User.Lacks(privilege, NameOf(on)))
        {
            throw VimFaults.NoPermission(on.Ref, privilege);
        }
    }

    public TwinTask Start(TwinObject entity, Func<object?> change) =>
        TaskRunner.Start(entity, Request.Method.Name, UserName, Struck, change);

    public TwinTask Start(TwinObject entity, Func<TwinTask, Task<object?>> work, bool cancelable = false) =>
        TaskRunner.Start(entity, Request.Method.Name, UserName, Struck, work, cancelable);

    /// <summary>A service object goes by the name of the host or cluster it belongs to.</summary>
    public static string NameOf(TwinObject target) => target.Name.Length == 0 ? target.Parent?.Name ?? string.Empty : target.Name;
}
