using System.Text;
using System.Text.RegularExpressions;
using Barelane.Core.Adapters;
using Barelane.Kvm.Shell;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Steps;

/// <summary>
/// The systemd unit that goes on with a run after the reboot of the machine that the run is on: one for each run, named after it. A machine without systemd gets
/// none; what that means is said before a plan is carried out (<see cref="OwnRebootCheck"/>).
/// </summary>
/// <param name="control">This machine.</param>
/// <param name="files">Its files.</param>
internal sealed partial class ResumeUnit(IHostControl control, IHostFiles files) : IOwnReboot
{
    private const string Folder = "/etc/systemd/system";
    private const string Wants = Folder + "/multi-user.target.wants/";
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task PrepareAsync(ResumeCommand command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!await OwnRebootCheck.HasSystemdAsync(control, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        if (command.Words[0].FirstOrDefault(c => c is '"' or '\'' or '\\' || char.IsControl(c)) is not '\0' and var strange)
        {
            throw new SiteException(new Problem
            {
                Code = "unsupported",
                Message = $"systemd starts no program whose path holds quotes, backslashes or control characters; '{command.Words[0]}' holds U+{(int)strange:X4}.",
                Remedy = "Put the program elsewhere.",
            });
        }

        var (name, path) = (NameOf(command.Run), $"{Folder}/{NameOf(command.Run)}");
        var (wanted, there) = (Encoding.UTF8.GetBytes(ResumeUnitText.Of(command)), await control.ReadAsync(path, cancellationToken).ConfigureAwait(false));
        if (there is null || !there.AsSpan().SequenceEqual(wanted))
        {
            await control.ReplaceFileAsync(path, wanted, Sha256Text.Of(there), cancellationToken).ConfigureAwait(false);
        }

        await control.RunAsync("systemctl", ["daemon-reload"], Usual, cancellationToken).ConfigureAwait(false);
        await control.RunAsync("systemctl", ["enable", name], Usual, cancellationToken).ConfigureAwait(false);
        if (!await control.ExistsAsync(Wants + name, cancellationToken).ConfigureAwait(false))
        {
            throw new SiteException(new Problem
            {
                Code = "not-as-expected",
                Message = $"'systemctl enable {name}' reports success, but '{Wants}{name}' is not there: the unit would not be started.",
                Remedy = $"See 'systemctl status {name}'.",
            });
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PreparedAsync(CancellationToken cancellationToken)
    {
        await files.PrepareAsync([new HostPath(Folder, HostPathKind.Names)], cancellationToken).ConfigureAwait(false);
        return [.. files.List(Folder).Or([]).Select(n => UnitName().Match(n)).Where(m => m.Success).Select(m => m.Groups[1].Value)];
    }

    /// <inheritdoc/>
    public async Task ForgetAsync(string run, CancellationToken cancellationToken)
    {
        var (name, path) = (NameOf(run), $"{Folder}/{NameOf(run)}");
        if (await control.ReadAsync(path, cancellationToken).ConfigureAwait(false) is not { } there)
        {
            return;
        }

        // The link first: what is left behind by a kill in between is a file that nothing starts, and is found again by its name.
        await control.RunAsync("systemctl", ["disable", name], Usual, cancellationToken).ConfigureAwait(false);
        await control.ReplaceFileAsync(path, null, Sha256Text.Of(there), cancellationToken).ConfigureAwait(false);
        await control.RunAsync("systemctl", ["daemon-reload"], Usual, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The unit's name; a run's id is made of letters that a unit's name may have.</summary>
    public static string NameOf(string run) => $"barelane-resume-{run}.service";

    [GeneratedRegex("^barelane-resume-([0-9A-Za-z-]+)\\.service$")]
    private static partial Regex UnitName();
}
