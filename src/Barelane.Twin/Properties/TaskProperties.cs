using Barelane.Twin.Model;
using Barelane.Twin.Values;

namespace Barelane.Twin.Properties;

/// <summary>Task.info (§1.2).</summary>
internal static class TaskProperties
{
    public static VimObject Info(TwinTask task) => new VimObject("TaskInfo")
        .Set("key", task.Ref.Id)
        .Set("task", task.Ref)
        .Set("name", task.Method)
        .Set("descriptionId", $"{task.Entity.Ref.Type}.{task.Method.Replace("_Task", string.Empty, StringComparison.Ordinal)}")
        .Set("entity", task.Entity.Ref)
        .Set("entityName", task.Entity.Name)
        .Set("state", task.State)
        .Set("cancelled", task.Cancelled)
        .Set("cancelable", task.Cancelable)
        .Set("error", task.Error)
        .Set("result", task.Result)
        .Set("progress", task.State == "running" ? task.Progress : null)
        .Set("reason", new VimObject("TaskReasonUser").Set("userName", task.UserName))
        .Set("queueTime", task.Queued)
        .Set("startTime", task.Started)
        .Set("completeTime", task.Completed)
        .Set("eventChainId", 0);
}
