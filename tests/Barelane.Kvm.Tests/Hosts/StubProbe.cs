using Barelane.Core.Adapters;
using Barelane.Core.Facts;
using Barelane.Core.Inventory;
using Barelane.Core.Plans;

namespace Barelane.Kvm.Tests.Hosts;

/// <summary>Says of a field what a test gives it; of any other that it is unset.</summary>
internal sealed class StubProbe : IProbe
{
    public Dictionary<(ObjectRef Target, string Field), Observed<string>> Values { get; } = [];

    public Task<IReadOnlyList<Observed<string>>> ReadAsync(IReadOnlyList<(ObjectRef Target, Field Field)> fields, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Observed<string>>>([.. fields.Select(f => Values.GetValueOrDefault((f.Target, f.Field.Name), Observed<string>.Absent))]);
}
