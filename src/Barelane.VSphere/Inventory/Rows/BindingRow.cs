using Barelane.Core.Inventory;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Inventory;

/// <summary>A HostAssignableHardwareBinding: which running VM got which function of those given by description.</summary>
internal readonly record struct BindingRow(PciAddress? Address, ManagedObjectRef Vm)
{
    public static BindingRow Read(VimReader reader)
    {
        PciAddress? address = null;
        var vm = default(ManagedObjectRef);
        foreach (var name in reader.Children())
        {
            switch (name)
            {
                case "instanceId":
                    address = Parse(reader.ReadPooled());
                    break;
                case "vm":
                    vm = reader.ReadRef();
                    break;
            }
        }

        return new BindingRow(address, vm);
    }

    /// <summary>An instance id is the address, by some servers with a word before it (<c>pci:0000:3b:00.0</c>).</summary>
    public static PciAddress? Parse(string text)
    {
        for (var start = 0; start >= 0 && start < text.Length; start = text.IndexOf(':', start) is var colon and >= 0 ? colon + 1 : -1)
        {
            if (PciAddress.TryParse(text[start..], out var address))
            {
                return address;
            }
        }

        return null;
    }
}
