using System.Globalization;
using System.Text;
using Barelane.Twin.Model;

namespace Barelane.Twin.Guests;

/// <summary>nvidia-smi, on Linux and Windows guests alike.</summary>
internal static class NvidiaSmi
{
    private const string DriverVersion = "550.90.07";

    public static GuestOutcome Run(TwinVm vm, IReadOnlyList<string> arguments)
    {
        var gpus = GuestFunction.Of(vm).Where(f => f is { IsNvidia: true, IsGpu: true }).ToList();
        if (gpus.Count == 0)
        {
            return new GuestOutcome(
                9, "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n\n", string.Empty);
        }

        if (arguments.FirstOrDefault(a => a.StartsWith("--query-gpu=", StringComparison.Ordinal)) is { } query)
        {
            return Query(gpus, query["--query-gpu=".Length..].Split(','), arguments);
        }

        return GuestOutcome.Said(arguments.Contains("-L")
            ? string.Concat(gpus.Select((g, i) => $"GPU {i}: {g.DriverName} (UUID: {g.Uuid})\n"))
            : Details(vm, gpus));
    }

    private static GuestOutcome Query(List<GuestFunction> gpus, string[] fields, IReadOnlyList<string> arguments)
    {
        var format = arguments.FirstOrDefault(a => a.StartsWith("--format=", StringComparison.Ordinal)) ?? string.Empty;
        var text = new StringBuilder();
        if (!format.Contains("noheader", StringComparison.Ordinal))
        {
            text.AppendJoin(", ", fields).Append('\n');
        }

        for (var i = 0; i < gpus.Count; i++)
        {
            var values = new List<string>();
            foreach (var field in fields)
            {
                if (Field(gpus[i], i, field.Trim(), format.Contains("nounits", StringComparison.Ordinal)) is not { } value)
                {
                    return new GuestOutcome(2, $"Field \"{field}\" is not a valid field to query.\n\n", string.Empty);
                }

                values.Add(value);
            }

            text.AppendJoin(", ", values).Append('\n');
        }

        return GuestOutcome.Said(text.ToString());
    }

    private static string? Field(GuestFunction gpu, int index, string field, bool noUnits) => field switch
    {
        "index" => index.ToString(CultureInfo.InvariantCulture),
        "name" or "gpu_name" => gpu.DriverName,
        "uuid" or "gpu_uuid" => gpu.Uuid,
        "pci.bus_id" or "gpu_bus_id" => "0000" + gpu.Address.ToUpperInvariant(),
        "driver_version" => DriverVersion,
        "memory.total" => gpu.FramebufferMib.ToString(CultureInfo.InvariantCulture) + (noUnits ? string.Empty : " MiB"),
        "memory.used" => noUnits ? "0" : "0 MiB",
        "utilization.gpu" => noUnits ? "0" : "0 %",
        "temperature.gpu" => "34",
        "serial" => gpu.Profile is null ? "132" + string.Concat(gpu.Uuid.Where(char.IsAsciiDigit).Take(10)) : "[N/A]",
        _ => null,
    };

    private static string Details(TwinVm vm, List<GuestFunction> gpus)
    {
        var text = new StringBuilder("\n==============NVSMI LOG==============\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Driver Version                            : {DriverVersion}\n");
        text.Append(CultureInfo.InvariantCulture, $"Attached GPUs                             : {gpus.Count}\n");
        foreach (var gpu in gpus)
        {
            text.Append(CultureInfo.InvariantCulture, $"GPU 0000{gpu.Address.ToUpperInvariant()}\n");
            text.Append(CultureInfo.InvariantCulture, $"    Product Name                          : {gpu.DriverName}\n");
            text.Append(CultureInfo.InvariantCulture, $"    GPU UUID                              : {gpu.Uuid}\n");
            if (gpu.Profile is not null)
            {
                var state = vm.Guest.IsLicensed ? "Licensed (Expiry: 2026-12-31 23:59:59 GMT)" : "Unlicensed (Restricted)";
                text.Append("    vGPU Software Licensed Product\n        Product Name                      : NVIDIA RTX Virtual Workstation\n");
                text.Append(CultureInfo.InvariantCulture, $"        License Status                    : {state}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"    FB Memory Usage\n        Total                             : {gpu.FramebufferMib} MiB\n");
        }

        return text.ToString();
    }
}
