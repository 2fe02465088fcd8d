namespace Barelane.Remote.Protocol.Transport;

internal static class StreamExtensions
{
    /// <summary>Receives exactly as much as <paramref name="into"/> holds; the end before that is an <see cref="IOException"/>.</summary>
    public static void ReceiveAll(this IByteStream stream, Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            var count = stream.Receive(into);
            into = count > 0 ? into[count..] : throw new IOException("The other end has closed the connection.");
        }
    }
}
