using System.Reflection;

namespace Barelane.Cli;

/// <summary>The program's version: part of every plan and mark.</summary>
internal static class ToolVersion
{
    /// <summary>E.g. <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
