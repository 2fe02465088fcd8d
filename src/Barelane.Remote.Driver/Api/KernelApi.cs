using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

internal static unsafe class KernelApi
{
    private const uint GlobalMemory = 0x119B;
    private const uint LocalMemory = 0x119C;
    private const uint ConstantMemory = 0x119D;

    [UnmanagedCallersOnly]
    public static nint CreateKernel(nint program, byte* name, int* status)
    {
        try
        {
            var found = Handles.Find<ClProgram>(program, ClError.InvalidProgram);
            ClException.ThrowIf(name is null, ClError.InvalidValue);
            ClException.ThrowIf(!found.IsExecutable, ClError.InvalidProgramExecutable);
            var text = Marshal.PtrToStringUTF8((nint)name)!;
            var at = Array.FindIndex(found.Kernels, k => k.Name == text);
            ClException.ThrowIf(at < 0, ClError.InvalidKernelName);
            return Give.Made(Create(found, found.Kernels[at]).Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int CreateKernelsInProgram(nint program, uint room, nint* kernels, uint* count)
    {
        try
        {
            var found = Handles.Find<ClProgram>(program, ClError.InvalidProgram);
            ClException.ThrowIf(!found.IsExecutable, ClError.InvalidProgramExecutable);
            ClException.ThrowIf(kernels is not null && room < found.Kernels.Length, ClError.InvalidValue);
            for (var i = 0; kernels is not null && i < found.Kernels.Length; i++)
            {
                kernels[i] = Create(found, found.Kernels[i]).Handle;
            }

            if (count is not null)
            {
                *count = (uint)found.Kernels.Length;
            }

            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int RetainKernel(nint kernel) => ClObject.Retain<ClKernel>(kernel, ClError.InvalidKernel);

    [UnmanagedCallersOnly]
    public static int ReleaseKernel(nint kernel) => ClObject.Release<ClKernel>(kernel, ClError.InvalidKernel);

    [UnmanagedCallersOnly]
    public static int SetKernelArg(nint kernel, uint index, nuint size, void* value)
    {
        try
        {
            var found = Handles.Find<ClKernel>(kernel, ClError.InvalidKernel);
            ClException.ThrowIf(index >= (uint)found.Item.Arguments.Length, ClError.InvalidArgIndex);
            var message = new SetKernelArgument { Kernel = found.Id, Index = index };
            Fill(found, ref message, size, value);
            found.Session.Post(message);
            found.Set(index);
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetKernelInfo(nint kernel, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClKernel>(kernel, ClError.InvalidKernel);
            return name switch
            {
                0x1190 => Give.Text(found.Item.Name, size, value, needed),
                0x1191 => Give.Value((uint)found.Item.Arguments.Length, size, value, needed),
                0x1192 => Give.Value(found.References, size, value, needed),
                0x1193 => Give.Value(found.Program.Context.Handle, size, value, needed),
                0x1194 => Give.Value(found.Program.Handle, size, value, needed),
                0x1195 => Give.Text(found.Item.Attributes, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetKernelArgInfo(nint kernel, uint index, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClKernel>(kernel, ClError.InvalidKernel);
            ClException.ThrowIf(index >= (uint)found.Item.Arguments.Length, ClError.InvalidArgIndex);
            ClException.ThrowIf(!found.Item.HasArgumentInfo || !found.Program.ShowsArguments, ClError.KernelArgInfoNotAvailable);
            ref var argument = ref found.Item.Arguments[index];
            return name switch
            {
                0x1196 => Give.Value(argument.AddressQualifier, size, value, needed),
                0x1197 => Give.Value(argument.AccessQualifier, size, value, needed),
                0x1198 => Give.Text(argument.TypeName, size, value, needed),
                0x1199 => Give.Value(argument.TypeQualifier, size, value, needed),
                0x119A => Give.Text(argument.Name, size, value, needed),
                _ => ClError.InvalidValue,
            };
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetKernelWorkGroupInfo(nint kernel, nint device, uint name, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClKernel>(kernel, ClError.InvalidKernel);
            var devices = found.Program.Devices;
            ClException.ThrowIf(device == 0 && devices.Length > 1, ClError.InvalidDevice);
            var at = device == 0 ? 0 : Array.IndexOf(devices, Handles.Find<ClDevice>(device, ClError.InvalidDevice));
            ClException.ThrowIf(at < 0, ClError.InvalidDevice);
            return found.OnDevice[at][name] is { } answer ? Give.Bytes(answer, size, value, needed) : ClError.InvalidValue;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    private static ClKernel Create(ClProgram program, KernelItem item)
    {
        var kernel = new ClKernel(program, item);
        kernel.Session.Post(new CreateKernel { Id = kernel.Id, Program = program.Id, Name = item.Name });
        return kernel;
    }

    /// <summary>What the value is: the kernel's own table of arguments tells, so that eight bytes are never taken for a handle that are none.</summary>
    private static void Fill(ClKernel kernel, ref SetKernelArgument message, nuint size, void* value)
    {
        var argument = kernel.Item.Arguments[message.Index];
        if (!kernel.Item.HasArgumentInfo)
        {
            Guess(ref message, size, value);
            return;
        }

        switch (argument.AddressQualifier)
        {
            case LocalMemory:
                ClException.ThrowIf(value is not null, ClError.InvalidArgValue);
                ClException.ThrowIf(size == 0, ClError.InvalidArgSize);
                (message.Kind, message.Number) = (ArgumentKind.Local, size);
                return;
            case GlobalMemory or ConstantMemory:
                ClException.ThrowIf(size != (nuint)sizeof(nint), ClError.InvalidArgSize);
                SetMemory(ref message, value is null ? 0 : *(nint*)value);
                return;
        }

        ClException.ThrowIf(value is null, ClError.InvalidArgValue);
        if (argument.TypeName == "sampler_t")
        {
            ClException.ThrowIf(size != (nuint)sizeof(nint), ClError.InvalidArgSize);
            (message.Kind, message.Number) = (ArgumentKind.Sampler, Handles.Find<ClSampler>(*(nint*)value, ClError.InvalidSampler).Id);
            return;
        }

        if (argument.AccessQualifier != 0x11A3 || argument.TypeName.StartsWith("image", StringComparison.Ordinal))
        {
            ClException.ThrowIf(size != (nuint)sizeof(nint), ClError.InvalidArgSize);
            SetMemory(ref message, *(nint*)value);
            return;
        }

        ClException.ThrowIf(size == 0 || size > 64 << 10 || (ArgumentTypes.SizeOf(argument.TypeName) is > 0 and var known && size != (nuint)known), ClError.InvalidArgSize);
        message.Value = new Blob((byte*)value, (int)size);
    }

    private static void SetMemory(ref SetKernelArgument message, nint handle)
    {
        message.Kind = ArgumentKind.Memory;
        message.Number = handle == 0 ? 0 : Handles.Find<ClMemory>(handle, ClError.InvalidMemObject).Id;
    }

    /// <summary>Of a binary that does not say what its arguments are: no value is local memory, and eight bytes that are a live handle are that.</summary>
    private static void Guess(ref SetKernelArgument message, nuint size, void* value)
    {
        if (value is null)
        {
            (message.Kind, message.Number) = (ArgumentKind.Local, size);
        }
        else if (size == (nuint)sizeof(nint) && Handles.TryFind<ClMemory>(*(nint*)value) is { } memory)
        {
            (message.Kind, message.Number) = (ArgumentKind.Memory, memory.Id);
        }
        else if (size == (nuint)sizeof(nint) && Handles.TryFind<ClSampler>(*(nint*)value) is { } sampler)
        {
            (message.Kind, message.Number) = (ArgumentKind.Sampler, sampler.Id);
        }
        else
        {
            ClException.ThrowIf(size == 0 || size > 64 << 10, ClError.InvalidArgSize);
            message.Value = new Blob((byte*)value, (int)size);
        }
    }
}
