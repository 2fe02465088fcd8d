using System.Reflection;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Tests.Wire;

/// <summary>
/// Random frames of every kind, from a fixed seed. BARELANE_FRAMES says how many; the decoder alone decides what a frame is, so that it may be
/// driven without a connection.
/// </summary>
public sealed unsafe class FuzzTests
{
    private static readonly int Frames = int.TryParse(Environment.GetEnvironmentVariable("BARELANE_FRAMES"), out var count) ? count : 400_000;

    [Fact]
    public void Random_frames_of_every_kind_are_messages_or_refused()
    {
        var random = new Random(20261128);
        var kinds = typeof(IMessage).Assembly.GetTypes().Where(t => t.IsValueType && t.IsAssignableTo(typeof(IMessage)))
            .Select(t => typeof(FuzzTests).GetMethod(nameof(Try), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(t).CreateDelegate<Reading>()).ToArray();
        var content = new byte[512];
        int taken = 0, refused = 0;
        fixed (byte* at = content)
        {
            for (var i = 0; i < Frames; i++)
            {
                var length = random.Next(content.Length);
                Fill(random, content.AsSpan(0, length));
                _ = kinds[i % kinds.Length](at, length) ? taken++ : refused++;
            }
        }

        Assert.Equal(Frames, taken + refused);
        Assert.True(taken > 0 && refused > 0, $"{taken} of the random frames were messages; too few to have tried what lies behind a length.");
    }

    private delegate bool Reading(byte* content, int length);

    /// <summary>Mostly small numbers, which lead deep into a message, and now and then anything.</summary>
    private static void Fill(Random random, Span<byte> span)
    {
        random.NextBytes(span);
        if (random.Next(4) != 0)
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = i % 4 == 0 && random.Next(3) == 0 ? (byte)random.Next(8) : (byte)0;
            }
        }
    }

    private static bool Try<TMessage>(byte* content, int length)
        where TMessage : struct, IMessage
    {
        try
        {
            _ = Decoder.Read<TMessage>(content, length);
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }
}
