using Barelane.Core.Facts;
using Barelane.Core.Goals;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules.Slices;

/// <summary>Slices that the host offers only once the plan has changed it.</summary>
internal static class SlicesToCome
{
    /// <summary>The card whose slices wait for a change that the plan makes; null where there is none.</summary>
    public static Device? Of(RuleSubject subject, string profile)
    {
        var waiting = SliceCards.Waiting(subject.Host, subject.Assignment.Assignment.Gpu, profile).FirstOrDefault(d => subject.Wants.Any(w => w.Target == d.Ref));
        return waiting is not null && subject.Read(DeviceFacts.SlicesWaitFor, waiting).HasValue ? waiting : null;
    }
}
