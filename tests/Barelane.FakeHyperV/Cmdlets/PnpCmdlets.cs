using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>The PnpDevice module, which wraps Win32_PnPEntity (windows-powershell-docs, docset/winserver2025-ps/PnpDevice).</summary>
internal static class PnpCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("PnpDevice", "Get-PnpDevice", "InstanceId Class FriendlyName Status PresentOnly", Get),
        new("PnpDevice", "Get-PnpDeviceProperty", "InstanceId KeyName", (host, call, input) =>
        {
            foreach (var id in call.Has("InstanceId") ? call.Texts("InstanceId") : [Selecting.Member(input, "InstanceId")])
            {
                PnpProperties.Put(host, call, Node(host, id), call.Texts("KeyName"));
            }
        }),
        new("PnpDevice", "Disable-PnpDevice", "InstanceId Confirm", (host, call, _) => Switch(host, call, disable: true)),
        new("PnpDevice", "Enable-PnpDevice", "InstanceId Confirm", (host, call, _) => Switch(host, call, disable: false)),
    ];

    /// <summary>An error of a cmdlet that wraps CIM: the id is the HRESULT (recorded: Disable-PnpDevice, 'Generic failure', HRESULT 0x80041001).</summary>
    private static PsException Cim(uint status, string category, string message) => new(new PsErrorRecord
    {
        Id = $"HRESULT 0x{status:x8}",
        Category = category,
        Message = message,
        Type = "Microsoft.Management.Infrastructure.CimException",
        HResult = unchecked((int)status),
    });

    private static void Get(FakeHost host, CmdletCall call, object? input)
    {
        var nodes = PnpNode.All(host).Where(n => (!call.Has("PresentOnly") || n.IsPresent)
            && (!call.Has("InstanceId") || call.Texts("InstanceId").Any(i => Operators.Like(n.InstanceId, i)))
            && (!call.Has("Class") || call.Texts("Class").Contains(n.Class ?? "", StringComparer.OrdinalIgnoreCase))
            && (!call.Has("FriendlyName") || call.Texts("FriendlyName").Any(f => Operators.Like(n.Name, f)))).ToList();
        if (nodes.Count == 0)
        {
            throw NotFound(call.Has("InstanceId") ? call.Text("InstanceId") : call.Text("Class"));
        }

        foreach (var node in nodes)
        {
            call.Emit(Shape(host, node));
        }
    }

    private static PsObject Shape(FakeHost host, PnpNode node)
    {
        var problem = host.Switches.ProblemIsEnum ? Enums.Problem.Of(node.Problem) : (object)(uint)node.Problem;
        return new PsObject("Microsoft.Management.Infrastructure.CimInstance#ROOT/cimv2/Win32_PnPEntity", $"Win32_PnPEntity: {node.Name} (DeviceID = \"{node.InstanceId}\")")
            .With("Caption", node.Name).With("Name", node.Name).With("Status", node.Status).With("ConfigManagerErrorCode", problem).With("Problem", problem).With("DeviceID", node.InstanceId)
            .With("PNPDeviceID", node.InstanceId).With("InstanceId", node.InstanceId).With("FriendlyName", node.Name).With("Class", node.Class).With("PNPClass", node.Class).With("Manufacturer", node.Maker)
            .With("Service", node.Service).With("Present", node.IsPresent).With("HardwareID", new object?[] { node.InstanceId[..node.InstanceId.LastIndexOf('\\')] });
    }

    private static PnpNode Node(FakeHost host, string id) => PnpNode.All(host).FirstOrDefault(n => string.Equals(n.InstanceId, id, StringComparison.OrdinalIgnoreCase)) ?? throw NotFound(id);

    /// <summary>The wording of every cmdlet made of CDXML (about_CDXML): no object was found with the property's value.</summary>
    private static PsException NotFound(string value) => new(new PsErrorRecord
    {
        Id = "CmdletizationQuery_NotFound_InstanceId",
        Category = "ObjectNotFound",
        Message = $"No Win32_PnPEntity objects found with property 'InstanceId' equal to '{value}'.  Verify the value of the property and retry.",
        Type = "Microsoft.PowerShell.Cmdletization.Cim.CimJobException",
        Target = value,
    });

    private static void Switch(FakeHost host, CmdletCall call, bool disable)
    {
        foreach (var id in call.Texts("InstanceId"))
        {
            var node = Node(host, id);
            if (!host.IsElevated)
            {
                // Docs of Disable-PnpDevice: 'You must use an Administrator account'.
                throw Cim(0x80041003, "PermissionDenied", "Access denied ");
            }

            if (node.Device is not { } device || !node.IsPresent || node.IsDismountedNode)
            {
                // Recorded for a node that can't be switched: 'Generic failure', HRESULT 0x80041001 (a blog of 2018 about a phantom television).
                throw Cim(0x80041001, "NotSpecified", "Generic failure ");
            }

            device.IsDisabled = disable;
        }
    }
}
