using System.Security.Cryptography;
using Barelane.Core.Adapters;
using Barelane.Core.Goals;

namespace Barelane.Guest.Preparation;

/// <summary>Brings a driver's file into a guest: the very bytes that the plan was made with.</summary>
internal static class GuestDriverTransfer
{
    /// <summary>Channels take a file as one piece of memory, which ends at 2 GiB.</summary>
    public const long Most = 0x7fffffc7;

    /// <summary>Sends the file.</summary>
    /// <exception cref="SiteException">It is not the plan's file any more, is too large, or can't be read or written.</exception>
    public static async Task SendAsync(IGuestChannel channel, GuestAccount account, GuestDriverFile file, string path, IStepProgress progress, CancellationToken cancellationToken)
    {
        progress.Report(null, $"'{file.Name}' is sent into the guest");
        var stream = account.OpenDriver(file);
        await using (stream.ConfigureAwait(false))
        {
            if (stream.Length > Most)
            {
                throw Changed($"'{file.Path}' has {stream.Length} bytes; at most {Most} can be sent into a guest.", "Copy it into the guest yourself and install it there.");
            }

            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            if (!string.Equals(hash, file.Sha256, StringComparison.Ordinal))
            {
                throw Changed($"'{file.Path}' is another file than the one that was planned with (SHA-256 {hash}, planned {file.Sha256}).", "Plan again.");
            }

            await channel.PutAsync(path, content, cancellationToken).ConfigureAwait(false);
        }
    }

    private static SiteException Changed(string message, string remedy) => new(new Problem { Code = "driver-file", Message = message, Remedy = remedy });
}
