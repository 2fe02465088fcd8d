namespace Barelane.Remote.Protocol.Wire;

/// <summary>Something made of fields that one description both writes and reads.</summary>
internal interface ICoded
{
    void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder;
}
