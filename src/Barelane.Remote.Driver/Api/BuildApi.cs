using System.Runtime.InteropServices;
using Barelane.Remote.Driver.Connection;
using Barelane.Remote.Driver.Icd;
using Barelane.Remote.Driver.Objects;
using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Driver.Api;

/// <summary>Builds, compilations and links: at once, or behind the program's back with a callback.</summary>
internal static unsafe class BuildApi
{
    [UnmanagedCallersOnly]
    public static int BuildProgram(nint program, uint count, nint* devices, byte* options, void* notify, void* data)
    {
        try
        {
            var (found, targets) = Targets(program, count, devices, notify, data);
            ClException.ThrowIf(found.HasKernels, ClError.InvalidOperation);
            var text = Text(options);
            return Start(found, targets, text, notify, data, () =>
            {
                fixed (uint* at = targets.Select(d => d.Place).ToArray())
                {
                    return found.Session.AskFor<BuildProgram, Built>(new BuildProgram { Id = found.Id, Devices = new IdList(at, targets.Length), Options = text, Files = IncludeFolders.Of(text) });
                }
            });
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static int CompileProgram(nint program, uint count, nint* devices, byte* options, uint headerCount, nint* headers, byte** names, void* notify, void* data)
    {
        try
        {
            var (found, targets) = Targets(program, count, devices, notify, data);
            ClException.ThrowIf((headerCount == 0) != (headers is null) || (headerCount == 0) != (names is null), ClError.InvalidValue);
            ClException.ThrowIf(found.HasKernels || found.Source is null, ClError.InvalidOperation);
            var inputs = Handles.FindAll<ClProgram>(headerCount, headers, ClError.InvalidProgram);
            var headerNames = new TextItem[headerCount];
            for (var i = 0; i < headerCount; i++)
            {
                headerNames[i].Text = Text(names[i]);
            }

            var text = Text(options);
            return Start(found, targets, text, notify, data, () =>
            {
                fixed (uint* at = targets.Select(d => d.Place).ToArray(), header = inputs.Select(p => p.Id).ToArray())
                {
                    return found.Session.AskFor<CompileProgram, Built>(new CompileProgram
                    {
                        Id = found.Id,
                        Devices = new IdList(at, targets.Length),
                        Options = text,
                        Headers = new IdList(header, inputs.Length),
                        HeaderNames = headerNames,
                        Files = IncludeFolders.Of(text),
                    });
                }
            });
        }
        catch (Exception e)
        {
            return ClException.StatusOf(e);
        }
    }

    [UnmanagedCallersOnly]
    public static nint LinkProgram(nint context, uint count, nint* devices, byte* options, uint inputCount, nint* inputs, void* notify, void* data, int* status)
    {
        try
        {
            var found = Handles.Find<ClContext>(context, ClError.InvalidContext);
            ClException.ThrowIf((count == 0) != (devices is null) || inputCount == 0 || inputs is null || (notify is null && data is not null), ClError.InvalidValue);
            var targets = count == 0 ? found.Devices : [.. Handles.FindAll<ClDevice>(count, devices, ClError.InvalidDevice)];
            ClException.ThrowIf(targets.Any(d => !found.Devices.Contains(d)), ClError.InvalidDevice);
            var parts = Handles.FindAll<ClProgram>(inputCount, inputs, ClError.InvalidProgram);
            var text = Text(options);
            var program = new ClProgram(found, targets, null);
            Array.Fill(program.Options, text);
            Built built;
            fixed (uint* at = targets.Select(d => d.Place).ToArray(), input = parts.Select(p => p.Id).ToArray())
            {
                built = program.Session.AskFor<LinkProgram, Built>(new LinkProgram
                {
                    Id = program.Id,
                    Context = found.Id,
                    Devices = new IdList(at, targets.Length),
                    Options = text,
                    Inputs = new IdList(input, parts.Length),
                });
            }

            (program.Builds, program.Kernels) = (built.Devices, built.Kernels);
            if (notify is not null)
            {
                Callbacks.Run(program.Handle, (nint)notify, data);
            }

            if (status is not null)
            {
                *status = built.Status;
            }

            // A link that failed has a program to show its log; one that was refused has none.
            if (built.Status is not (0 or ClError.LinkProgramFailure))
            {
                program.TryRelease();
                return 0;
            }

            return program.Handle;
        }
        catch (Exception e)
        {
            return Give.Nothing(e, status);
        }
    }

    private static int Start(ClProgram program, ClDevice[] targets, string options, void* notify, void* data, Func<Built> build)
    {
        foreach (var device in targets)
        {
            var at = Array.IndexOf(program.Devices, device);
            program.Options[at] = options;
            program.Builds[at] = new BuildItem { Status = -3, Log = "" };
        }

        if (notify is null)
        {
            return Finish(program, build());
        }

        var (function, argument) = ((nint)notify, (nint)data);
        program.Hold();
        new Thread(() =>
        {
            try
            {
                _ = Finish(program, build());
            }
            catch (Exception e) when (e is ClException or WireException)
            {
                program.Builds = [.. program.Builds.Select(_ => new BuildItem { Status = -2, Log = e.Message })];
            }

            Callbacks.Add(() =>
            {
                ((delegate* unmanaged<nint, void*, void>)function)(program.Handle, (void*)argument);
                program.Drop();
            });
        })
        { IsBackground = true, Name = "barelane build" }.Start();
        return 0;
    }

    private static int Finish(ClProgram program, Built built)
    {
        if (built.Devices.Length == program.Devices.Length)
        {
            program.Builds = built.Devices;
        }

        program.Kernels = built.Kernels;
        return built.Status;
    }

    private static (ClProgram Program, ClDevice[] Targets) Targets(nint program, uint count, nint* devices, void* notify, void* data)
    {
        var found = Handles.Find<ClProgram>(program, ClError.InvalidProgram);
        ClException.ThrowIf((count == 0) != (devices is null) || (notify is null && data is not null), ClError.InvalidValue);
        var targets = count == 0 ? found.Devices : Handles.FindAll<ClDevice>(count, devices, ClError.InvalidDevice);
        ClException.ThrowIf(targets.Any(d => !found.Devices.Contains(d)), ClError.InvalidDevice);
        ClException.ThrowIf(found.Builds.Any(b => b.Status == -3), ClError.InvalidOperation);
        return (found, targets);
    }

    private static string Text(byte* text) => text is null ? "" : Marshal.PtrToStringUTF8((nint)text)!;
}
