using System.Globalization;
using System.Text;
using Barelane.Core.Adapters;

namespace Barelane.Kvm.Steps;

/// <summary>
/// The text of a unit that goes on with a run. Quoted as systemd.syntax(7) and systemd.service(5) have it: words between double quotes with C's escapes, <c>%</c> doubled as it begins a
/// specifier, <c>$</c> doubled in arguments as it begins a variable. Pure.
/// </summary>
internal static class ResumeUnitText
{
    /// <summary>
    /// The text. A simple service, so that the machine is up before the run is over; only the program itself is told to stop, as its children are writes that
    /// have to come to their end.
    /// </summary>
    public static string Of(ResumeCommand command) => $"""
        # Written by Barelane before it rebooted this machine. The run that goes on takes it away before it does anything else.
        [Unit]
        Description=Barelane goes on with run {command.Run}
        Wants=network-online.target
        After=network-online.target barelane-boot.service libvirtd.service libvirtd.socket virtqemud.service virtqemud.socket sshd.service ssh.service
        {string.Concat(command.Files.Select(f => $"RequiresMountsFor={Word(f)}\n"))}
        [Service]
        Type=simple
        User={command.User}
        {string.Concat(command.Environment.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"Environment={Word($"{e.Key}={e.Value}")}\n"))}ExecStart={string.Join(' ', command.Words.Select((w, i) => i == 0 ? Word(w) : Word(w).Replace("$", "$$", StringComparison.Ordinal)))}
        KillMode=mixed

        [Install]
        WantedBy=multi-user.target

        """;

    /// <summary>A word between quotes.</summary>
    private static string Word(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            quoted.Append(c switch
            {
                '"' or '\\' => $"\\{c}",
                '%' => "%%",
                < ' ' or '\x7f' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                _ => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }
}
