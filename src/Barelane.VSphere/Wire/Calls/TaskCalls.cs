namespace Barelane.VSphere.Wire;

/// <summary>Calls on a task.</summary>
internal static class TaskCalls
{
    /// <summary>Asks the server to stop a task; whether it does, the task's state tells.</summary>
    public static VimCall<bool> Cancel(ManagedObjectRef task) => VimCall.Do("CancelTask", task, changes: true, null);
}
