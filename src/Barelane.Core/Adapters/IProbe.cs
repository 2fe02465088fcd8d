using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Core.Adapters;

/// <summary>Reads single fields again, live.</summary>
public interface IProbe
{
    /// <summary>The present values, in the order asked; Absent means unset, Unreadable says why. Throws nothing but cancellation.</summary>
    Task<IReadOnlyList<Observed<string>>> ReadAsync(IReadOnlyList<(ObjectRef Target, Field Field)> fields, CancellationToken cancellationToken);
}
