using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Slices;

/// <summary>A VM with a large slice stands still for a while when it is moved.</summary>
internal sealed class SliceStunRule : IRule
{
    private const long NoticeableMiB = 8 * 1024;

    /// <inheritdoc/>
    public RuleInfo Info { get; } = new()
    {
        Id = "SLICE-STUN-001",
        Title = "Moves of the VM do not make it stand still for long",
        Why = "While its framebuffer is copied the VM stands still: seconds for a few GB, tens of seconds for tens of GB, and more below 10 Gbit/s.",
        Source = "vSphere documentation, vMotion stun times for vGPU; KB 88271",
        Reads = [HostFacts.Profiles],
        CanBlock = false,
    };

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(RuleSubject subject)
    {
        if (subject.Hypervisor != Hypervisor.VSphere || subject.Variant != WayVariant.Slice || subject.Assignment.Assignment.Gpu.Profile is not { } name)
        {
            yield break;
        }

        const string Required = "less than 8 GiB of framebuffer, or applications that bear a pause";
        const string Remedy = "Use a vMotion network of 10 Gbit/s or more, and leave the VM out of automatic moves where a pause matters.";
        var memory = subject.Read(HostFacts.Profiles, subject.Host).Or([]).FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal))?.MemoryMiB ?? default;
        yield return memory.TryGet(out var miB)
            ? miB * subject.Assignment.Assignment.Gpu.Count >= NoticeableMiB
                ? subject.Say(Severity.Note, subject.Assignment.VmRef, $"{miB * subject.Assignment.Assignment.Gpu.Count / 1024} GiB of framebuffer are copied in a move", Required, Remedy)
                : subject.Pass(subject.Assignment.VmRef, $"{miB * subject.Assignment.Assignment.Gpu.Count} MiB of framebuffer", Required)
            : subject.Unseen(subject.Assignment.VmRef, "The slice's framebuffer", memory, Required, Remedy);
    }
}
