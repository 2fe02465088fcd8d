using System.Runtime.InteropServices;
using System.Text;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

/// <summary>Everything there is to know of a program after a build, so that the client need not ask again.</summary>
internal static unsafe class ProgramDescription
{
    private const int Executable = 4;

    /// <summary>What the build's status is, what each device says of it, and the kernels where there are some.</summary>
    public static Built Of(nint program, int status, uint[] places, nint[] devices)
    {
        var built = new Built { Status = status, Devices = new BuildItem[places.Length], Kernels = [] };
        var isExecutable = false;
        for (var i = 0; i < places.Length; i++)
        {
            var type = program == 0 ? 0 : Number(&Cl.GetProgramBuildInfo, program, devices[i], 0x1184);
            isExecutable |= type == Executable;
            built.Devices[i] = new BuildItem
            {
                Status = program == 0 ? -2 : (int)Number(&Cl.GetProgramBuildInfo, program, devices[i], 0x1181),
                BinaryType = type,
                GlobalVariables = program != 0 && AskFor(&Cl.GetProgramBuildInfo, program, devices[i], 0x1185) is { Length: 8 } size ? BitConverter.ToUInt64(size) : 0,
                Log = program == 0 ? "" : Text(AskFor(&Cl.GetProgramBuildInfo, program, devices[i], 0x1183)),
            };
        }

        if (status == 0 && program != 0)
        {
            built.Kernels = Kernels(program, devices);
        }

        return built;
    }

    public static Binaries BinariesOf(nint program, int status)
    {
        if (program == 0)
        {
            return new Binaries { Status = status, Items = [] };
        }

        var sizes = Cl.Ask(&Cl.GetProgramInfo, program, 0x1165) ?? [];
        var lengths = MemoryMarshal.Cast<byte, ulong>(sizes).ToArray();
        var items = lengths.Select(l => new BytesItem { Bytes = new byte[l] }).ToArray();
        var handles = items.Select(i => GCHandle.Alloc(i.Bytes, GCHandleType.Pinned)).ToArray();
        fixed (nint* at = handles.Select((h, i) => lengths[i] == 0 ? 0 : h.AddrOfPinnedObject()).ToArray())
        {
            status = items.Length == 0 ? 0 : Cl.GetProgramInfo(program, 0x1166, (nuint)(items.Length * sizeof(nint)), at, null);
        }

        Array.ForEach(handles, h => h.Free());
        return new Binaries { Status = status, Items = items };
    }

    private static KernelItem[] Kernels(nint program, nint[] devices)
    {
        uint count;
        if (Cl.CreateKernelsInProgram(program, 0, null, &count) != 0 || count == 0)
        {
            return [];
        }

        var kernels = new nint[count];
        fixed (nint* at = kernels)
        {
            if (Cl.CreateKernelsInProgram(program, count, at, null) != 0)
            {
                return [];
            }
        }

        var items = kernels.Select(k => Describe(k, devices)).ToArray();
        Array.ForEach(kernels, k => _ = Cl.ReleaseKernel(k));
        return items;
    }

    private static KernelItem Describe(nint kernel, nint[] devices)
    {
        var count = Cl.Ask(&Cl.GetKernelInfo, kernel, 0x1191) is { Length: 4 } bytes ? BitConverter.ToUInt32(bytes) : 0;
        var arguments = new ArgumentItem[count];
        var isKnown = true;
        for (uint i = 0; i < count; i++)
        {
            uint address;
            isKnown &= Cl.GetKernelArgInfo(kernel, i, 0x1196, sizeof(uint), &address, null) == 0;
            arguments[i] = isKnown ? Argument(kernel, i) : new ArgumentItem { TypeName = "", Name = "" };
        }

        return new KernelItem
        {
            Name = Text(Cl.Ask(&Cl.GetKernelInfo, kernel, 0x1190)),
            Attributes = Text(Cl.Ask(&Cl.GetKernelInfo, kernel, 0x1195)),
            HasArgumentInfo = isKnown,
            Arguments = arguments,
            Devices = [.. devices.Select(d => new DeviceItem { Properties = OnDevice(kernel, d) })],
        };
    }

    private static ArgumentItem Argument(nint kernel, uint index)
    {
        uint address, access;
        ulong qualifier;
        _ = Cl.GetKernelArgInfo(kernel, index, 0x1196, sizeof(uint), &address, null);
        _ = Cl.GetKernelArgInfo(kernel, index, 0x1197, sizeof(uint), &access, null);
        _ = Cl.GetKernelArgInfo(kernel, index, 0x1199, sizeof(ulong), &qualifier, null);
        return new ArgumentItem { AddressQualifier = address, AccessQualifier = access, TypeQualifier = qualifier, TypeName = ArgumentText(kernel, index, 0x1198), Name = ArgumentText(kernel, index, 0x119A) };
    }

    private static string ArgumentText(nint kernel, uint index, uint name)
    {
        nuint size;
        if (Cl.GetKernelArgInfo(kernel, index, name, 0, null, &size) != 0 || size > 1 << 16)
        {
            return "";
        }

        var text = new byte[size];
        fixed (byte* at = text)
        {
            _ = Cl.GetKernelArgInfo(kernel, index, name, size, at, null);
        }

        return Text(text);
    }

    /// <summary>CL_KERNEL_WORK_GROUP_SIZE to CL_KERNEL_PRIVATE_MEM_SIZE.</summary>
    private static Property[] OnDevice(nint kernel, nint device)
    {
        var properties = new List<Property>();
        for (uint name = 0x11B0; name <= 0x11B4; name++)
        {
            if (AskFor(&Cl.GetKernelWorkGroupInfo, kernel, device, name) is { } value)
            {
                properties.Add(new Property { Name = name, Value = value });
            }
        }

        return [.. properties];
    }

    private static uint Number(delegate*<nint, nint, uint, nuint, void*, nuint*, int> query, nint of, nint device, uint name) =>
        AskFor(query, of, device, name) is { Length: 4 } value ? BitConverter.ToUInt32(value) : 0;

    private static byte[]? AskFor(delegate*<nint, nint, uint, nuint, void*, nuint*, int> query, nint of, nint device, uint name)
    {
        nuint size;
        if (query(of, device, name, 0, null, &size) != 0 || size > 64 << 20)
        {
            return null;
        }

        var value = new byte[size];
        fixed (byte* at = value)
        {
            return size == 0 || query(of, device, name, size, at, null) == 0 ? value : null;
        }
    }

    private static string Text(byte[]? bytes) => bytes is null ? "" : Encoding.UTF8.GetString(bytes).TrimEnd('\0');
}
