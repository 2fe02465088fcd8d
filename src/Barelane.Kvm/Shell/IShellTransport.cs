using System.Diagnostics;

namespace Barelane.Kvm.Shell;

/// <summary>How a shell of the host is started: as a child of this program, or through ssh.</summary>
internal interface IShellTransport : IAsyncDisposable
{
    /// <summary>The host's name in messages.</summary>
    string Host { get; }

    /// <summary>Whether this exit status says that the way to the host failed, and not the script.</summary>
    bool IsLost(int exitCode);

    /// <summary>How to start a shell with a script. The script is one of this program's constants, without single quotes; all data goes to its standard input.</summary>
    ProcessStartInfo Start(string script);
}
