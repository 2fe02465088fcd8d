using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>Reads NVIDIA's vendor-specific VFIO: the folder <c>nvidia</c> of a virtual function. Source: NVIDIA vGPU software documentation; OpenStack Nova.</summary>
internal static class VgpuTypes
{
    /// <summary>The type the function bears; <c>0</c> is none.</summary>
    public static Observed<string> Current(IHostFiles files, string function)
    {
        var path = function + "/nvidia/current_vgpu_type";
        var text = files.ReadText(path).Map(t => t.Trim());
        return text is { HasValue: true, Value: "0" } ? Observed<string>.Absent
            : text.HasValue && !text.Value.All(char.IsAsciiDigit) ? Attribute.Malformed<string>(path, text.Value, "a type's number")
            : text;
    }

    /// <summary>What can be made now: a heading, then a row <c>1145  : NVIDIA L40S-1B</c> for each type.</summary>
    public static Observed<IReadOnlyList<VgpuType>> Creatable(IHostFiles files, string function)
    {
        var path = function + "/nvidia/creatable_vgpu_types";
        var text = files.ReadText(path);
        if (!text.TryGet(out var found))
        {
            return text.Map(_ => (IReadOnlyList<VgpuType>)[]);
        }

        var types = new List<VgpuType>();
        foreach (var line in found.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var id = colon < 0 ? "" : line[..colon].Trim();
            if (id.Length > 0 && id.All(char.IsAsciiDigit))
            {
                types.Add(new VgpuType(id, line[(colon + 1)..].Trim()));
            }
            else if (id != "ID")
            {
                return Attribute.Malformed<IReadOnlyList<VgpuType>>(path, line, "'number : name'");
            }
        }

        return Observed.Read<IReadOnlyList<VgpuType>>(types);
    }
}
