using Barelane.Core.Adapters;
using Barelane.Kvm.Boot;

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

        var release = (await run.Control.RunAsync("uname", ["-r"], Limit, run.CancellationToken).ConfigureAwait(false)).Trim();
        var hasImage = await run.Control.ExistsAsync($"/lib/modules/{release}/vmlinuz", run.CancellationToken).ConfigureAwait(false);
        var commands = Of(loader, programs, release, hasImage, arguments);
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

    /// <summary>The commands in their order; none where the host has no tool for it.</summary>
    /// <param name="loader">Whose file was changed.</param>
    /// <param name="programs">The tools that the host has.</param>
    /// <param name="release">The running kernel's release.</param>
    /// <param name="hasImage">Whether the kernel's image lies among its modules, as with Fedora and Arch; Debian and Ubuntu have it in <c>/boot</c>.</param>
    /// <param name="arguments">What was changed.</param>
    public static IReadOnlyList<(string Program, IReadOnlyList<string> Arguments)> Of(BootLoader loader, IReadOnlySet<string> programs, string release, bool hasImage, IReadOnlyList<(string Name, string? Value)> arguments)
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
            commands.Add(("kernel-install", ["add", release, hasImage ? $"/lib/modules/{release}/vmlinuz" : $"/boot/vmlinuz-{release}"]));
        }
        else if (programs.Contains("mkinitcpio"))
        {
            commands.Add(("mkinitcpio", ["-P"]));
        }

        return commands;
    }
}
