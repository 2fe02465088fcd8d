using Barelane.Core.Inventory;

namespace Barelane.Knowledge.Diagnosis;

/// <summary>What somebody typed: a message, or a failure in words of his own. Immutable.</summary>
internal sealed class Description
{
    /// <summary>How far words may lie apart, in characters, and still say one thing: about two sentences.</summary>
    private const int Reach = 320;

    /// <summary>How many characters of a line somebody has to type for it to be meant.</summary>
    private const int LeastPart = 10;

    private static readonly (Hypervisor Hypervisor, string[] Names)[] Hypervisors =
    [
        (Hypervisor.VSphere, ["ESXi", "vSphere", "vCenter", "VMware", "vmkernel", "vmware.log"]),
        (Hypervisor.Kvm, ["KVM", "QEMU", "libvirt", "Proxmox", "virt-manager", "virsh", "unraid", "vfio", "PVE"]),
        (Hypervisor.HyperV, ["Hyper-V", "HyperV", "DDA", "GPU-P", "GPU-PV", "GPUPV", "WSL", "WSL2", "Get-VMHostPartitionableGpu", "VMHostAssignableDevice"]),
    ];

    private readonly string _text;
    private readonly List<string> _passages;
    private readonly IReadOnlyList<Hypervisor> _named;

    /// <summary>A description of any length.</summary>
    public Description(string text)
    {
        _text = text.Replace('\u2019', '\'').Trim();
        _passages = [.. Passages(_text)];
        _named = [.. Hypervisors.Where(h => h.Names.Any(n => HasWord(_text, n, isWhole: true))).Select(h => h.Hypervisor)];
    }

    /// <summary>Whether it is a part of a line: somebody typed the beginning or the middle of a message.</summary>
    public bool IsPartOf(string pattern) => _text.Length >= LeastPart && pattern.Contains(_text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether all words of a set stand close together. A word is a beginning of one, <c>a|b</c> is one or the other, <c>a+b</c> is both in a row.</summary>
    public bool Says(IReadOnlyList<string> words) => _passages.Exists(p => words.All(w => w.Split('|').Any(one => HasWord(p, one.Replace('+', ' ')))));

    /// <summary>Whether it names a hypervisor, and none of these; never where there are none to name.</summary>
    public bool IsOfAnother(IReadOnlyList<Hypervisor> hypervisors) => _named.Count > 0 && hypervisors.Count > 0 && !_named.Intersect(hypervisors).Any();

    /// <summary>Whether it names one of these hypervisors.</summary>
    public bool IsOf(IReadOnlyList<Hypervisor> hypervisors) => _named.Intersect(hypervisors).Any();

    /// <summary>The whole where it is short; otherwise what stands in reach of the beginning of each sentence or line.</summary>
    private static IEnumerable<string> Passages(string text)
    {
        yield return text[..Math.Min(text.Length, Reach)];
        for (var at = 0; text.Length > Reach && at >= 0; at = NextSentence(text, at))
        {
            yield return text[at..Math.Min(text.Length, at + Reach)];
        }
    }

    private static int NextSentence(string text, int from)
    {
        var end = text.AsSpan(from).IndexOfAny('\n', '.');
        return end < 0 || from + end + 1 >= text.Length ? -1 : from + end + 1;
    }

    /// <summary>Whether a word of the text begins with <paramref name="word"/>, or is it; a number has to be the whole number.</summary>
    private static bool HasWord(string text, string word, bool isWhole = false)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            var begins = at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(word[0]);
            var ends = end == text.Length || (isWhole ? !char.IsLetterOrDigit(text[end]) : !char.IsDigit(word[^1]) || !char.IsDigit(text[end]));
            if (begins && ends)
            {
                return true;
            }
        }

        return false;
    }
}
