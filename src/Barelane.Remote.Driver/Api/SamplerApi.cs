using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class SamplerApi
{
    [UnmanagedCallersOnly]
    public static nint CreateSampler(nint context, uint normalized, uint addressing, uint filter, int* status)
    {
        try
        {
            return Give.Made(Create(context, normalized, addressing, filter).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateSamplerWithProperties(nint context, ulong* properties, int* status)
    {
        try
        {
            ulong normalized = 1, addressing = 0x1132, filter = 0x1140;
            var list = new List<ulong>();
            var isList = properties is not null;
            for (; properties is not null && *properties != 0; properties += 2)
            {
                list.AddRange([properties[0], properties[1]]);
                switch (properties[0])
                {
                    case 0x1152: normalized = properties[1]; break;
                    case 0x1153: addressing = properties[1]; break;
                    case 0x1154: filter = properties[1]; break;
                    default: throw new ClException(ClError.InvalidValue);
                }
            }

            var sampler = Create(context, (uint)normalized, (uint)addressing, (uint)filter);
            sampler.PropertyList = isList ? [.. list, 0] : [];
            return Give.Made(sampler.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int RetainSampler(nint sampler) => ClObject.Retain<ClSampler>(sampler, ClError.InvalidSampler);

    [UnmanagedCallersOnly]
    public static int ReleaseSampler(nint sampler) => ClObject.Release<ClSampler>(sampler, ClError.InvalidSampler);

    [UnmanagedCallersOnly]
    public static int GetSamplerInfo(nint sampler, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClSampler>(sampler, ClError.InvalidSampler);
            return name switch
            {
                0x1150 => Give.Value(found.References, size, value, needed),
                0x1151 => Give.Value(found.Context.Handle, size, value, needed),
                0x1152 => Give.Value(found.Normalized ? 1u : 0, size, value, needed),
                0x1153 => Give.Value(found.Addressing, size, value, needed),
                0x1154 => Give.Value(found.Filter, size, value, needed),
                0x1158 => Give.Array<ulong>(found.PropertyList, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static ClSampler Create(nint context, uint normalized, uint addressing, uint filter)
    {
        var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
        ClException.ThrowIf(normalized > 1 || addressing is < 0x1130 or > 0x1134 || filter is < 0x1140 or > 0x1141, ClError.InvalidValue);

        // Repeating is told in normalized coordinates only.
        ClException.ThrowIf(normalized == 0 && (addressing is 0x1133 or 0x1134), ClError.InvalidValue);
        ClException.ThrowIf(found.Devices.All(d => !d.HasImages), ClError.InvalidOperation);
        var sampler = new ClSampler(found, normalized == 1, addressing, filter);
        sampler.Session.Post(new CreateSampler { Id = sampler.Id, Context = found.Id, Normalized = normalized == 1, Addressing = addressing, Filter = filter });
        return sampler;
    }
}
