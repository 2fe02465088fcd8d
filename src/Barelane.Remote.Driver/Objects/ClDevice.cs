using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Objects;

/// <summary>A device of a server. What only works where device and program share memory or a process is not claimed.</summary>
internal sealed class ClDevice : ClObject
{
    private static readonly string[] Passed =
    [
        "cl_khr_global_int32_base_atomics", "cl_khr_global_int32_extended_atomics", "cl_khr_local_int32_base_atomics", "cl_khr_local_int32_extended_atomics",
        "cl_khr_int64_base_atomics", "cl_khr_int64_extended_atomics", "cl_khr_fp64", "cl_khr_fp16", "cl_khr_byte_addressable_store", "cl_khr_3d_image_writes",
        "cl_khr_depth_images", "cl_khr_subgroups", "cl_khr_select_fprounding_mode", "cl_nv_compiler_options", "cl_nv_pragma_unroll", "cl_nv_device_attribute_query",
        "cl_amd_device_attribute_query", "cl_amd_media_ops", "cl_amd_media_ops2", "cl_amd_fp64", "cl_amd_vec3", "cl_intel_subgroups", "cl_intel_subgroups_short",
        "cl_intel_required_subgroup_size",
    ];

    public ClDevice(ClPlatform platform, uint place, PropertyTable properties, ClDevice? parent = null)
    {
        Parent = parent;
        parent?.Hold();
        Platform = platform;
        Place = place;
        Properties = properties;
        Extensions = [.. properties.Text(0x1030).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(Passed.Contains)];
        properties.Set(0x1030, string.Join(' ', Extensions));
        IsLater = properties.Text(0x102F).StartsWith("OpenCL 3.", StringComparison.Ordinal);
        properties.Set(0x102F, $"{ClPlatform.Version(IsLater)} {properties.Text(0x102F)}");
        properties.Set(0x103D, IsLater ? $"{string.Join(' ', properties.Text(0x103D).Split(' ').Take(3))} Barelane" : "OpenCL C 1.2 Barelane");
        properties.Set(0x1035, 0u);             // one memory for host and device
        properties.Set(0x1029, properties.Number(0x1029) & 1);  // kernels, but no functions of the host
        properties.Set(0x102A, properties.Number(0x102A) & 3);
        if (IsLater)
        {
            LaterQuestions.Answer(properties, Extensions);
            return;
        }

        for (uint name = 0x104A; name < 0x1080; name++)
        {
            properties[name] = null;            // questions that came after OpenCL 1.2
        }
    }

    public ClPlatform Platform { get; }

    /// <summary>The device that this one is a part of; null of a whole one.</summary>
    public ClDevice? Parent { get; }

    public uint Place { get; }

    public PropertyTable Properties { get; }

    public string[] Extensions { get; }

    /// <summary>Whether it is reported as of OpenCL 3.0, since it is; otherwise as of 1.2.</summary>
    public bool IsLater { get; }

    public bool HasIntermediateLanguage => Properties.Text(0x105B).Length > 0;

    public bool TakesUnevenGroups => Properties.Number(0x1065) != 0;

    public ulong Type => Properties.Number(0x1000);

    public ulong MaxAllocation => Properties.Number(0x1010);

    public ulong[] MaxWorkItems => Properties.Sizes(0x1005);

    public ulong MaxWorkGroup => Properties.Number(0x1004);

    public bool HasImages => Properties.Number(0x1016) != 0;

    public bool HasCompiler => Properties.Number(0x1028) != 0;

    protected override void End()
    {
        // A device that was not cut out of another is never released.
        if (Parent is not null)
        {
            Platform.Session.TryPost(new ReleaseSubDevice { Device = Place });
            Parent.Drop();
        }
    }
}
