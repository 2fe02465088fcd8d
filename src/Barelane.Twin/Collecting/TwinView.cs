using Barelane.Twin.Model;
using Barelane.Twin.Schema;
using Barelane.Twin.Values;

namespace Barelane.Twin.Collecting;

/// <summary>A ContainerView or a ListView.</summary>
internal sealed class TwinView : TwinObject
{
    private readonly Func<IEnumerable<MoRef>> _members;

    private TwinView(TwinSite site, string type, Func<IEnumerable<MoRef>> members)
        : base(site, type, site.NewId("view"), string.Empty, null) => _members = members;

    public static TwinView OfContainer(TwinSite site, TwinObject container, IReadOnlyList<string> types, bool recursive) =>
        new(site, "ContainerView", () => Inventory.Below(container, recursive)
            .Where(o => types.Count == 0 || types.Any(VimSchema.Instance.Managed(o.Ref.Type)!.DerivesFrom))
            .Select(o => o.Ref).Distinct());

    public static TwinView OfList(TwinSite site, IReadOnlyList<MoRef> members) => new(site, "ListView", () => members);

    internal override object? Read(string property) => property == "view" ? VimArray.Of(_members()) : null;
}
