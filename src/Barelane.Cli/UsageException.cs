namespace Barelane.Cli;

/// <summary>The command line asks for something that does not go; the message says what would. Exit code 64.</summary>
internal sealed class UsageException(string message) : Exception(message);
