using Barelane.Core.Facts;
using Barelane.Core.Inventory;

namespace Barelane.Core.Rules;

/// <summary>Settings of the host's firmware in its vendor's words where those are known, otherwise in general ones.</summary>
internal static class FirmwareWords
{
    private static readonly IReadOnlyDictionary<FirmwareSetting, string> None = new Dictionary<FirmwareSetting, string>();

    /// <summary>The path of the setting; <paramref name="otherwise"/> where the server is not known. The rule has to declare <see cref="HostFacts.FirmwareWords"/>.</summary>
    public static string Of(RuleSubject subject, FirmwareSetting setting, string otherwise) =>
        subject.Read(HostFacts.FirmwareWords, subject.Host).Or(None).GetValueOrDefault(setting, otherwise);

    /// <summary>The path of the setting in brackets behind a general name, or nothing where the server is not known.</summary>
    public static string Hint(RuleSubject subject, FirmwareSetting setting) => Of(subject, setting, "") is { Length: > 0 } words ? $" ({words})" : "";
}
