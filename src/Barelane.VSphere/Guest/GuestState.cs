using Barelane.Core.Adapters;
using Barelane.VSphere.Wire;

namespace Barelane.VSphere.Guest;

/// <summary>Whether a guest can be asked, and of which family it is.</summary>
internal sealed class GuestState
{
    public static readonly PropertySet<GuestState> Properties = new PropertySet<GuestState>("VirtualMachine", _ => new GuestState())
        .Add("name", (row, reader) => row.Name = reader.ReadString())
        .Add("runtime.powerState", (row, reader) => row.IsRunning = reader.ReadString() == "poweredOn")
        .Add("guest.toolsRunningStatus", (row, reader) => row.HasTools = reader.ReadString() != "guestToolsNotRunning")
        .Add("guest.toolsVersionStatus2", (row, reader) => row.IsWithoutTools = reader.ReadString() == "guestToolsNotInstalled")
        .Add("runtime.bootTime", (row, reader) => row.BootTime = reader.ReadDateTime())
        .Add("guest.guestFamily", (row, reader) => row.Family = FamilyOf(reader.ReadString()))
        .Add("config.guestId", (row, reader) => row.Configured = reader.ReadString());

    public string Name { get; private set; } = "";

    public bool IsRunning { get; private set; }

    public bool HasTools { get; private set; }

    /// <summary>Whether it is known that no tools are installed, so that none can come up.</summary>
    public bool IsWithoutTools { get; private set; }

    /// <summary>When it was powered on, by its host's clock; null where that is not told.</summary>
    public DateTimeOffset? BootTime { get; private set; }

    public GuestFamily Family { get; private set; }

    /// <summary>The system as configured.</summary>
    public string Configured { get; private set; } = "";

    /// <summary>What the tools tell; what is configured where they tell nothing.</summary>
    public GuestFamily LikelyFamily => Family != GuestFamily.Unknown ? Family
        : Configured.StartsWith("win", StringComparison.OrdinalIgnoreCase) ? GuestFamily.Windows
        : Configured.Length > 0 && !Configured.StartsWith("darwin", StringComparison.OrdinalIgnoreCase) ? GuestFamily.Linux
        : GuestFamily.Unknown;

    private static GuestFamily FamilyOf(string family) => family switch
    {
        "linuxGuest" => GuestFamily.Linux,
        "windowsGuest" => GuestFamily.Windows,
        _ => GuestFamily.Unknown,
    };
}
