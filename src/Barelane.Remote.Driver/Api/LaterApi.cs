using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>
/// Functions that came after OpenCL 1.2 and that every device of 3.0 has. Those of its optional features that no device here has (shared virtual
/// memory, pipes, queues on the device, timers) are stubs, as the standard has it.
/// </summary>
internal static unsafe class LaterApi
{
    [UnmanagedCallersOnly]
    public static nint CloneKernel(nint kernel, int* status)
    {
        try
        {
            var source = Handles.Find<ClKernel>(kernel, ClError.InvalidKernel);
            ClException.ThrowIf(source.Program.Devices.Any(d => !d.IsLater), ClError.InvalidOperation);
            var clone = new ClKernel(source.Program, source.Item);
            clone.Session.Post(new CloneKernel { Id = clone.Id, Source = source.Id });
            clone.SetAs(source);
            return Give.Made(clone.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int GetKernelSubGroupInfo(nint kernel, nint device, uint name, nuint inputSize, void* input, nuint size, void* value, nuint* needed)
    {
        try
        {
            var found = Handles.Find<ClKernel>(kernel, ClError.InvalidKernel);
            var devices = found.Program.Devices;
            ClException.ThrowIf(device == 0 && devices.Length > 1, ClError.InvalidDevice);
            var on = device == 0 ? devices[0] : Handles.Find<ClDevice>(device, ClError.InvalidDevice);
            ClException.ThrowIf(!devices.Contains(on), ClError.InvalidDevice);
            ClException.ThrowIf(on.Properties.Number(0x105C) == 0, ClError.InvalidOperation);
            ClException.ThrowIf(inputSize > 64 || (input is null && inputSize > 0), ClError.InvalidValue);
            var room = value is null ? 3 * (nuint)sizeof(nuint) : Math.Min(size, 64);
            var answer = found.Session.AskFor<GetSubGroups, Data>(new GetSubGroups { Kernel = found.Id, Device = on.Place, Name = name, Room = (uint)room, Input = new Blob((byte*)input, (int)inputSize) });
            return answer.Status != 0 ? answer.Status : Give.Bytes(answer.Bytes.Span, size, value, needed);
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static nint CreateProgramWithIL(nint context, void* code, nuint length, int* status)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            ClException.ThrowIf(found.Devices.Any(d => !d.HasIntermediateLanguage), ClError.InvalidOperation);
            ClException.ThrowIf(code is null || length == 0 || length > FrameHeader.MaxLength - 64, ClError.InvalidValue);
            var program = new ClProgram(found, found.Devices, null) { IntermediateLanguage = new ReadOnlySpan<byte>(code, (int)length).ToArray() };
            var made = program.Session.AskFor<CreateProgramFromIL, ProgramMade>(new CreateProgramFromIL { Id = program.Id, Context = found.Id, Source = new Blob((byte*)code, (int)length) });
            if (made.Status != 0)
            {
                program.TryRelease();
                throw new ClException(made.Status);
            }

            return Give.Made(program.Handle, status);
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    [UnmanagedCallersOnly]
    public static int SetProgramSpecializationConstant(nint program, uint number, nuint size, void* value)
    {
        try
        {
            var found = Handles.Find<ClProgram>(program, ClError.InvalidProgram);
            ClException.ThrowIf(found.Devices.All(d => !d.HasIntermediateLanguage), ClError.InvalidOperation);
            ClException.ThrowIf(found.IntermediateLanguage is null, ClError.InvalidProgram);
            ClException.ThrowIf(value is null || size is 0 or > 8, ClError.InvalidValue);
            return found.Session.AskStatus(new SetSpecialization { Program = found.Id, Number = number, Value = new Blob((byte*)value, (int)size) });
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int SetContextDestructorCallback(nint context, void* notify, void* data)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            ClException.ThrowIf(notify is null, ClError.InvalidValue);
            found.OnEnd((nint)notify, (nint)data);
            return 0;
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    /// <summary>No device has pipes, so that nothing is one.</summary>
    [UnmanagedCallersOnly]
    public static int GetPipeInfo(nint pipe, uint name, nuint size, void* value, nuint* needed) => ClError.InvalidMemObject;
}
