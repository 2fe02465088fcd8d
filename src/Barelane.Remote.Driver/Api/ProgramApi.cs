using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>How programs come to be, and what is known of them.</summary>
internal static unsafe class ProgramApi
{
    [UnmanagedCallersOnly]
    public static nint CreateProgramWithSource(nint context, uint count, byte** texts, nuint* lengths, int* status)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            ClException.ThrowIf(count == 0 || texts is null, ClError.InvalidValue);
            var source = new List<byte>();
            for (uint i = 0; i < count; i++)
            {
                ClException.ThrowIf(texts[i] is null, ClError.InvalidValue);
                source.AddRange(lengths is null || lengths[i] == 0 ? MemoryMarshal.CreateReadOnlySpanFromNullTerminated(texts[i]) : new ReadOnlySpan<byte>(texts[i], checked((int)lengths[i])));
            }

            ClException.ThrowIf(source.Count > FrameHeader.MaxLength - 64, ClError.OutOfHostMemory);
            var program = new ClProgram(found, found.Devices, [.. source]);
            fixed (byte* at = program.Source)
            {
                program.Session.Post(new CreateProgramFromSource { Id = program.Id, Context = found.Id, Source = new Blob(at, source.Count) });
            }

            return Give.Made(program.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateProgramWithBinary(nint context, uint count, nint* devices, nuint* lengths, byte** binaries, int* deviceStatus, int* status)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            ClException.ThrowIf(count == 0 || devices is null || lengths is null || binaries is null, ClError.InvalidValue);
            var places = new ClDevice[count];
            var items = new BytesItem[count];
            for (uint i = 0; i < count; i++)
            {
                places[i] = found.Device(devices[i]);
                if (lengths[i] == 0 || binaries[i] is null)
                {
                    Set(deviceStatus, i, ClError.InvalidValue);
                    throw new ClException(ClError.InvalidValue);
                }

                items[i].Bytes = new ReadOnlySpan<byte>(binaries[i], checked((int)lengths[i])).ToArray();
            }

            var program = new ClProgram(found, places, null);
            fixed (uint* at = places.Select(d => d.Place).ToArray())
            {
                var made = Made(program, new CreateProgramFromBinary { Id = program.Id, Context = found.Id, Devices = new IdList(at, (int)count), Binaries = items });
                for (var i = 0; i < made.DeviceStatus.Count; i++)
                {
                    Set(deviceStatus, (uint)i, (int)made.DeviceStatus[i]);
                }

                Check(program, made.Status);
            }

            return Give.Made(program.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateProgramWithBuiltInKernels(nint context, uint count, nint* devices, byte* names, int* status)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            ClException.ThrowIf(count == 0 || devices is null || names is null, ClError.InvalidValue);
            var places = Handles.FindAll<ClDevice>(count, devices, ClError.InvalidDevice);
            ClException.ThrowIf(places.Any(d => !found.Devices.Contains(d)), ClError.InvalidDevice);
            var text = Marshal.PtrToStringUTF8((nint)names)!;
            var program = new ClProgram(found, places, null);
            fixed (uint* at = places.Select(d => d.Place).ToArray())
            {
                var built = program.Session.AskFor<CreateBuiltInProgram, Built>(new CreateBuiltInProgram { Id = program.Id, Context = found.Id, Devices = new IdList(at, (int)count), Kernels = text });
                Check(program, built.Status);
                (program.Builds, program.Kernels) = (built.Devices, built.Kernels);
            }

            return Give.Made(program.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int RetainProgram(nint program) => ClObject.Retain<ClProgram>(program, ClError.InvalidProgram);

    [UnmanagedCallersOnly]
    public static int ReleaseProgram(nint program) => ClObject.Release<ClProgram>(program, ClError.InvalidProgram);

    [UnmanagedCallersOnly]
    public static int GetProgramInfo(nint program, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClProgram>(program, ClError.InvalidProgram);
            return name switch
            {
                0x1160 => Give.Value(found.References, size, value, needed),
                0x1161 => Give.Value(found.Context.Handle, size, value, needed),
                0x1162 => Give.Value((uint)found.Devices.Length, size, value, needed),
                0x1163 => Give.Array<nint>([.. found.Devices.Select(d => d.Handle)], size, value, needed),
                0x1164 => Give.Bytes([.. found.Source ?? [], 0], size, value, needed),
                0x1165 => Give.Array<nuint>([.. Binaries(found).Select(b => (nuint)b.Bytes.Length)], size, value, needed),
                0x1166 => GiveBinaries(found, size, (byte**)value, needed),
                0x1167 => found.IsExecutable ? Give.Value((nuint)found.Kernels.Length, size, value, needed) : ClError.InvalidProgramExecutable,
                0x1168 => found.IsExecutable ? Give.Text(string.Join(';', found.Kernels.Select(k => k.Name)), size, value, needed) : ClError.InvalidProgramExecutable,
                0x1169 => Give.Bytes(found.IntermediateLanguage ?? [], size, value, needed),
                0x116A or 0x116B => Give.Value(0u, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetProgramBuildInfo(nint program, nint device, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClProgram>(program, ClError.InvalidProgram);
            var at = Array.IndexOf(found.Devices, Handles.Find<ClDevice>(device, ClError.InvalidDevice));
            ClException.ThrowIf(at < 0, ClError.InvalidDevice);
            return name switch
            {
                0x1181 => Give.Value(found.Builds[at].Status, size, value, needed),
                0x1182 => Give.Text(found.Options[at], size, value, needed),
                0x1183 => Give.Text(found.Builds[at].Log, size, value, needed),
                0x1184 => Give.Value(found.Builds[at].BinaryType, size, value, needed),
                0x1185 => Give.Value((nuint)found.Builds[at].GlobalVariables, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static BytesItem[] Binaries(ClProgram program)
    {
        if (program.Builds.All(b => b.Status == -1))
        {
            return [.. program.Devices.Select(_ => new BytesItem { Bytes = [] })];
        }

        var binaries = program.Session.AskFor<GetBinaries, Binaries>(new GetBinaries { Program = program.Id });
        ClException.ThrowIf(binaries.Status != 0, binaries.Status);
        return binaries.Items;
    }

    private static int GiveBinaries(ClProgram program, nuint size, byte** targets, nuint* needed)
    {
        var binaries = Binaries(program);
        if (targets is not null)
        {
            ClException.ThrowIf(size < (nuint)(binaries.Length * sizeof(nint)), ClError.InvalidValue);
            for (var i = 0; i < binaries.Length; i++)
            {
                if (targets[i] is not null)
                {
                    binaries[i].Bytes.CopyTo(new Span<byte>(targets[i], binaries[i].Bytes.Length));
                }
            }
        }

        if (needed is not null)
        {
            *needed = (nuint)(binaries.Length * sizeof(nint));
        }

        return 0;
    }

    private static ProgramMade Made<TMessage>(ClProgram program, TMessage message)
        where TMessage : struct, IMessage => program.Session.AskFor<TMessage, ProgramMade>(message);

    private static void Check(ClProgram program, int status)
    {
        if (status != 0)
        {
            program.TryRelease();
            throw new ClException(status);
        }
    }

    private static void Set(int* list, uint index, int value)
    {
        if (list is not null)
        {
            list[index] = value;
        }
    }
}
