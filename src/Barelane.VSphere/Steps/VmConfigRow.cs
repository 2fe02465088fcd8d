using Barelane.VSphere.Planning;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Steps;

/// <summary>What a change of a VM's configuration is based on.</summary>
internal sealed class VmConfigRow
{
    public static readonly PropertySet<VmConfigRow> Properties = new PropertySet<VmConfigRow>("VirtualMachine", _ => new VmConfigRow())
        .Add("config.changeVersion", (row, reader) => row.ChangeVersion = reader.ReadString())
        .Add("config.version", (row, reader) => row.HardwareVersion = reader.ReadPooled())
        .Add("config.extraConfig", (row, reader) => row.ReadOptions(reader))
        .Add("runtime.host", (row, reader) => row.Host = reader.ReadRef());

    public string? ChangeVersion { get; private set; }

    public string HardwareVersion { get; private set; } = "";

    public ManagedObjectRef? Host { get; private set; }

    /// <summary>The options that Barelane reads, by its own spelling; the server's spelling is the value's first part.</summary>
    public Dictionary<string, (string Key, string Value)> Options { get; } = new(StringComparer.Ordinal);

    private void ReadOptions(VimReader reader)
    {
        foreach (var _ in reader.Children())
        {
            string key = "", value = "";
            foreach (var name in reader.Children())
            {
                switch (name)
                {
                    case "key":
                        key = reader.ReadString();
                        break;
                    case "value" when VSphereOptions.Canonical(key) is not null:
                        value = reader.ReadStringOrSkip() ?? "";
                        break;
                }
            }

            if (VSphereOptions.Canonical(key) is { } canonical)
            {
                Options[canonical] = (key, value);
            }
        }
    }
}
