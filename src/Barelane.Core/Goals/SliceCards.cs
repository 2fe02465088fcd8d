using Barelane.Core.Inventory;

namespace Barelane.Core.Goals;

/// <summary>
/// Which cards of a host a slice can come from. The same for resolver, rules and adapters, so that all of them speak of the same card. Also where the
/// host has yet to be changed before it offers anything: a graphics type, virtual functions, a partition count.
/// </summary>
public static class SliceCards
{
    private const int LongestSuffix = 3;

    /// <summary>
    /// The cards that can serve the profile, in address order: those that say so, else those that the selector names by address or serial number,
    /// else those that the profile is named after.
    /// </summary>
    public static IReadOnlyList<Device> Of(Host host, GpuSelector selector, string profile)
    {
        var gpus = host.Devices.Where(d => d.IsGpu
            && (selector.Address is null || d.Address == selector.Address)
            && (selector.Serial is null || string.Equals(d.Serial.Or(""), selector.Serial, StringComparison.OrdinalIgnoreCase))
            && (selector.Label is null || string.Equals(d.Label.Or(""), selector.Label, StringComparison.Ordinal))
            && (selector.Id is not { } id || (d.Id.Vendor == id.Vendor && d.Id.Device == id.Device))
            && (selector.Model is null || $"{d.VendorName} {d.Name}".Contains(selector.Model, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(d => d.Address).ToList();
        var saying = gpus.Where(d => d.Profiles.Or([]).Any(o => string.Equals(o.Name, profile, StringComparison.Ordinal))).ToList();
        if (saying.Count > 0)
        {
            return saying;
        }

        return selector.Address is not null || selector.Serial is not null ? gpus : [.. gpus.Where(d => IsNamedAfter(profile, d.Name))];
    }

    /// <summary>Of these, the cards that nobody holds and whose profiles wait for nothing but a change of the host (<see cref="Device.SlicesWaitFor"/>).</summary>
    public static IReadOnlyList<Device> Waiting(Host host, GpuSelector selector, string profile) =>
        [.. Of(host, selector, profile).Where(d => d.SlicesWaitFor.HasValue && d.HeldBy.Count == 0 && !d.PassthroughWanted.Or(false))];

    /// <summary>
    /// Whether a profile carries the card's model in its name: <c>nvidia_a40-8q</c> the 'NVIDIA A40', <c>grid_a100d-80c</c> the 'NVIDIA A100 80GB PCIe',
    /// <c>nvidia_rtxa6000-8q</c> the 'NVIDIA RTX A6000'. Up to three letters behind the model name its board (d, x, xm).
    /// </summary>
    public static bool IsNamedAfter(string profile, string card)
    {
        var from = profile.IndexOf('_', StringComparison.Ordinal) + 1;
        var to = profile.LastIndexOf('-');
        if (to <= from)
        {
            return false;
        }

        // MIG slices carry a part more: grid_a100-1-5c.
        var first = profile.IndexOf('-', from);
        var model = Plain(profile[from..first]);
        var words = Words(card);
        for (var i = 0; i < words.Count; i++)
        {
            var run = "";
            for (var j = i; j < words.Count && run.Length < model.Length; j++)
            {
                run += words[j];
                if (Matches(model, run))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Matches(string model, string run) => run.Any(char.IsAsciiDigit)
        && model.StartsWith(run, StringComparison.Ordinal)
        && model.Length - run.Length <= LongestSuffix
        && model[run.Length..].All(char.IsAsciiLetter);

    private static string Plain(string text) => string.Concat(Words(text));

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && char.IsAsciiLetterOrDigit(text[i]);
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }
}
