namespace Barelane.Remote.Protocol.Messages;

/// <summary>What a frame is. A number is never given to something else; a change of a frame's fields needs a new <see cref="ProtocolVersion"/>.</summary>
internal enum Opcode : ushort
{
    // Pool.
    Hello = 1,
    Welcome = 2,
    Refused = 3,

    // From the client: objects.
    CreateContext = 16,
    Release = 17,
    CreateQueue = 18,
    CreateBuffer = 19,
    CreateSubBuffer = 20,
    CreateImage = 21,
    CreateSampler = 22,
    CreateProgramFromSource = 23,
    CreateProgramFromBinary = 24,
    CreateProgramFromIL = 25,
    CreateBuiltInProgram = 26,
    BuildProgram = 27,
    CompileProgram = 28,
    LinkProgram = 29,
    CreateKernel = 30,
    SetKernelArgument = 31,
    CreateUserEvent = 32,
    SetUserEvent = 33,
    GetImageFormats = 34,
    GetBinaries = 35,
    WatchEvent = 36,
    CreateSubDevices = 37,
    ReleaseSubDevice = 38,

    // From the client: commands.
    Launch = 64,
    ReadBuffer = 65,
    WriteBuffer = 66,
    CopyBuffer = 67,
    FillBuffer = 68,
    ReadRectangle = 69,
    WriteRectangle = 70,
    CopyRectangle = 71,
    ReadImage = 72,
    WriteImage = 73,
    CopyImage = 74,
    CopyImageToBuffer = 75,
    CopyBufferToImage = 76,
    FillImage = 77,
    Marker = 78,
    Barrier = 79,
    Migrate = 80,
    Flush = 81,
    Finish = 82,

    // From the worker.
    Ready = 128,
    Done = 129,
    Data = 130,
    EventChanged = 131,
    QueueFailed = 132,
    Built = 133,
    ProgramMade = 134,
    Output = 135,
    Farewell = 136,
    SubDevicesMade = 137,
}
