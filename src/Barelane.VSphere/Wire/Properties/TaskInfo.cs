namespace Barelane.VSphere.Wire;

/// <summary>What a task says of itself.</summary>
internal sealed class TaskInfo(ManagedObjectRef task)
{
    /// <summary>The properties of a Task that make up this row.</summary>
    public static PropertySet<TaskInfo> Properties { get; } = new PropertySet<TaskInfo>("Task", self => new TaskInfo(self)).Add("info", (row, reader) => row.Read(reader));

    public ManagedObjectRef Task => task;

    /// <summary>The method, such as 'VirtualMachine.reconfigure'.</summary>
    public string DescriptionId { get; private set; } = string.Empty;

    public ManagedObjectRef? Entity { get; private set; }

    public string? EntityName { get; private set; }

    /// <summary>'queued', 'running', 'success' or 'error'; empty before the first answer.</summary>
    public string State { get; private set; } = string.Empty;

    public bool Cancelled { get; private set; }

    public bool Cancelable { get; private set; }

    /// <summary>0 to 100 while it runs, where the server says so.</summary>
    public int? Progress { get; private set; }

    public VimFault? Error { get; private set; }

    /// <summary>The object that the task made, such as a VM or a snapshot.</summary>
    public ManagedObjectRef? Result { get; private set; }

    /// <summary>The VMs that PowerOnMultiVM did not even attempt to start, which leaves the task successful.</summary>
    public IReadOnlyList<NotAttemptedVm> NotAttempted { get; private set; } = [];

    public DateTimeOffset? QueueTime { get; private set; }

    public DateTimeOffset? StartTime { get; private set; }

    public DateTimeOffset? CompleteTime { get; private set; }

    public string? UserName { get; private set; }

    public bool IsOver => State is "success" or "error";

    public bool Succeeded => State == "success";

    private void Read(VimReader reader)
    {
        Error = null;
        Progress = null;
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "descriptionId":
                    DescriptionId = reader.ReadPooled();
                    break;
                case "entity":
                    Entity = reader.ReadRef();
                    break;
                case "entityName":
                    EntityName = reader.ReadString();
                    break;
                case "state":
                    State = reader.ReadPooled();
                    break;
                case "cancelled":
                    Cancelled = reader.ReadBoolean();
                    break;
                case "cancelable":
                    Cancelable = reader.ReadBoolean();
                    break;
                case "error":
                    Error = VimFault.ReadLocalized(reader);
                    break;
                case "result":
                    ReadResult(reader);
                    break;
                case "progress":
                    Progress = reader.ReadInt32();
                    break;
                case "reason":
                    ReadReason(reader);
                    break;
                case "queueTime":
                    QueueTime = reader.ReadDateTime();
                    break;
                case "startTime":
                    StartTime = reader.ReadDateTime();
                    break;
                case "completeTime":
                    CompleteTime = reader.ReadDateTime();
                    break;
            }
        }
    }

    private void ReadResult(VimReader reader)
    {
        switch (reader.TypeName)
        {
            case "ManagedObjectReference":
                Result = reader.ReadRef();
                break;
            case "ClusterPowerOnVmResult":
                NotAttempted = NotAttemptedVm.ReadAll(reader);
                break;
        }
    }

    private void ReadReason(VimReader reader)
    {
        foreach (var name in reader.Children())
        {
            if (name == "userName")
            {
                UserName = reader.ReadString();
            }
        }
    }
}
