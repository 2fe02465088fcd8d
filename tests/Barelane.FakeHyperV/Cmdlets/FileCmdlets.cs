using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>Files and keys: of the host's disks, and of guests' disks that are mounted (PowerShell-Docs 5.1; windows-powershell-docs: Mount-VHD).</summary>
internal static class FileCmdlets
{
    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Management", "Test-Path", "Path LiteralPath", (host, call, _) =>
        {
            foreach (var path in Paths.Of(call))
            {
                call.Emit(Paths.Key(path) is { } key ? host.Registry.Has(key) : HostDisk.Has(host, path));
            }
        }),
        new("Management", "Get-Item", "Path LiteralPath", GetItem),
        new("Management", "Get-ChildItem", "Path LiteralPath Recurse File Directory", GetChildren),
        new("Management", "Get-Content", "Path LiteralPath", (host, call, _) =>
        {
            foreach (var path in Paths.Of(call))
            {
                if (HostDisk.Read(host, path) is { } file)
                {
                    foreach (var line in System.Text.Encoding.UTF8.GetString(file.Content).Split("\n"))
                    {
                        call.Emit(line.TrimEnd('\r'));
                    }
                }
                else
                {
                    call.Report(Paths.NotFound(path));
                }
            }
        }),
        new("Management", "New-Item", "Path ItemType Force Confirm", New),
        new("Management", "Remove-Item", "Path LiteralPath Recurse Force Confirm", Remove),
        new("Management", "Copy-Item", "Path LiteralPath Destination Recurse Force Confirm ToSession", Copy),
        new("Management", "Move-Item", "Path LiteralPath Destination Force Confirm", Move),
        new("Utility", "Get-FileHash", "Path LiteralPath Algorithm", Hash),
        new("Hyper-V", "Mount-VHD", "Path ReadOnly Passthru Confirm", Mount),
        new("Hyper-V", "Dismount-VHD", "Path Confirm", Dismount),
        new("Hyper-V", "Get-VHD", "Path DiskNumber VMId", GetDisk),
        new("Storage", "Get-Partition", "DiskNumber DriveLetter", (host, call, _) =>
        {
            foreach (var (letter, vm) in host.Mounted.Where(m => !call.Has("DiskNumber") || call.Text("DiskNumber") == $"{10u + m.Key}"))
            {
                call.Emit(new PsObject("CimInstance#ROOT/Microsoft/Windows/Storage/MSFT_Partition").With("DiskNumber", 10u + letter).With("PartitionNumber", 3u).With("DriveLetter", letter.ToString()).With("Type", "Basic"));
            }
        }),
    ];

    private static PsObject Shape(string path, FakeFile? file) => new PsObject(file is null ? "System.IO.DirectoryInfo" : "System.IO.FileInfo", path)
        .With("Name", path[(path.LastIndexOf('\\') + 1)..]).With("FullName", path).With("PSIsContainer", file is null).With("Length", file is null ? 1L : file.Content.LongLength)
        .With("LastWriteTimeUtc", file?.Written ?? DateTime.UnixEpoch).With("VersionInfo", new PsObject("System.Diagnostics.FileVersionInfo").With("FileVersion", file?.Version));

    private static void GetItem(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call))
        {
            if (Paths.Key(path) is { } key && host.Registry.Has(key))
            {
                call.Emit(new PsObject("Microsoft.Win32.RegistryKey", $@"HKEY_LOCAL_MACHINE\{key}").With("Name", $@"HKEY_LOCAL_MACHINE\{key}").With("PSChildName", key[(key.LastIndexOf('\\') + 1)..]));
            }
            else if (Paths.Key(path) is null && HostDisk.Has(host, path))
            {
                call.Emit(Shape(path, HostDisk.Read(host, path)));
            }
            else
            {
                call.Report(Paths.NotFound(path));
            }
        }
    }

    private static void GetChildren(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call))
        {
            if (Paths.Key(path) is { } key)
            {
                foreach (var child in host.Registry.Below(key))
                {
                    call.Emit(new PsObject("Microsoft.Win32.RegistryKey").With("Name", $@"HKEY_LOCAL_MACHINE\{key}\{child}").With("PSChildName", child));
                }

                continue;
            }

            if (!HostDisk.Has(host, path))
            {
                call.Report(Paths.NotFound(path));
                continue;
            }

            foreach (var (child, file) in HostDisk.Children(host, path, call.Switch("Recurse")).Where(c => !(call.Switch("File") && c.File is null) && !(call.Switch("Directory") && c.File is not null)))
            {
                call.Emit(Shape(child, file));
            }
        }
    }

    private static void New(FakeHost host, CmdletCall call, object? input)
    {
        var path = call.Text("Path");
        if (Paths.Key(path) is { } key)
        {
            if (!host.IsElevated)
            {
                throw new PsException(Paths.NoAccess(path));
            }

            // Without -Force the parent has to be there.
            var parent = key.Contains('\\') ? key[..key.LastIndexOf('\\')] : key;
            if (!call.Switch("Force") && !host.Registry.Has(parent) && parent != "SOFTWARE")
            {
                call.Report(new PsErrorRecord { Id = "System.IO.IOException", Category = "OpenError", Message = $@"The registry key at the specified path does not exist.", Type = "System.IO.IOException", Target = path });
                return;
            }

            host.Registry.Create(key);
            call.Emit(new PsObject("Microsoft.Win32.RegistryKey").With("Name", $@"HKEY_LOCAL_MACHINE\{key}"));
            return;
        }

        HostDisk.CreateFolder(host, path);
        call.Emit(Shape(path, null));
    }

    private static void Remove(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call))
        {
            if (Paths.Key(path) is not null && !host.IsElevated)
            {
                call.Report(Paths.NoAccess(path));
            }
            else if (!(Paths.Key(path) is { } key ? host.Registry.Remove(key) : HostDisk.Remove(host, path)))
            {
                call.Report(Paths.NotFound(path));
            }
        }
    }

    private static void Copy(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call))
        {
            var target = call.Text("Destination");
            if (call.Has("ToSession"))
            {
                var guest = GuestCmdlets.Of(host, call["ToSession"]);
                HostDisk.Write(guest.Inside, Within(guest.Inside, target), guest.Arriving(HostDisk.Read(host, path) ?? throw new PsException(Paths.NotFound(path))));
            }
            else if (HostDisk.Read(host, path) is { } file)
            {
                HostDisk.Write(host, HostDisk.IsFolder(host, target) ? $@"{target.TrimEnd('\\')}\{path[(path.LastIndexOf('\\') + 1)..]}" : target, file);
            }
            else if (HostDisk.Has(host, path))
            {
                foreach (var (child, content) in HostDisk.Children(host, path, all: true).Where(c => c.File is not null).ToList())
                {
                    HostDisk.Write(host, $@"{target.TrimEnd('\\')}\{path[(path.LastIndexOf('\\') + 1)..]}{child[path.Length..]}", content!);
                }
            }
            else
            {
                call.Report(Paths.NotFound(path));
            }
        }
    }

    private static void Move(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call))
        {
            if (HostDisk.Read(host, path) is null)
            {
                call.Report(Paths.NotFound(path));
            }
            else
            {
                HostDisk.Move(host, path, Within(host, call.Text("Destination")));
            }
        }
    }

    /// <summary>A path whose folder has to be there: neither cmdlet makes one for a single file.</summary>
    private static string Within(FakeHost host, string path) => HostDisk.IsFolder(host, path[..path.LastIndexOf('\\')]) ? path : throw new PsException(new PsErrorRecord
    {
        Id = "CopyFileInfoItemIOError",
        Category = "WriteError",
        Message = $"Could not find a part of the path '{path}'.",
        Type = "System.IO.DirectoryNotFoundException",
        Target = path,
        HResult = unchecked((int)0x80070003),
    });

    private static void Hash(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var path in Paths.Of(call))
        {
            if (HostDisk.Read(host, path) is { } file)
            {
                call.Emit(new PsObject("Microsoft.Powershell.Utility.FileHash").With("Algorithm", "SHA256").With("Hash", file.Hash).With("Path", path));
            }
            else
            {
                call.Report(Paths.NotFound(path));
            }
        }
    }

    private static void Mount(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var path = call.Text("Path");
        var vm = host.Vms.Find(v => v.DiskPath.Equals(path, StringComparison.OrdinalIgnoreCase)) ?? throw host.Fail.Missing("device-missing", path, host.Name);
        if (!vm.IsOff || host.Mounted.ContainsValue(vm))
        {
            throw host.Fail.Of("ObjectInUse", "ResourceBusy", "in-use", path);
        }

        if (vm.IsLocked)
        {
            throw host.Fail.Failed("in-use", path);
        }

        host.Mounted["GHIJKLMN".First(l => !host.Mounted.ContainsKey(l))] = vm;
        if (call.Switch("Passthru"))
        {
            call.Emit(new PsObject("Microsoft.Vhd.PowerShell.VirtualHardDisk").With("Path", path).With("Attached", true).With("DiskNumber", 10u + host.Mounted.First(m => m.Value == vm).Key));
        }
    }

    private static void Dismount(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        var found = host.Mounted.FirstOrDefault(m => m.Value.DiskPath.Equals(call.Text("Path"), StringComparison.OrdinalIgnoreCase));
        if (found.Value is null)
        {
            throw host.Fail.Missing("device-missing", call.Text("Path"), host.Name);
        }

        host.Mounted.Remove(found.Key);
    }

    private static void GetDisk(FakeHost host, CmdletCall call, object? input)
    {
        Selecting.Admit(host);
        foreach (var path in call.Texts("Path"))
        {
            var vm = host.Vms.Find(v => v.DiskPath.Equals(path, StringComparison.OrdinalIgnoreCase)) ?? throw host.Fail.Missing("device-missing", path, host.Name);
            call.Emit(new PsObject("Microsoft.Vhd.PowerShell.VirtualHardDisk").With("Path", path).With("Attached", !vm.IsOff || host.Mounted.ContainsValue(vm)));
        }
    }
}
