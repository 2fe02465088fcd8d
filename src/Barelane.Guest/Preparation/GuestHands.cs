using Barelane.Core.Adapters;
using Barelane.Guest.Preparation.Linux;
using Barelane.Guest.Preparation.Windows;

namespace Barelane.Guest.Preparation;

/// <summary>Chooses the hands for a guest's family.</summary>
internal static class GuestHands
{
    /// <summary>The hands.</summary>
    /// <exception cref="SiteException">The guest's agent does not tell a system that Barelane can prepare.</exception>
    public static IGuestHands For(IGuestChannel channel) => channel.Family switch
    {
        GuestFamily.Linux => new LinuxHands(channel),
        GuestFamily.Windows => new WindowsHands(channel),
        _ => throw new SiteException(new Problem
        {
            Code = "guest-not-asked",
            Message = "The guest's agent does not tell whether it is Linux or Windows, and nothing else can be prepared.",
            Remedy = "Start or update the agent in the guest (VMware Tools, the QEMU guest agent, integration services).",
        }),
    };
}
