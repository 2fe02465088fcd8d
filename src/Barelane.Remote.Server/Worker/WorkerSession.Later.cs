using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

// What came after OpenCL 1.2. A device that does not have it may have no such function at all, and the loader then calls nothing: it is asked only where the device says 3.0.
internal sealed unsafe partial class WorkerSession
{
    private const uint MaxSubGroupAnswer = 64 << 10;
    private const uint Version = 0x102F;
    private readonly bool _isLater = catalog.Devices.All(d => Cl.Ask(&Cl.GetDeviceInfo, d, Version) is { } text && text.AsSpan().StartsWith("OpenCL 3."u8));

    private void On(CloneKernel message)
    {
        var source = _objects[message.Source, ObjectKind.Kernel];
        var status = source.Status != 0 ? source.Status : _isLater ? 0 : ClStatus.InvalidOperation;
        var kernel = status == 0 ? Cl.CloneKernel(source.Handle, &status) : 0;
        _objects.Add(message.Id, new SessionObject(ObjectKind.Kernel, kernel, status) { Pending = source.Pending });
    }

    private void On(GetSubGroups message, uint request)
    {
        var kernel = _objects[message.Kernel, ObjectKind.Kernel];
        var device = Device(message.Device);
        var answer = new byte[Math.Min(message.Room, MaxSubGroupAnswer)];
        nuint needed = 0;
        fixed (byte* at = answer)
        {
            // The input is a list of sizes, and lies in the frame anywhere.
            var input = message.Input.Span.ToArray();
            fixed (byte* sizes = input)
            {
                var status = kernel.Status != 0 ? kernel.Status
                    : !_isLater ? ClStatus.InvalidOperation
                    : Cl.GetKernelSubGroupInfo(kernel.Handle, device, message.Name, (nuint)input.Length, input.Length == 0 ? null : sizes, (nuint)answer.Length, answer.Length == 0 ? null : at, &needed);
                Outgoing.Answer(new Data { Status = status, Bytes = new Blob(at, status == 0 ? (int)Math.Min(needed, (nuint)answer.Length) : 0) }, request);
            }
        }
    }

    private void On(SetSpecialization message, uint request)
    {
        var program = _objects[message.Program, ObjectKind.Program];
        var value = message.Value.Span.ToArray();
        fixed (byte* at = value)
        {
            var status = program.Status != 0 ? program.Status : _isLater ? Cl.SetProgramSpecializationConstant(program.Handle, message.Number, (nuint)value.Length, at) : ClStatus.InvalidOperation;
            Outgoing.Answer(new Done { Status = status }, request);
        }
    }
}
