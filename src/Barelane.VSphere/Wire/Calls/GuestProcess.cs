namespace Barelane.VSphere.Wire;

/// <summary>A process in a guest. While it runs it has neither an end nor an exit code.</summary>
internal sealed record GuestProcess
{
    public long Pid { get; init; }

    public DateTimeOffset? EndTime { get; init; }

    public int? ExitCode { get; init; }

    public static GuestProcess Read(VimReader reader)
    {
        var process = new GuestProcess();
        foreach (var name in reader.Children())
        {
            process = name switch
            {
                "pid" => process with { Pid = reader.ReadInt64() },
                "endTime" => process with { EndTime = reader.ReadDateTime() },
                "exitCode" => process with { ExitCode = reader.ReadInt32() },
                _ => process,
            };
        }

        return process;
    }
}
