using System.Buffers.Binary;
using System.Text;
using Barelane.Remote.Protocol.Messages;

namespace Barelane.Remote.Driver.Objects;

/// <summary>What the server's platform, a device or a kernel says of itself, by the number of the question.</summary>
internal sealed class PropertyTable
{
    private readonly Dictionary<uint, byte[]> _values = [];

    public PropertyTable(Property[] properties)
    {
        foreach (var property in properties)
        {
            _values[property.Name] = property.Value;
        }
    }

    public byte[]? this[uint name]
    {
        get => _values.GetValueOrDefault(name);
        set
        {
            if (value is null)
            {
                _values.Remove(name);
            }
            else
            {
                _values[name] = value;
            }
        }
    }

    public string Text(uint name) => this[name] is { } value ? Encoding.UTF8.GetString(value).TrimEnd('\0') : "";

    public void Set(uint name, string value) => _values[name] = Encoding.UTF8.GetBytes(value + '\0');

    public void Set(uint name, uint value) => _values[name] = BitConverter.GetBytes(value);

    public void Set(uint name, ulong value) => _values[name] = BitConverter.GetBytes(value);

    /// <summary>A number of 4 or 8 bytes; 0 where there is none.</summary>
    public ulong Number(uint name) => this[name] switch
    {
        { Length: 4 } value => BinaryPrimitives.ReadUInt32LittleEndian(value),
        { Length: 8 } value => BinaryPrimitives.ReadUInt64LittleEndian(value),
        _ => 0,
    };

    /// <summary>A list of sizes.</summary>
    public ulong[] Sizes(uint name) => this[name] is { } value ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(value).ToArray() : [];
}
