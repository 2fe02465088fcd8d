using Barelane.Core.Adapters;
using Barelane.Kvm.Boot;
using Barelane.Kvm.Sysfs;

namespace Barelane.Kvm.Steps;

/// <summary>What has to run so that the next boot takes a boot loader's changed file.</summary>
internal static class BootLoaderCommands
{
    // They look for other systems on all disks and may build initial file systems.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs the commands of the tools that the host has.</summary>
    public static async Task RunAsync(StepRun run, BootLoader loader, IReadOnlyList<(string Name, string? Value)> arguments)
    {
        var programs = new HashSet<string>(StringComparer.Ordinal);
        foreach (var program in (string[])["grubby", "update-grub", "grub2-mkconfig", "grub-mkconfig", "proxmox-boot-tool", "kernel-install", "mkinitcpio"])
        {
            if (await run.Control.HasProgramAsync(program, run.CancellationToken).ConfigureAwait(false))
            {
                programs.Add(program);
            }
        }

        var commands = Of(loader, programs, loader == BootLoader.KernelInstall ? await KernelsAsync(run).ConfigureAwait(false) : [], arguments);
        if (commands.Count == 0)
        {
            throw new SiteException(new Problem
            {
                Code = "boot-tool-missing",
                Message = "The boot loader's file was changed, but the host has none of the tools that make the next boot take it.",
                Remedy = loader == BootLoader.Grub ? "Install GRUB's tools, or write its configuration by hand." : "Install 'kernel-install', or write the boot entries by hand.",
            });
        }

        foreach (var (program, words) in commands)
        {
            run.Report($"running '{program}'");
            await run.RunAsync(program, words, Limit).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Every kernel that has an image: the next boot may take another one than now runs. Fedora and Arch keep the image among the kernel's modules, Debian and Ubuntu in <c>/boot</c>; modules of
    /// which neither is there are those of a kernel that was taken away.
    /// </summary>
    private static async Task<IReadOnlyList<(string Release, string Image)>> KernelsAsync(StepRun run)
    {
        const string Modules = "/lib/modules";
        await run.Files.PrepareAsync([new HostPath(Modules, HostPathKind.Names)], run.CancellationToken).ConfigureAwait(false);
        var kernels = new List<(string, string)>();
        foreach (var release in run.Files.List(Modules).Or([]))
        {
            foreach (var image in (string[])[$"{Modules}/{release}/vmlinuz", $"/boot/vmlinuz-{release}"])
            {
                if (await run.Control.ExistsAsync(image, run.CancellationToken).ConfigureAwait(false))
                {
                    kernels.Add((release, image));
                    break;
                }
            }
        }

        return kernels;
    }

    /// <summary>The commands in their order; none where the host has no tool for it.</summary>
    /// <param name="loader">Whose file was changed.</param>
    /// <param name="programs">The tools that the host has.</param>
    /// <param name="kernels">Every kernel of which an entry is made: release and image.</param>
    /// <param name="arguments">What was changed.</param>
    public static IReadOnlyList<(string Program, IReadOnlyList<string> Arguments)> Of(
        BootLoader loader, IReadOnlySet<string> programs, IReadOnlyList<(string Release, string Image)> kernels, IReadOnlyList<(string Name, string? Value)> arguments)
    {
        var commands = new List<(string, IReadOnlyList<string>)>();
        if (loader == BootLoader.Grub)
        {
            if (programs.Contains("grubby"))
            {
                // Entries of their own for each kernel: GRUB's own tool does not write the arguments of those that are there.
                commands.AddRange(arguments.Select(a => ("grubby", (IReadOnlyList<string>)["--update-kernel=ALL",
                    a.Value is null ? $"--remove-args={a.Name}" : $"--args={KernelArgumentChange.Word(a.Name, a.Value)}"])));
            }
            else if (programs.Contains("update-grub"))
            {
                commands.Add(("update-grub", []));
            }
            else if (programs.Contains("grub2-mkconfig"))
            {
                commands.Add(("grub2-mkconfig", ["-o", "/boot/grub2/grub.cfg"]));
            }
            else if (programs.Contains("grub-mkconfig"))
            {
                commands.Add(("grub-mkconfig", ["-o", "/boot/grub/grub.cfg"]));
            }

            return commands;
        }

        if (programs.Contains("proxmox-boot-tool"))
        {
            commands.Add(("proxmox-boot-tool", ["refresh"]));
        }
        else if (programs.Contains("kernel-install"))
        {
            // Its plug-ins build the initial file system or the unified image (dracut, initramfs-tools, mkinitcpio), in which the arguments may lie.
            commands.AddRange(kernels.Select(k => ("kernel-install", (IReadOnlyList<string>)["add", k.Release, k.Image])));
        }
        else if (programs.Contains("mkinitcpio"))
        {
            commands.Add(("mkinitcpio", ["-P"]));
        }

        return commands;
    }
}
