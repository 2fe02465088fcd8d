using Barelane.Twin.Collecting;
using Barelane.Twin.Model;
using Barelane.Twin.Soap;
using Barelane.Twin.Values;

namespace Barelane.Twin.Services;

/// <summary>PropertyCollector, PropertyFilter, ViewManager and View (§1.2).</summary>
internal static class CollectorService
{
    public static void Register(Dictionary<string, Func<Call, object?>> table)
    {
        table["RetrievePropertiesEx"] = call => CollectorOf(call).Retrieve(
            call.Args.Items<VimObject>("specSet"), (int?)call.Args.Child("options")?.Number("maxObjects"), call.Request.Version);
        table["RetrieveProperties"] = call => CollectorOf(call).Retrieve(
            call.Args.Items<VimObject>("specSet"), null, call.Request.Version)?["objects"];
        table["ContinueRetrievePropertiesEx"] = call => CollectorOf(call).Continue(call.Args.Text("token")!);
        table["CancelRetrievePropertiesEx"] = CancelRetrieve;
        table["CreateFilter"] = call => CreateFilter(call);
        table["DestroyPropertyFilter"] = DestroyFilter;
        table["CancelWaitForUpdates"] = CancelWait;
        table["CreatePropertyCollector"] = call => CreateCollector(call);
        table["DestroyPropertyCollector"] = DestroyCollector;
        table["CreateContainerView"] = call => Own(call, TwinView.OfContainer(
            call.Site, call.Get<TwinObject>("container"), [.. call.Args.Items<string>("type")], call.Args.Flag("recursive") == true));
        table["CreateListView"] = call => Own(call, TwinView.OfList(call.Site, [.. call.Args.Items<MoRef>("obj")]));
        table["DestroyView"] = call => Disown(call, call.Target);
    }

    /// <summary>WaitForUpdatesEx, WaitForUpdates and CheckForUpdates; called without the gate, since it waits.</summary>
    public static Task<object?> WaitAsync(Call call)
    {
        TwinCollector collector;
        lock (call.Site.Gate)
        {
            collector = CollectorOf(call);
        }

        var options = call.Args.Child("options");
        var seconds = call.Request.Method.Name == "CheckForUpdates" ? 0 : (int?)options?.Number("maxWaitSeconds");
        return collector.WaitAsync(
            call.Args.Text("version") ?? string.Empty, seconds, (int?)options?.Number("maxObjectUpdates"), call.Aborted);
    }

    private static TwinCollector CollectorOf(Call call) =>
        call.Session!.Collectors.GetValueOrDefault(call.Target.Ref.Id) ?? throw VimFaults.NotFound(call.Target.Ref);

    private static object? CancelRetrieve(Call call)
    {
        CollectorOf(call).Cancel(call.Args.Text("token")!);
        return null;
    }

    private static object? CancelWait(Call call)
    {
        CollectorOf(call).CancelWait();
        return null;
    }

    private static MoRef CreateFilter(Call call)
    {
        var spec = call.Args.Child("spec")!;
        var version = call.Request.Version;
        foreach (var target in ObjectSelection.Of(call.Site, spec, version, tolerateMissing: false).Take(1))
        {
            new ObjectReader(spec, version).Read(target); // an unknown property is refused now and not while waiting
        }

        var filter = new TwinPropertyFilter(call.Site, spec, call.Args.Flag("partialUpdates") == true, version);
        CollectorOf(call).Filters.Add(filter);
        return Own(call, filter);
    }

    private static object? DestroyFilter(Call call)
    {
        foreach (var collector in call.Session!.Collectors.Values)
        {
            collector.Filters.Remove(call.On<TwinPropertyFilter>());
        }

        return Disown(call, call.Target);
    }

    private static MoRef CreateCollector(Call call)
    {
        var made = new TwinService(call.Site, "PropertyCollector", call.Site.NewId("collector"), _ => null);
        call.Session!.Collectors.Add(made.Ref.Id, new TwinCollector(call.Site));
        return Own(call, made);
    }

    private static object? DestroyCollector(Call call)
    {
        if (call.Session!.Collectors.Remove(call.Target.Ref.Id, out var collector))
        {
            collector.CancelWait();
        }

        return Disown(call, call.Target);
    }

    private static MoRef Own(Call call, TwinObject made)
    {
        call.Site.Add(made);
        call.Session!.Owned.Add(made);
        return made.Ref;
    }

    private static object? Disown(Call call, TwinObject made)
    {
        if (!call.Session!.Owned.Remove(made))
        {
            throw VimFaults.NotFound(made.Ref);
        }

        call.Site.Remove(made);
        return null;
    }
}
