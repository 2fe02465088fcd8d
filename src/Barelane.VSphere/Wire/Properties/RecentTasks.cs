namespace Barelane.VSphere.Wire;

/// <summary>The tasks that lately ran on an object: what settles whether a call whose answer was lost has been carried out.</summary>
internal static class RecentTasks
{
    /// <summary>
    /// The tasks of an entity that are queued, running, or over for less than about ten minutes, in one round trip. Both the entity's own list and the
    /// server's are looked at, since not every server keeps the first.
    /// </summary>
    public static async Task<List<TaskInfo>> OfAsync(VimSession session, ManagedObjectRef entity, CancellationToken cancellationToken)
    {
        var objects = new List<ObjectSpec> { From(entity) };
        if (session.Content.Find("taskManager") is { } taskManager)
        {
            objects.Add(From(taskManager));
        }

        var tasks = new List<TaskInfo>();
        await new PropertyCollector(session).RetrieveAsync(objects, [TaskInfo.Properties.To(tasks.Add)], cancellationToken).ConfigureAwait(false);
        return [.. tasks.Where(task => task.Entity == entity).DistinctBy(task => task.Task)];
    }

    private static ObjectSpec From(ManagedObjectRef start) => new(start) { Skip = true, Then = [new TraversalSpec(start.Type, "recentTask")] };
}
