using Barelane.Core.Adapters;
using Barelane.Core.Inventory;
using Barelane.Guest.Asking;

namespace Barelane.Guest.Interfaces;

/// <summary>One check for each interface to a GPU whose library the guest has. A library that is there without the tool to try it is Unknown.</summary>
internal sealed class InterfaceInspection(GuestProbe probe, ushort vendor, int gpuCount)
{
    private static readonly string[] Ldconfig = ["ldconfig", "/sbin/ldconfig", "/usr/sbin/ldconfig"];

    /// <summary>Asks and judges.</summary>
    public async Task<IReadOnlyList<GuestCheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var answer = await probe.AskFirstAsync(Ldconfig, ["-p"], GuestProbe.Short, cancellationToken).ConfigureAwait(false);
        var isListed = answer.IsSaid && !answer.IsCut && answer.Output.Contains(".so", StringComparison.Ordinal) && answer.Output.Contains(" => ", StringComparison.Ordinal);
        var results = new List<GuestCheckResult>();
        if (vendor == PciId.Nvidia)
        {
            results.Add(Has("libcuda.so.1")
                ? await new CudaJob(probe, gpuCount).CheckAsync(cancellationToken).ConfigureAwait(false)
                : Without(GuestChecks.Cuda, "CUDA", "libcuda.so.1"));
        }

        results.Add(Has("libOpenCL.so.1")
            ? await new OpenClDevices(probe, vendor).CheckAsync(cancellationToken).ConfigureAwait(false)
            : Without(GuestChecks.OpenCl, "OpenCL", "libOpenCL.so.1"));
        results.Add(Has("libvulkan.so.1")
            ? await new VulkanDevices(probe, vendor).CheckAsync(cancellationToken).ConfigureAwait(false)
            : Without(GuestChecks.Vulkan, "Vulkan", "libvulkan.so.1"));
        results.Add(Has("libGL.so.1") || Has("libEGL.so.1")
            ? await new OpenGlRenderer(probe, vendor).CheckAsync(cancellationToken).ConfigureAwait(false)
            : Without(GuestChecks.OpenGl, "OpenGL", "libGL.so.1"));
        return results;

        // Where the list of libraries can't be read, each interface counts as there: its tool is asked.
        bool Has(string library) => !isListed || answer.Output.Contains(library, StringComparison.Ordinal);
    }

    private static GuestCheckResult Without(GuestCheckInfo check, string name, string library) => check.Note(
        $"The guest has no {name} ('{library}' is not among its libraries), so there is nothing to prove.",
        $"Nothing to do where no program needs {name}.");
}
