using Barelane.Core.Facts;
using Barelane.Kvm.Boot;

namespace Barelane.Kvm.Inventory;

/// <summary>The fields <c>kernel-argument:NAME</c>: what the next boot will have, set against what the running kernel was given.</summary>
internal static class KernelArgumentFields
{
    /// <summary>What is added to a value while the running kernel has another.</summary>
    public const string Pending = "-pending";

    /// <summary>The value while the running kernel still has an argument that the next one will not.</summary>
    public const string UnsetPending = "unset-pending";

    /// <summary>The arguments Barelane changes.</summary>
    public static readonly IReadOnlyList<string> Names = ["amd_iommu", "intel_iommu", "iommu"];

    public static Observed<string> Read(string name, Observed<BootFile> file, Observed<string> running)
    {
        if (!file.TryGet(out var boot))
        {
            return file.Map(_ => "");
        }

        if (!running.TryGet(out var line))
        {
            return running.State == ObservedState.Absent ? Observed<string>.Unreadable("'/proc/cmdline' is not there.") : running;
        }

        var (next, now) = (KernelArguments.Find(boot.CommandLine, name), KernelArguments.Find(line, name));
        return (next, now) switch
        {
            (null, null) => Observed<string>.Absent,
            (null, _) => Observed.Read(UnsetPending),
            _ => Observed.Read(string.Equals(next, now, StringComparison.Ordinal) ? next : next + Pending),
        };
    }
}
