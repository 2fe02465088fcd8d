using System.Diagnostics;
using Barelane.TestKit;

namespace Barelane.Lab.Tests.Hosts;

/// <summary>
/// The virtual GPU host, booted once for all scenarios: Debian's kernel with a virtual IOMMU, its vfio-pci, its libvirt and its QEMU. Each scenario has a card of its own and leaves the host as
/// it found it.
/// </summary>
public sealed class LabHost : IAsyncLifetime
{
    /// <summary>A card of two functions, which the host draws on.</summary>
    public const string Card = "0000:01:00.0";

    /// <summary>A card of two functions, the first of which has a BAR of 16 GiB.</summary>
    public const string LargeCard = "0000:02:00.0";

    /// <summary>A display behind a bridge that isolates nothing, beside <see cref="NetworkCard"/>.</summary>
    public const string SharedGroupCard = "0000:04:01.0";

    /// <summary>A network card in the group of <see cref="SharedGroupCard"/>; the host uses it.</summary>
    public const string NetworkCard = "0000:04:02.0";

    /// <summary>A drive that is cut into virtual functions.</summary>
    public const string CutCard = "0000:05:00.0";

    /// <summary>A GPU by its ids, of which the host has no driver loaded.</summary>
    public const string Gpu = "0000:06:00.0";

    /// <summary>A second card of two functions.</summary>
    public const string OtherCard = "0000:07:00.0";

    private static readonly string[] Devices =
    [
        "bochs-display,bus=rp1,addr=00.0,multifunction=on", "ich9-intel-hda,bus=rp1,addr=00.1",
        "pci-testdev,bus=rp2,addr=00.0,multifunction=on,membar=16G", "ich9-intel-hda,bus=rp2,addr=00.1",
        "pcie-pci-bridge,bus=rp3,addr=00.0,id=bridge", "bochs-display,bus=bridge,addr=01.0", "e1000,bus=bridge,addr=02.0,romfile=",
        "nvme-subsys,id=subsystem", "nvme,bus=rp4,addr=00.0,serial=lab,subsys=subsystem,sriov_max_vfs=4,sriov_vq_flexible=8,sriov_vi_flexible=4,max_ioqpairs=18,msix_qsize=16",
        "ati-vga,bus=rp5,addr=00.0,model=rv100,romfile=",
        "bochs-display,bus=rp6,addr=00.0,multifunction=on", "ich9-intel-hda,bus=rp6,addr=00.1",
    ];

    // Of this repository alone, so that nobody else's lab is in the way; kept, so that Debian's packages are downloaded once.
    private static readonly string State = Environment.GetEnvironmentVariable("BARELANE_LAB") is { Length: > 0 } named ? named : Path.Combine(Repository.Root, "artifacts", "lab");

    /// <summary>Where programs are looked for so that 'ssh root@lab' is this host.</summary>
    public static string Programs { get; } = Path.Combine(State, "bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var begun = Stopwatch.GetTimestamp();
        await LabCommandAsync("mediated");
        await LabCommandAsync("down");
        await LabCommandAsync("up", Devices);
        await LabCommandAsync("run", Path.Combine(Repository.Root, "lab", "scenarios", "host"), Repository.Root, Directory.GetFiles(Path.Combine(State, "mediated"), "*.ko", SearchOption.AllDirectories).Single());
        Told("the host boots, and libvirt in it", begun);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await LabCommandAsync("down");

    /// <summary>Runs a script as root on the host, and gives what it says; the test fails where it ends otherwise than with 0.</summary>
    public async Task<string> RunAsync(string script)
    {
        var (code, said, errors) = await StartAsync("ssh", ["root@lab", "exec bash --norc -eu -s"], script);
        return code == 0 ? said : throw new InvalidOperationException($"On the lab's host a script ended with {code}.\n{script}\n{said}{errors}");
    }

    /// <summary>
    /// What Barelane could have changed and has to put back: what drives each function and what is to, what is cut, what is set for the next boot, and the VMs with their definitions. In few
    /// programs, as each takes a tenth of a second there.
    /// </summary>
    public Task<string> StateAsync() => RunAsync("""
        cd /sys/bus/pci/devices
        { QUOTING_STYLE=literal stat -c "%N" */driver; grep -H "" */driver_override */sriov_numvfs; } | awk -F/ '
            $2 ~ /^driver ->/ { driver[$1] = $NF }
            $2 ~ /^driver_override:/ { sub(/^[^:]*:/, "", $2); override[$1] = $2 }
            $2 ~ /^sriov_numvfs:/ { sub(/^[^:]*:/, "", $2); functions[$1] = $2 }
            END { for (f in override) print f " driver=" (f in driver ? driver[f] : "none") " override=" override[f] " functions=" functions[f] }' | sort
        echo "slices: $(ls /sys/bus/mdev/devices) left: $(cat /sys/class/mdev_bus/mbochs/mdev_supported_types/*/available_instances | xargs)"
        find /etc/mdevctl.d /etc/barelane /etc/systemd/system /etc/modprobe.d /var/lib/barelane /run/barelane -type f -o -type l 2>/dev/null | sort || true
        for vm in $(virsh list --all --name | sort); do
            echo "== $vm $(virsh domstate $vm)"; virsh dumpxml --inactive $vm
        done
        """);

    /// <summary>What a VM's guest has said on its serial console since it was last started, as soon as it is through; it lists what it sees.</summary>
    public Task<string> GuestAsync(string vm) => RunAsync($"for _ in $(seq 600); do if grep -q \"guest: up\" /run/lab/{vm}.log; then cat /run/lab/{vm}.log; exit 0; fi; sleep 1; done; cat /run/lab/{vm}.log; exit 1");

    /// <summary>Says how long a scenario took, for whoever reads the test's output.</summary>
    internal static void Told(string scenario, long begun) =>
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"measured: lab: {scenario}: {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s"));

    private static async Task LabCommandAsync(string command, params string[] arguments)
    {
        var (code, said, errors) = await StartAsync(Path.Combine(Repository.Root, "lab", command), arguments, null);
        if (code != 0)
        {
            throw new InvalidOperationException($"'lab/{command}' ended with {code}.\n{said}{errors}");
        }
    }

    private static async Task<(int Code, string Said, string Errors)> StartAsync(string program, string[] arguments, string? input)
    {
        var start = new ProcessStartInfo("env", ["PATH=" + Programs, "BARELANE_LAB=" + State, "BARELANE_LAB_NICE=0", program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (process.ExitCode, await said, await errors);
    }
}
