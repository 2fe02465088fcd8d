using System.Globalization;
using Barelane.Core.Inventory;
using Barelane.Knowledge.Catalog;

namespace Barelane.Rendering.Catalogs;

/// <summary>What a card's entry says beside names and sizes, in sentences that the command line and the pages share.</summary>
internal static class CardFacts
{
    /// <summary>The facts that are known, each with its name.</summary>
    public static IEnumerable<(string Name, string Text)> Of(Card card)
    {
        if (card.GpusPerBoard > 1)
        {
            yield return ("board", $"{card.GpusPerBoard} GPUs on one board");
        }

        if (card.Reset is { } reset)
        {
            yield return ("reset", reset switch
            {
                ResetBehaviour.Flr => "by itself (FLR)",
                ResetBehaviour.Bus => "by the bridge above it, with all functions behind that",
                ResetBehaviour.Disputed => "reports disagree whether it comes back each time",
                _ => "does not come back without help",
            });
        }

        if (card.NvLink is { } link)
        {
            yield return ("NVLink", link switch
            {
                NvLink.Bridge => "by a bridge between cards",
                NvLink.Baseboard => "on the baseboard, from GPU to GPU",
                _ => "through NVSwitches, which need Fabric Manager",
            });
        }

        if (card.VirtualFunctions is { } functions)
        {
            yield return ("SR-IOV", $"{functions} virtual {(functions == 1 ? "function" : "functions")}");
        }

        if (card.Driver is not null || card.Drivers.Length > 0)
        {
            yield return ("drivers", string.Join("; ", ((string[])[card.Driver is { } driver ? $"{Text(driver)}{(driver.To.Length > 0 ? ", the last branch" : "")}" : "", card.Drivers]).Where(t => t.Length > 0)));
        }

        if (card.VgpuSoftware is { } software)
        {
            yield return ("vGPU releases", Text(software));
        }

        foreach (var support in card.Support)
        {
            yield return ("goes", Text(support));
        }

        if (card.Vgpu is { } vgpu)
        {
            foreach (var series in vgpu.Profiles.Where(p => p.MigProfile is null).GroupBy(p => (p.Series, p.IsDerived)))
            {
                yield return ($"vGPU {series.Key.Series}", $"{Profiles(series)}{(series.Key.IsDerived ? "; computed" : "")} ({series.First().Licence})");
            }

            if (vgpu.Profiles.Where(p => p.MigProfile is not null).ToList() is { Count: > 0 } carried)
            {
                yield return ("vGPU on MIG", Profiles(carried));
            }

            yield return ("sizes", vgpu.MixedSizes switch
            {
                true => "profiles of different framebuffer may share a GPU",
                false => "the first slice fixes the framebuffer of all on its GPU",
                _ => "whether different framebuffers may share a GPU is not known; the first slice is taken to fix it",
            });
        }

        if (card.Mig is { } mig)
        {
            yield return ("MIG", $"{mig.ComputeSlices} compute and {mig.MemorySlices} memory slices: {string.Join(", ", mig.Profiles.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} ×{p.Max} at {string.Join('/', p.Starts)}")))}{(mig.IsDerived ? "; places taken over from a card of the same make-up" : "")}");
        }

        if (card.EndOfSupport is { } end)
        {
            yield return ("ends", $"{end.What} ({end.Source})");
        }
    }

    private static string Profiles(IEnumerable<VgpuProfile> profiles) => string.Join(", ", profiles.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} ×{p.PerGpu}")));

    /// <summary>Something known to go wrong, with the hypervisors that it is met on.</summary>
    internal static string Text(CardTrouble trouble) =>
        $"{(trouble.Hypervisors.Count == 0 ? "" : $"On {string.Join(" and ", trouble.Hypervisors.Select(Name))}: ")}{trouble.Text} ({trouble.Source})";

    private static string Name(Hypervisor hypervisor) => hypervisor switch
    {
        Hypervisor.VSphere => "vSphere",
        Hypervisor.Kvm => "KVM",
        _ => "Hyper-V",
    };

    private static string Text(ReleaseSpan span) => span switch
    {
        { From: "" } => $"up to {span.To}",
        { To: "" } => $"from {span.From} on",
        _ => $"{span.From} to {span.To}",
    };

    private static string Text(WaySupport support)
    {
        var versions = (support.From, support.To) switch
        {
            ("", "") => "",
            (var from, "") => $" from {from}",
            ("", var to) => $" up to {to}",
            var (from, to) => $" {from} to {to}",
        };
        return $"{support.Way.ToString().ToLowerInvariant()} on {Name(support.Hypervisor)}{versions}{(support.Note.Length == 0 ? "" : $": {support.Note.TrimEnd('.')}")} ({support.Source})";
    }
}
