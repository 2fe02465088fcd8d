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

    /// <summary>
    /// The tasks that the server lists as recent, whatever they are about: all that can be asked where the object that a lost call was to make
    /// does not exist (yet). Empty where the server has no list.
    /// </summary>
    public static async Task<List<TaskInfo>> OfSessionAsync(VimSession session, CancellationToken cancellationToken)
    {
        var tasks = new List<TaskInfo>();
        if (session.Content.Find("taskManager") is { } taskManager)
        {
            await new PropertyCollector(session).RetrieveAsync([From(taskManager)], [TaskInfo.Properties.To(tasks.Add)], cancellationToken).ConfigureAwait(false);
        }

        return tasks;
    }

    private static ObjectSpec From(ManagedObjectRef start) => new(start) { Skip = true, Then = [new TraversalSpec(start.Type, "recentTask")] };
}
