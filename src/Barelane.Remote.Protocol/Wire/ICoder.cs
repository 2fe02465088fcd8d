namespace Barelane.Remote.Protocol.Wire;

/// <summary>Writes a message's fields, or reads them: a message names them once, in order.</summary>
internal interface ICoder
{
    void Value(ref uint value);

    void Value(ref int value);

    void Value(ref ulong value);

    void Value(ref bool value);

    void Text(ref string value);

    void Bytes(ref Blob value);

    /// <summary>Bytes that outlive the frame.</summary>
    void Bytes(ref byte[] value);

    void Ids(ref IdList value);

    void Triple(ref Triple value);

    void List<TItem>(ref TItem[] items)
        where TItem : struct, ICoded;
}
