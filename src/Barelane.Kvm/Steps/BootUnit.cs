using System.Text;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Steps;

/// <summary>The systemd unit that does at boot what <see cref="BootSettings"/> hold, and its script. Both are constants; they are on a host only while something is set there.</summary>
internal static class BootUnit
{
    private const string UnitName = "barelane-boot.service";
    private const string UnitPath = "/etc/systemd/system/" + UnitName;
    private const string Enabled = "/etc/systemd/system/multi-user.target.wants/" + UnitName;
    private const string ScriptPath = "/etc/barelane/boot.sh";
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);

    /// <summary>The unit: after modules are loaded, before anything that could take a card.</summary>
    public const string Unit = $"""
        # Written by Barelane, and taken away by it when nothing is set in {OwnTraces.BootFolder} any more.
        [Unit]
        Description=Devices that Barelane sets aside for virtual machines
        DefaultDependencies=no
        After=systemd-modules-load.service systemd-udev-trigger.service local-fs.target nvidia-vgpud.service nvidia-vgpu-mgr.service
        Before=display-manager.service libvirtd.service virtqemud.service libvirt-guests.service
        Conflicts=shutdown.target

        [Service]
        Type=oneshot
        RemainAfterExit=yes
        ExecStart=/bin/sh {ScriptPath}

        [Install]
        WantedBy=multi-user.target

        """;

    /// <summary>The script: virtual functions first, as other files may be about those; then drivers, then types of vGPU.</summary>
    public const string Script = $$"""
        # Written by Barelane; see {{UnitName}}. Follows {{OwnTraces.BootFolder}}/ADDRESS only where the card that it was made for is at that address.
        folder={{OwnTraces.BootFolder}}
        status=0
        complain() { echo "barelane: $1" >&2; status=1; }
        hex() { v=$(cat "$1") || v=; echo "${v#0x}"; }
        each() {
          for f in "$folder"/*; do
            [ -f "$f" ] || continue
            a=${f##*/}; d=/sys/bus/pci/devices/$a; id=; value=
            while IFS="=" read -r k v; do
              case $k in id) id=$v;; "$1") value=$v;; esac
            done <"$f"
            [ -n "$value" ] || continue
            if [ ! -d "$d" ]; then complain "no device at $a"; continue; fi
            have=$(hex "$d/vendor"):$(hex "$d/device"):$(hex "$d/subsystem_vendor"):$(hex "$d/subsystem_device")
            if [ "$have" != "$id" ]; then complain "$a is $have now, not $id: left alone"; continue; fi
            $2 || complain "$a: $1 could not be set to $value"
          done
        }
        functions() {
          [ "$(cat "$d/sriov_numvfs")" = "$value" ] && return
          if [ -x /usr/lib/nvidia/sriov-manage ] && [ "$(basename "$(readlink "$d/driver")")" = nvidia ]; then
            /usr/lib/nvidia/sriov-manage -e "$a"; return
          fi
          echo 0 >"$d/sriov_drivers_autoprobe"; echo "$value" >"$d/sriov_numvfs"
        }
        driver() {
          modprobe "$value" 2>/dev/null
          echo "$value" >"$d/driver_override" || return
          now=$(basename "$(readlink "$d/driver")" 2>/dev/null)
          [ "$now" = "$value" ] && return
          if [ -n "$now" ]; then echo "$a" >"$d/driver/unbind" || return; fi
          echo "$a" >/sys/bus/pci/drivers_probe
          [ "$(basename "$(readlink "$d/driver")")" = "$value" ]
        }
        type() { echo "$value" >"$d/nvidia/current_vgpu_type"; }
        each virtual-functions functions
        each driver driver
        each vgpu-type type
        exit $status

        """;

    /// <summary>Puts unit and script on the host, as this version has them, and enables the unit.</summary>
    public static async Task InstallAsync(StepRun run)
    {
        var changed = await PutAsync(run, ScriptPath, Script).ConfigureAwait(false) | await PutAsync(run, UnitPath, Unit).ConfigureAwait(false);
        if (!await run.Control.HasProgramAsync("systemctl", run.CancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Files that are as they should be may have been written by a run that came no further.
        if (changed || !await run.Control.ExistsAsync(Enabled, run.CancellationToken).ConfigureAwait(false))
        {
            await run.RunAsync("systemctl", ["daemon-reload"], Usual).ConfigureAwait(false);
            await run.RunAsync("systemctl", ["enable", UnitName], Usual).ConfigureAwait(false);
        }
    }

    /// <summary>Takes both away where no device is set to anything at boot any more.</summary>
    public static async Task RemoveIfUnusedAsync(StepRun run)
    {
        await run.Files.PrepareAsync([new HostPath(OwnTraces.BootFolder, HostPathKind.Names)], run.CancellationToken).ConfigureAwait(false);
        var left = run.Files.List(OwnTraces.BootFolder);
        if (!left.IsKnown || left.Or([]).Count > 0)
        {
            return;
        }

        var hasSystemd = await run.Control.HasProgramAsync("systemctl", run.CancellationToken).ConfigureAwait(false);
        if (hasSystemd && await run.Control.ReadAsync(UnitPath, run.CancellationToken).ConfigureAwait(false) is not null)
        {
            await run.RunAsync("systemctl", ["disable", UnitName], Usual).ConfigureAwait(false);
        }

        foreach (var path in (string[])[UnitPath, ScriptPath])
        {
            if (await run.Control.ReadAsync(path, run.CancellationToken).ConfigureAwait(false) is { } there)
            {
                await run.ReplaceAsync(path, null, Sha256Text.Of(there)).ConfigureAwait(false);
            }
        }

        if (hasSystemd)
        {
            await run.RunAsync("systemctl", ["daemon-reload"], Usual).ConfigureAwait(false);
        }
    }

    private static async Task<bool> PutAsync(StepRun run, string path, string content)
    {
        var there = await run.Control.ReadAsync(path, run.CancellationToken).ConfigureAwait(false);
        var wanted = Encoding.UTF8.GetBytes(content);
        if (there is not null && there.AsSpan().SequenceEqual(wanted))
        {
            return false;
        }

        await run.ReplaceAsync(path, wanted, Sha256Text.Of(there)).ConfigureAwait(false);
        return true;
    }
}
