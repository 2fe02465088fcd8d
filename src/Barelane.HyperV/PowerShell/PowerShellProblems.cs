using System.Globalization;
using Barelane.Core.Adapters;

namespace Barelane.HyperV.PowerShell;

/// <summary>What can go wrong on the way to a host and on it, as problems that can be acted on. Known by ids and numbers, never by a message's words.</summary>
internal static class PowerShellProblems
{
    private const int AccessDenied = unchecked((int)0x80070005);

    public static HostScriptException Missing(string host, string said) => new(HostScriptFailure.NotSent, new Problem
    {
        Code = "powershell-missing",
        Message = $"'{host}' has no 'powershell': {Line(said, "the program was not found")}.",
        Remedy = "A Hyper-V site is a Windows host with Windows PowerShell 5.1. If it is one, see that C:\\Windows\\System32\\WindowsPowerShell\\v1.0 is in the account's PATH.",
    });

    public static HostScriptException TimedOut(string host, TimeSpan limit) => new(HostScriptFailure.TimedOut, new Problem
    {
        Code = "no-answer",
        Message = $"'{host}': the script was not over after {limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s. It may run on there.",
        Remedy = "See on the host what it waits for (the event log 'Microsoft-Windows-Hyper-V-VMMS-Admin'), and run 'barelane resume'.",
    });

    public static HostScriptException NotStarted(string host, TimeSpan limit) => new(HostScriptFailure.NotSent, new Problem
    {
        Code = "unreachable",
        Message = $"'{host}' did not take the script within {limit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s; nothing was done.",
        Remedy = "See that the host is on and not overloaded, and try again.",
    });

    public static HostScriptException NoAnswer(string host, string script, string reason, TransportAnswer answer)
    {
        var error = Envelope.ErrorText(answer.Error);
        return new HostScriptException(HostScriptFailure.Lost, new Problem
        {
            Code = "answer-unreadable",
            Message = $"'{host}': what the script '{script}' did is not known. {reason} {(error.Length == 0 ? $"It ended with status {answer.ExitCode.ToString(CultureInfo.InvariantCulture)}." : $"PowerShell says: {Line(error, "")}.")}",
            Remedy = "If PowerShell's language is constrained on this host (AppLocker, App Control), allow this account full language. Otherwise run 'barelane resume', which reads the state before anything else.",
            Evidence = [.. new[] { Tail(answer.Output), Tail(error) }.Where(t => t.Length > 0)],
        });
    }

    public static HostScriptException NotInRole(string host, string script, string configuration) => new(HostScriptFailure.NotSent, new Problem
    {
        Code = "not-in-role",
        Message = $"'{host}': the script '{script}' is no part of the role of the restricted session '{configuration}'; nothing was done.",
        Remedy = "Files of drivers and guests are an administrator's: write 'driver-files: leave' and leave out 'guest:', or leave 'configuration:' out of the site and use an administrator's account.",
    });

    /// <summary>What is wrong with the restricted session itself; null where the error is the function's. Neither began to do anything.</summary>
    public static HostScriptException? OfSession(string host, string script, string configuration, HostError error) => error switch
    {
        _ when error.Id.Contains("PSSessionOpenFailed", StringComparison.OrdinalIgnoreCase) => new HostScriptException(HostScriptFailure.NotSent, new Problem
        {
            Code = "session-refused",
            Message = $"'{host}' opens no session '{configuration}' for this account: {Line(error.Message, "no reason was given")}.",
            Remedy = $"See on the host, elevated, with 'Get-PSSessionConfiguration -Name {configuration}' whether it is there and whom it lets in; 'barelane export SITE --as jea' writes it anew.",
            Evidence = [$"error id: {error.Id}", error.Message],
        }, error),
        _ when error.Is("CommandNotFoundException") && error.Target.StartsWith("Barelane-", StringComparison.Ordinal) => new HostScriptException(HostScriptFailure.NotSent, new Problem
        {
            Code = "role-outdated",
            Message = $"'{host}': the session '{configuration}' has no function '{error.Target}', which is this version's '{script}'; nothing was done.",
            Remedy = "Its role was written by another version of Barelane, or is not this account's: 'barelane export SITE --as jea' writes it anew, and 'register.ps1' there puts it in place.",
            Evidence = [$"error id: {error.Id}", error.Message],
        }, error),
        _ => null,
    };

    public static HostScriptException Refused(string host, string script, HostError error)
    {
        var (code, remedy) = Explain(error);
        var doing = error.Activity.Length > 0 ? $"'{error.Activity}'" : $"the script '{script}'";
        return new HostScriptException(
            HostScriptFailure.Refused,
            new Problem
            {
                Code = code,
                Message = $"'{host}' refused {doing}{(error.Target.Length > 0 ? $" for '{Line(error.Target, "")}'" : "")}: {Line(error.Message, "no reason was given")}.",
                Remedy = remedy,
                Evidence =
                [
                    $"error id: {error.Id}", $"category: {error.Category}",
                    .. error.Status is { } status ? [$"status: 0x{status:X8}"] : Array.Empty<string>(),
                    .. error.HResult is { } result ? [$"HRESULT: 0x{result:X8}"] : Array.Empty<string>(),
                    error.Message,
                ],
            },
            error);
    }

    private static (string Code, string Remedy) Explain(HostError error) => error switch
    {
        _ when error.Is("CommandNotFoundException") => (
            "module-missing",
            "The host lacks this cmdlet's module: install 'Hyper-V-PowerShell' on it ('Install-WindowsFeature Hyper-V-PowerShell'), or on Windows 10 and 11 the feature 'Hyper-V Module for Windows PowerShell'."),
        _ when error.Is("NamedParameterNotFound") => ("unsupported", "This host's module is older than the parameter; inspect the site, and plan again."),
        _ when error.Category is "PermissionDenied" or "SecurityError" || error.HResult == AccessDenied || error.Is("AccessDenied") => (
            "no-permission",
            "Use an account of the host's group 'Administrators', in an elevated session; 'Hyper-V Administrators' is enough for VM settings only."),
        // Get-VM says of a VM that is not there that its parameter is invalid; the other cmdlets that it was not found.
        { Category: "ObjectNotFound" } or { Id: "InvalidParameter,Microsoft.HyperV.PowerShell.Commands.GetVM" } => ("not-found", "Inspect the site, and plan again."),
        { Category: "ResourceBusy" } => ("device-in-use", "See with 'barelane inspect' what uses it."),
        { Category: "InvalidOperation" } => ("wrong-state", "Inspect the site, and plan again; 'barelane diagnose' knows many of Hyper-V's messages."),
        _ => ("refused", "See 'barelane diagnose' with this message, and the event log 'Microsoft-Windows-Hyper-V-VMMS-Admin' on the host."),
    };

    private static string Line(string text, string otherwise)
    {
        var line = string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        line = string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c));
        return (line.Length == 0 ? otherwise : line.Length > 400 ? line[..400] + " …" : line).TrimEnd('.');
    }

    private static string Tail(string text) => text.Length > 400 ? "… " + text[^400..].Trim() : text.Trim();
}
