using System.Text.Json;
using Barelane.Remote.Protocol.Leasing;
using Barelane.Remote.Protocol.Wire;

namespace Barelane.Remote.Protocol.Messages;

/// <summary>What a client asks about leases: JSON, since it is asked seldom and grows.</summary>
internal struct LeaseAsked : IMessage
{
    public string Json;

    public static Opcode Opcode => Opcode.LeaseAsked;

    public static LeaseAsked Of(LeaseRequest request) => new() { Json = JsonSerializer.Serialize(request, LeaseJson.Default.LeaseRequest) };

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Text(ref Json);

    public readonly LeaseRequest Read() => LeaseJson.Read(Json, LeaseJson.Default.LeaseRequest);
}

/// <summary>What the server answers.</summary>
internal struct LeaseAnswered : IMessage
{
    public string Json;

    public static Opcode Opcode => Opcode.LeaseAnswered;

    public static LeaseAnswered Of(LeaseReply reply) => new() { Json = JsonSerializer.Serialize(reply, LeaseJson.Default.LeaseReply) };

    public void Code<TCoder>(ref TCoder coder)
        where TCoder : struct, ICoder => coder.Text(ref Json);

    public readonly LeaseReply Read() => LeaseJson.Read(Json, LeaseJson.Default.LeaseReply);
}
