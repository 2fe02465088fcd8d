namespace Barelane.VSphere.Wire;

/// <summary>A VM that a power-on of many did not attempt, and why.</summary>
internal sealed record NotAttemptedVm(ManagedObjectRef Vm, VimFault Why)
{
    /// <summary>Reads the notAttempted members of a ClusterPowerOnVmResult.</summary>
    public static List<NotAttemptedVm> ReadAll(VimReader reader)
    {
        var all = new List<NotAttemptedVm>();
        foreach (var name in reader.Children())
        {
            if (name == "notAttempted")
            {
                all.Add(Read(reader));
            }
        }

        return all;
    }

    private static NotAttemptedVm Read(VimReader reader)
    {
        var vm = default(ManagedObjectRef);
        var why = new VimFault("MethodFault", string.Empty);
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "vm":
                    vm = reader.ReadRef();
                    break;
                case "fault":
                    why = VimFault.ReadLocalized(reader);
                    break;
            }
        }

        return new NotAttemptedVm(vm, why);
    }
}
