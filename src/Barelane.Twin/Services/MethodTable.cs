namespace Barelane.Twin.Services;

/// <summary>Which code answers which method. The schema has checked by then that the target has the method.</summary>
internal static class MethodTable
{
    private static readonly Dictionary<string, Func<Call, object?>> Methods = Build();

    /// <summary>The answer of a method that needs no waiting; called with the gate held.</summary>
    public static Func<Call, object?>? Find(string method) => Methods.GetValueOrDefault(method);

    private static Dictionary<string, Func<Call, object?>> Build()
    {
        var table = new Dictionary<string, Func<Call, object?>>(StringComparer.Ordinal);
        SessionService.Register(table);
        CollectorService.Register(table);
        InventoryService.Register(table);
        HostService.Register(table);
        PassthruService.Register(table);
        GraphicsService.Register(table);
        ConfigTargetService.Register(table);
        ConfigOptionService.Register(table);
        VmPowerService.Register(table);
        VmService.Register(table);
        SnapshotService.Register(table);
        ClusterService.Register(table);
        CheckerService.Register(table);
        GuestService.Register(table);
        DiagnosticService.Register(table);
        return table;
    }
}
