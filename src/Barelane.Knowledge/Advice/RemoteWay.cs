using System.Globalization;
using Barelane.Core.Facts;

namespace Barelane.Knowledge.Advice;

/// <summary>What a pool over the network can do for a description.</summary>
internal static class RemoteWay
{
    /// <summary>Why it cannot; empty where it can.</summary>
    public static IEnumerable<string> Obstacles(Description wanted)
    {
        if (wanted.Work != WorkKind.Compute)
        {
            yield return "The pool carries computing alone: no screen, no Direct3D, no OpenGL.";
        }

        if (wanted.Interfaces.Contains("cuda", StringComparer.Ordinal))
        {
            yield return "The pool does not run CUDA: it carries OpenCL.";
        }
        else if (!wanted.Interfaces.Contains("opencl", StringComparer.Ordinal))
        {
            yield return "The pool carries OpenCL and does not run CUDA; that the work runs on OpenCL is not said ('interfaces: [opencl]').";
        }
    }

    /// <summary>What speaks for it and against it.</summary>
    public static IEnumerable<string> Reasons(Description wanted, IReadOnlyList<AdvicePlace> places)
    {
        yield return "The VMs need no card of their own and stay movable; the cards belong to the pool's hosts.";
        yield return "It carries OpenCL; it does not run CUDA.";
        yield return "The servers are set up by hand ('barelane remote serve'); 'way: remote' in a document puts driver and lease into Linux guests.";
        if (wanted.Batch && places.Sum(p => p.Users) is var seats && seats > 0 && seats < wanted.Running)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Amount.Of(seats, "job")} at a time; the others of {wanted.Running} wait for their turn.");
        }

        if (!wanted.Batch)
        {
            yield return "Somebody waits for each answer: programs that make many small calls are slow over a network.";
        }

        if (wanted.WholeCards is null)
        {
            yield return "Leases cut a card by memory alone; its time is competed for.";
        }
    }
}
