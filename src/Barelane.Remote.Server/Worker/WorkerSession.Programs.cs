using System.Runtime.InteropServices;
using System.Text;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;
using Barelane.Remote.Server.OpenCl;

namespace Barelane.Remote.Server.Worker;

// Programs and kernels. What compiles does so on a thread of its own; the frames of other threads of the client go on meanwhile.
internal sealed unsafe partial class WorkerSession
{
    private const string ArgumentInfo = "-cl-kernel-arg-info";

    private void On(CreateProgramFromSource message)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var status = context.Status;

        // To OpenCL length 0 means that a zero byte ends the text.
        byte nothing = 0;
        var text = message.Source.Length == 0 ? &nothing : message.Source.Start;
        var length = (nuint)message.Source.Length;
        var program = status == 0 ? Cl.CreateProgramWithSource(context.Handle, 1, &text, &length, &status) : 0;
        _objects.Add(message.Id, new SessionObject(ObjectKind.Program, program, status) { Devices = context.Devices, IsSource = true });
    }

    private void On(CreateProgramFromIL message, uint request)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var status = context.Status;
        var program = status == 0 ? Cl.CreateProgramWithIL(context.Handle, message.Source.Start, (nuint)message.Source.Length, &status) : 0;
        _objects.Add(message.Id, new SessionObject(ObjectKind.Program, program, status) { Devices = context.Devices });
        Outgoing.Answer(new ProgramMade { Status = status }, request);
    }

    private void On(CreateProgramFromBinary message, uint request)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var places = Places(message.Devices);
        var count = places.Length;
        if (message.Binaries.Length != count)
        {
            throw new WireException($"{message.Binaries.Length} binaries come for {count} devices.");
        }

        var handles = message.Binaries.Select(b => GCHandle.Alloc(b.Bytes, GCHandleType.Pinned)).ToArray();
        var starts = handles.Select(h => h.AddrOfPinnedObject()).ToArray();
        var lengths = message.Binaries.Select(b => (nuint)b.Bytes.Length).ToArray();
        var deviceStatus = new int[count];
        var status = context.Status;
        nint program = 0;
        fixed (nint* devices = Handles(places), start = starts)
        fixed (nuint* length = lengths)
        fixed (int* each = deviceStatus)
        {
            program = status == 0 ? Cl.CreateProgramWithBinary(context.Handle, (uint)count, devices, length, (byte**)start, each, &status) : 0;
            _objects.Add(message.Id, new SessionObject(ObjectKind.Program, program, status) { Devices = places });
            Outgoing.Answer(new ProgramMade { Status = status, DeviceStatus = new IdList((uint*)each, count) }, request);
        }

        foreach (var handle in handles)
        {
            handle.Free();
        }
    }

    private void On(CreateBuiltInProgram message, uint request)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var places = Places(message.Devices);
        var status = context.Status;
        nint program = 0;
        fixed (nint* devices = Handles(places))
        fixed (byte* names = Terminated(message.Kernels))
        {
            program = status == 0 ? Cl.CreateProgramWithBuiltInKernels(context.Handle, (uint)places.Length, devices, names, &status) : 0;
        }

        _objects.Add(message.Id, new SessionObject(ObjectKind.Program, program, status) { Devices = places });
        Outgoing.Answer(ProgramDescription.Of(program, status, places, Handles(places)), request);
    }

    private void On(BuildProgram message, uint request)
    {
        var program = _objects[message.Id, ObjectKind.Program];
        var places = message.Devices.Count == 0 ? program.Devices : Places(message.Devices);
        Compile(program, request, places, message.Files, WithArguments(program, message.Options), (devices, text) =>
        {
            fixed (nint* at = devices)
            fixed (byte* bytes = Terminated(text))
            {
                return Cl.BuildProgram(program.Handle, (uint)devices.Length, at, bytes, null, null);
            }
        });
    }

    private void On(CompileProgram message, uint request)
    {
        var program = _objects[message.Id, ObjectKind.Program];
        var places = message.Devices.Count == 0 ? program.Devices : Places(message.Devices);
        var headers = new nint[message.Headers.Count];
        if (message.HeaderNames.Length != headers.Length)
        {
            throw new WireException($"{headers.Length} headers come with {message.HeaderNames.Length} names.");
        }

        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = _objects[message.Headers[i], ObjectKind.Program].Handle;
            _ = headers[i] != 0 ? Cl.RetainProgram(headers[i]) : 0;
        }

        var names = message.HeaderNames.Select(n => GCHandle.Alloc(Terminated(n.Text), GCHandleType.Pinned)).ToArray();
        Compile(program, request, places, message.Files, WithArguments(program, message.Options), (devices, text) =>
        {
            fixed (nint* at = devices, header = headers, name = names.Select(n => n.AddrOfPinnedObject()).ToArray())
            fixed (byte* bytes = Terminated(text))
            {
                var status = Cl.CompileProgram(program.Handle, (uint)devices.Length, at, bytes, (uint)headers.Length, headers.Length == 0 ? null : header, headers.Length == 0 ? null : (byte**)name, null, null);
                Array.ForEach(names, n => n.Free());
                Array.ForEach(headers, h => _ = h != 0 ? Cl.ReleaseProgram(h) : 0);
                return status;
            }
        });
    }

    private void On(LinkProgram message, uint request)
    {
        var context = _objects[message.Context, ObjectKind.Context];
        var places = message.Devices.Count == 0 ? context.Devices : Places(message.Devices);
        var inputs = new nint[message.Inputs.Count];
        var status = context.Status;
        for (var i = 0; i < inputs.Length; i++)
        {
            var input = _objects[message.Inputs[i], ObjectKind.Program];
            inputs[i] = input.Handle;
            status = status == 0 ? input.Status : status;
        }

        // The new program's id must be known to the next frame, so that linking, which is quick, is done here.
        nint program = 0;
        fixed (nint* devices = Handles(places), input = inputs)
        fixed (byte* options = Terminated(message.Options))
        {
            program = status == 0 ? Cl.LinkProgram(context.Handle, (uint)places.Length, devices, options, (uint)inputs.Length, input, null, null, &status) : 0;
        }

        _objects.Add(message.Id, new SessionObject(ObjectKind.Program, program, program == 0 ? status : 0) { Devices = places });
        Outgoing.Answer(ProgramDescription.Of(program, status, places, Handles(places)), request);
    }

    private void On(GetBinaries message, uint request)
    {
        var program = _objects[message.Program, ObjectKind.Program];
        Outgoing.Answer(ProgramDescription.BinariesOf(program.Handle, program.Status), request);
    }

    private void On(CreateKernel message)
    {
        var program = _objects[message.Program, ObjectKind.Program];
        var status = program.Status;
        nint kernel = 0;
        fixed (byte* name = Terminated(message.Name))
        {
            kernel = status == 0 ? Cl.CreateKernel(program.Handle, name, &status) : 0;
        }

        _objects.Add(message.Id, new SessionObject(ObjectKind.Kernel, kernel, status));
    }

    private void Compile(SessionObject program, uint request, uint[] places, FileItem[] files, string options, Func<nint[], string, int> compile)
    {
        var devices = Handles(places);
        if (program.Status != 0)
        {
            Outgoing.Answer(ProgramDescription.Of(0, program.Status, places, devices), request);
            return;
        }

        var handle = program.Handle;
        _ = Cl.RetainProgram(handle);
        Task.Run(() =>
        {
            Built built;
            try
            {
                var status = compile(devices, _files.Place(files, options));
                built = ProgramDescription.Of(handle, status, program.Devices, Handles(program.Devices));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or WireException)
            {
                built = new Built { Status = -11, Devices = [.. places.Select(_ => new BuildItem { Status = -2, Log = e.Message })], Kernels = [] };
            }

            _ = Cl.ReleaseProgram(handle);
            Outgoing.Answer(built, request);
        });
    }

    /// <summary>What a kernel's arguments are has to be known to tell handles from numbers, whether the client asks for it or not.</summary>
    private static string WithArguments(SessionObject program, string options) =>
        program.IsSource && !options.Contains(ArgumentInfo, StringComparison.Ordinal) ? $"{options} {ArgumentInfo}" : options;

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
