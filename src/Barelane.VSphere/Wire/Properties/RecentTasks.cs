namespace Barelane.VSphere.Wire;

/// <summary>The tasks that lately ran on an object: what settles whether a call whose answer was lost has been carried out.</summary>
internal static class RecentTasks
{
    /// <summary>The tasks of an entity that are queued, running, or over for less than about ten minutes, in one round trip.</summary>
    public static async Task<List<TaskInfo>> OfAsync(VimSession session, ManagedObjectRef entity, CancellationToken cancellationToken)
    {
        var tasks = new List<TaskInfo>();
        await new PropertyCollector(session).RetrieveAsync(
            [new ObjectSpec(entity) { Skip = true, Then = [new TraversalSpec(entity.Type, "recentTask")] }],
            [TaskInfo.Properties.To(tasks.Add)],
            cancellationToken).ConfigureAwait(false);
        return tasks;
    }
}
