using Barelane.FakeHyperV.Host;
using Barelane.FakeHyperV.Language;
using Barelane.FakeHyperV.Values;

namespace Barelane.FakeHyperV.Cmdlets;

/// <summary>The machine around Hyper-V: commands, services, features, disks, adapters, restart.</summary>
internal static class SystemCmdlets
{
    private static readonly PsEnumType ServiceStatus = new("System.ServiceProcess.ServiceControllerStatus", ("Stopped", 1), ("StartPending", 2), ("StopPending", 3), ("Running", 4));

    public static IEnumerable<HostCmdlet> All { get; } =
    [
        new("Core", "Get-Command", "Name", GetCommand),
        new("Management", "Get-Service", "Name", GetService),
        new("Management", "Restart-Computer", "Force Confirm", Restart),
        new("Utility", "Start-Sleep", "Seconds Milliseconds", (_, _, _) => { }),
        new("ServerManager", "Get-WindowsFeature", "Name", (host, call, _) =>
        {
            // Server only; InstallState 1 is Installed.
            call.Emit(new PsObject("Microsoft.Windows.ServerManager.Commands.Feature").With("Name", "Hyper-V").With("Installed", host.HasModule).With("InstallState", new PsEnumType("Microsoft.Windows.ServerManager.Commands.InstallState", ("Available", 0), ("Installed", 1)).Of(host.HasModule ? 1 : 0)));
        }),
        new("Hyper-V", "Get-VMHostNumaNode", "Id", (host, call, _) =>
        {
            for (var node = 0; node < 2; node++)
            {
                call.Emit(new PsObject("Microsoft.HyperV.PowerShell.VMHostNumaNode").With("NodeId", node).With("MemoryTotal", (int)(host.NumaNodeBytes >> 20)).With("MemoryAvailable", (int)(host.NumaNodeBytes >> 21)).With("ComputerName", host.Name));
            }
        }),
        new("Diagnostics", "Get-WinEvent", "LogName MaxEvents", (host, call, _) =>
        {
            foreach (var entry in host.Events.Where(e => e.Log.Equals(call.Text("LogName"), StringComparison.OrdinalIgnoreCase)).OrderByDescending(e => e.Time).Take((int)call.Number("MaxEvents", int.MaxValue, "System.Int64")))
            {
                call.Emit(new PsObject("System.Diagnostics.Eventing.Reader.EventLogRecord").With("TimeCreated", entry.Time).With("Id", entry.Id).With("LevelDisplayName", "Error").With("ProviderName", "Microsoft-Windows-Hyper-V-Worker").With("Message", entry.Message));
            }
        }),
        new("Storage", "Get-Disk", "Number", (host, call, _) => call.Emit(new PsObject("CimInstance#ROOT/Microsoft/Windows/Storage/MSFT_Disk")
            .With("Number", 0u).With("Path", @"\\?\scsi#disk&ven_dell&prod_perc#5&1c8a1a31&0&000000#{53f56307-b6bf-11d0-94f2-00a0c91efb8b}").With("FriendlyName", "DELL PERC H755").With("IsBoot", true).With("IsSystem", true))),
        new("NetAdapter", "Get-NetAdapter", "Name Physical", (host, call, _) =>
        {
            foreach (var device in host.Devices.Where(d => d is { Class: "Net", IsDismounted: false, IsGone: false }))
            {
                call.Emit(new PsObject("CimInstance#ROOT/StandardCimv2/MSFT_NetAdapter").With("Name", "Ethernet").With("PnPDeviceID", device.InstanceId).With("InterfaceOperationalStatus", 1u).With("Status", "Up"));
            }
        }),
    ];

    private static void GetCommand(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var name in call.Texts("Name"))
        {
            var found = HostCmdlets.All.Where(c => c.IsOn(host) && Operators.Like(c.Name, name)).ToList();
            if (found.Count == 0 && CoreCmdlets.Find(name) is null)
            {
                call.Report(new PsErrorRecord
                {
                    Id = "CommandNotFoundException",
                    Category = "ObjectNotFound",
                    Message = $"The term '{name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.",
                    Type = "System.Management.Automation.CommandNotFoundException",
                    Target = name,
                });
            }

            foreach (var cmdlet in found)
            {
                var parameters = new PsTable();
                foreach (var parameter in cmdlet.ParametersOn(host))
                {
                    parameters[parameter] = parameter;
                }

                call.Emit(new PsObject("System.Management.Automation.CmdletInfo", cmdlet.Name).With("Name", cmdlet.Name).With("ModuleName", cmdlet.Module).With("Parameters", parameters));
            }
        }
    }

    private static void GetService(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var name in call.Texts("Name"))
        {
            var status = name.ToUpperInvariant() switch
            {
                "VMMS" when host.HasModule => host.ServiceRuns ? 4 : 1,
                "CLUSSVC" when host.Cluster is not null => 4,
                _ => 0,
            };
            if (status == 0)
            {
                call.Report(new PsErrorRecord { Id = "NoServiceFoundForGivenName", Category = "ObjectNotFound", Message = $"Cannot find any service with service name '{name}'.", Type = "Microsoft.PowerShell.Commands.ServiceCommandException", Target = name });
                continue;
            }

            call.Emit(new PsObject("System.ServiceProcess.ServiceController", name).With("Name", name).With("Status", ServiceStatus.Of(status)));
        }
    }

    /// <summary>The machine goes down at once: no answer comes. VMs do what their stop action and start action say.</summary>
    private static void Restart(FakeHost host, CmdletCall call, object? input)
    {
        foreach (var vm in host.Vms.Where(v => v.State == Enums.Running).ToList())
        {
            PowerOn.Stop(host, vm);
            if (vm.StopAction == 3 && !PowerOn.HasCard(vm))
            {
                vm.State = Enums.Saved;
            }

            if (vm.StartAction != 2)
            {
                host.Later(TimeSpan.FromMinutes(3), () => PowerOn.Start(host, vm));
            }
        }

        host.Devices.ForEach(d => d.Problem = d.Problem == 57 ? 0 : d.Problem);
        (host.Booted, host.RebootPending) = (host.Time.GetUtcNow(), false);
        throw new ConnectionLostException();
    }
}
