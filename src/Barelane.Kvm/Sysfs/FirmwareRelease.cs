using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Barelane.Core.Facts;

namespace Barelane.Kvm.Sysfs;

/// <summary>
/// Which release of edk2 the host's firmware for guests was made of. The files themselves hold it compressed; the changelog of Debian's and Ubuntu's package <c>ovmf</c> begins with it, and
/// other systems' packages leave nothing that could be read so cheaply.
/// </summary>
internal static partial class FirmwareRelease
{
    private const string Changelog = "/usr/share/doc/ovmf/changelog.Debian.gz";
    private const int FirstLine = 200;

    public static IEnumerable<HostPath> Paths() => [new(Changelog)];

    /// <summary>Year and month, as in <c>edk2 (2022.11-6+deb12u2)</c> and <c>edk2 (0~20191122.bd85bf54-2ubuntu3)</c>.</summary>
    public static Observed<Version> Read(IHostFiles files) => files.ReadBytes(Changelog) is var bytes && bytes.HasValue ? Parse(bytes.Value) : bytes.Map(_ => new Version());

    private static Observed<Version> Parse(byte[] packed)
    {
        try
        {
            using var text = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            var start = new byte[FirstLine];
            var found = Release().Match(Encoding.ASCII.GetString(start, 0, text.ReadAtLeast(start, FirstLine, throwOnEndOfStream: false)));
            return found.Success
                ? Observed.Read(new Version(Number(found.Groups["year"]), Number(found.Groups["month"])))
                : Observed<Version>.Unreadable($"'{Changelog}' does not begin with 'edk2 (YEAR.MONTH'.");
        }
        catch (InvalidDataException)
        {
            return Observed<Version>.Unreadable($"'{Changelog}' is no gzip file.");
        }
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^edk2 \((?:0~)?(?<year>20\d\d)\.?(?<month>0[1-9]|1[0-2])", RegexOptions.CultureInvariant)]
    private static partial Regex Release();
}
