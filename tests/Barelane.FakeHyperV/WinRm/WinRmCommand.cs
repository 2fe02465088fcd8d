namespace Barelane.FakeHyperV.WinRm;

/// <summary>A command that a client starts in a shell.</summary>
/// <param name="Line">The command and its arguments, as cmd.exe would get them.</param>
/// <param name="Input">Its standard input, once the client has ended it.</param>
/// <param name="Stopped">Set when the client terminates the command or takes the shell away.</param>
internal sealed record WinRmCommand(string Line, Task<byte[]> Input, CancellationToken Stopped);
