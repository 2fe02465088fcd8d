using Barelane.Core.Adapters;
using Barelane.Guest.Asking;
using Barelane.Guest.Pci;

namespace Barelane.Guest.Interfaces;

/// <summary>GUEST-OPENGL-001: the renderer that <c>glxinfo -B</c> or, on a guest without a display, <c>eglinfo -B</c> names.</summary>
internal sealed class OpenGlRenderer(GuestProbe probe, ushort vendor)
{
    private static readonly string[] Labels =
    [
        "OpenGL renderer string:", "OpenGL core profile renderer:", "OpenGL compatibility profile renderer:", "OpenGL ES profile renderer:",
    ];

    /// <summary>Asks and judges.</summary>
    public async Task<GuestCheckResult> CheckAsync(CancellationToken cancellationToken)
    {
        var check = GuestChecks.OpenGl;
        var glx = await probe.AskAsync("glxinfo", ["-B"], cancellationToken).ConfigureAwait(false);
        var renderers = Renderers(glx);
        var egl = renderers.Count > 0 ? glx : await probe.AskAsync("eglinfo", ["-B"], cancellationToken).ConfigureAwait(false);
        renderers = renderers.Count > 0 ? renderers : Renderers(egl);
        if (renderers.FirstOrDefault(r => VendorDrivers.IsNamedIn(vendor, r)) is { } found)
        {
            return check.Pass($"OpenGL renders on '{UntrustedText.Clean(found)}'.");
        }

        if (renderers.Count > 0)
        {
            return check.Warn(
                $"OpenGL renders on {string.Join(", ", renderers.Distinct(StringComparer.Ordinal).Select(r => $"'{UntrustedText.Clean(r)}'"))}.",
                $"Install the OpenGL part of {VendorDrivers.Name(vendor)}'s driver; for a display, bind the display server to the GPU.");
        }

        return check.Unknown(
            $"Where OpenGL renders could not be seen. {glx.Reason} {egl.Reason}",
            "Install 'mesa-utils' in the guest (and 'mesa-utils-extra' for 'eglinfo' on older systems), then run verify again.");
    }

    private static List<string> Renderers(GuestAnswer answer)
    {
        // eglinfo ends with an error where one of its platforms is missing, after it told the others.
        var renderers = new List<string>();
        if (answer.Kind is not (GuestAnswerKind.Said or GuestAnswerKind.Refused))
        {
            return renderers;
        }

        foreach (var line in answer.Output.Split('\n', StringSplitOptions.TrimEntries))
        {
            var label = Labels.FirstOrDefault(l => line.StartsWith(l, StringComparison.Ordinal));
            if (label is not null && line.Length > label.Length)
            {
                renderers.Add(line[label.Length..].Trim());
            }
        }

        return renderers;
    }
}
