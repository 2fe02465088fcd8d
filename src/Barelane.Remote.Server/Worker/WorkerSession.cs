using Barelane.Remote.Protocol.Messages;
using Barelane.Remote.Protocol.Transport;
using Barelane.Remote.Protocol.Wire;
using Barrier = Barelane.Remote.Protocol.Messages.Barrier;

namespace Barelane.Remote.Server.Worker;

/// <summary>
/// One client's session: takes its frames in order and hands them to OpenCL. Nothing here waits for the device: what takes time answers from a
/// callback or from a thread of its own.
/// </summary>
internal sealed unsafe partial class WorkerSession(WorkerSettings settings, DeviceCatalog catalog, IByteStream control, IByteStream bulk) : IDisposable
{
    private readonly FrameReader _reader = new(control);
    private readonly ObjectTable _objects = new(settings.ObjectLimit);
    private readonly MemoryBudget _memory = new(settings);
    private readonly IncludeFiles _files = new(IncludeFiles.UsualRoot());
    private readonly EventWatch _watch = new();

    private long _lastFrameMs = Environment.TickCount64;
    private KernelOutput? _output;

    public Outgoing Outgoing { get; } = new(control);

    /// <summary>When the last frame came.</summary>
    public long LastFrameMs => Volatile.Read(ref _lastFrameMs);

    public StagingPool Staging { get; } = new();

    public BulkSender Bulk
    {
        get
        {
            // The ends of two reads come here at once, on two threads; two senders would mix their pieces.
            lock (_files)
            {
                return field ??= new BulkSender(bulk, Staging);
            }
        }
    }

    /// <summary>Serves until the client closes; a breach of the protocol ends it, and the client is told why.</summary>
    public void Run()
    {
        Current = this;
        _output = KernelOutput.Take(Outgoing);
        Outgoing.Answer(catalog.Describe(settings.MemoryLimit), 0);
        try
        {
            while (_reader.Next(out var content) is { } header)
            {
                Volatile.Write(ref _lastFrameMs, Environment.TickCount64);
                Take(header, content);
            }
        }
        catch (WireException e)
        {
            Outgoing.Answer(new Farewell { Reason = e.Message }, 0);
        }
        catch (IOException)
        {
            // The client is gone. So is all it had, with this process.
        }
    }

    /// <summary>Sends what kernels have printed, before word of their end.</summary>
    public void SendOutput() => _output?.Drain();

    public void Dispose()
    {
        _reader.Dispose();
        _watch.Dispose();
        Outgoing.Dispose();
    }

    /// <summary>How long, in ms, the launch has run that has run longest.</summary>
    public long LongestLaunchMs(long nowMs)
    {
        LaunchLog[] logs;
        lock (_launches)
        {
            logs = [.. _launches];
        }

        return logs.Select(l => l.RunningMs(nowMs)).DefaultIfEmpty().Max();
    }

    private void Take(FrameHeader header, byte* content)
    {
        var request = header.Request;
        switch (header.Opcode)
        {
            case Opcode.SetKernelArgument: On(Decoder.Read<SetKernelArgument>(content, header.Length)); break;
            case Opcode.Launch: On(Decoder.Read<Launch>(content, header.Length)); break;
            case Opcode.ReadBuffer: On(Decoder.Read<ReadBuffer>(content, header.Length), request); break;
            case Opcode.WriteBuffer: On(Decoder.Read<WriteBuffer>(content, header.Length)); break;
            case Opcode.CopyBuffer: On(Decoder.Read<CopyBuffer>(content, header.Length)); break;
            case Opcode.FillBuffer: On(Decoder.Read<FillBuffer>(content, header.Length)); break;
            case Opcode.ReadRectangle: On(Decoder.Read<ReadRectangle>(content, header.Length), request); break;
            case Opcode.WriteRectangle: On(Decoder.Read<WriteRectangle>(content, header.Length)); break;
            case Opcode.CopyRectangle: On(Decoder.Read<CopyRectangle>(content, header.Length)); break;
            case Opcode.ReadImage: On(Decoder.Read<ReadImage>(content, header.Length), request); break;
            case Opcode.WriteImage: On(Decoder.Read<WriteImage>(content, header.Length)); break;
            case Opcode.CopyImage: On(Decoder.Read<CopyImage>(content, header.Length)); break;
            case Opcode.CopyImageToBuffer: On(Decoder.Read<CopyImageToBuffer>(content, header.Length)); break;
            case Opcode.CopyBufferToImage: On(Decoder.Read<CopyBufferToImage>(content, header.Length)); break;
            case Opcode.FillImage: On(Decoder.Read<FillImage>(content, header.Length)); break;
            case Opcode.Marker: On(Decoder.Read<Marker>(content, header.Length)); break;
            case Opcode.Barrier: On(Decoder.Read<Barrier>(content, header.Length)); break;
            case Opcode.Migrate: On(Decoder.Read<Migrate>(content, header.Length)); break;
            case Opcode.Flush: On(Decoder.Read<Flush>(content, header.Length)); break;
            case Opcode.Finish: On(Decoder.Read<Finish>(content, header.Length), request); break;
            default: TakeRare(header, content); break;
        }
    }

    private void TakeRare(FrameHeader header, byte* content)
    {
        var request = header.Request;
        switch (header.Opcode)
        {
            case Opcode.Release: On(Decoder.Read<Release>(content, header.Length)); break;
            case Opcode.CreateContext: On(Decoder.Read<CreateContext>(content, header.Length)); break;
            case Opcode.CreateQueue: On(Decoder.Read<CreateQueue>(content, header.Length)); break;
            case Opcode.CreateBuffer: On(Decoder.Read<CreateBuffer>(content, header.Length), request); break;
            case Opcode.CreateSubBuffer: On(Decoder.Read<CreateSubBuffer>(content, header.Length)); break;
            case Opcode.CreateImage: On(Decoder.Read<CreateImage>(content, header.Length), request); break;
            case Opcode.CreateSampler: On(Decoder.Read<CreateSampler>(content, header.Length)); break;
            case Opcode.CreateUserEvent: On(Decoder.Read<CreateUserEvent>(content, header.Length)); break;
            case Opcode.SetUserEvent: On(Decoder.Read<SetUserEvent>(content, header.Length)); break;
            case Opcode.WatchEvent: On(Decoder.Read<WatchEvent>(content, header.Length)); break;
            case Opcode.CreateSubDevices: On(Decoder.Read<CreateSubDevices>(content, header.Length), request); break;
            case Opcode.ReleaseSubDevice: On(Decoder.Read<ReleaseSubDevice>(content, header.Length)); break;
            case Opcode.GetImageFormats: On(Decoder.Read<GetImageFormats>(content, header.Length), request); break;
            case Opcode.CreateProgramFromSource: On(Decoder.Read<CreateProgramFromSource>(content, header.Length)); break;
            case Opcode.CreateProgramFromBinary: On(Decoder.Read<CreateProgramFromBinary>(content, header.Length), request); break;
            case Opcode.CreateProgramFromIL: On(Decoder.Read<CreateProgramFromIL>(content, header.Length), request); break;
            case Opcode.CreateBuiltInProgram: On(Decoder.Read<CreateBuiltInProgram>(content, header.Length), request); break;
            case Opcode.BuildProgram: On(Decoder.Read<BuildProgram>(content, header.Length), request); break;
            case Opcode.CompileProgram: On(Decoder.Read<CompileProgram>(content, header.Length), request); break;
            case Opcode.LinkProgram: On(Decoder.Read<LinkProgram>(content, header.Length), request); break;
            case Opcode.GetBinaries: On(Decoder.Read<GetBinaries>(content, header.Length), request); break;
            case Opcode.CloneKernel: On(Decoder.Read<CloneKernel>(content, header.Length)); break;
            case Opcode.GetSubGroups: On(Decoder.Read<GetSubGroups>(content, header.Length), request); break;
            case Opcode.SetSpecialization: On(Decoder.Read<SetSpecialization>(content, header.Length), request); break;
            case Opcode.CreateKernel: On(Decoder.Read<CreateKernel>(content, header.Length)); break;
            default: throw new WireException($"A frame of the kind {(int)header.Opcode} is nothing that a client sends.");
        }
    }
}
